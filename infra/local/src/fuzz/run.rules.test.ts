import { CASES_OF_ALL, readFuzzOptions } from './options';
import { findingsOf, lacksOf, OUT_OF_TIME, RunReport } from './run.rules';

const REPORT = RunReport.parse({
  schemathesis_version: '4.32.5',
  stop_reason: 'completed',
  operations: { total: 9, selected: 9, tested: 9, errored: 0, skipped: 0 },
  test_cases: { generated: 800, with_failures: 0, unique_failures: 0 },
  failures: [],
  errors: [],
});

describe('What a run of schemathesis found', () => {
  it('is nothing when all is well', () => {
    expect(findingsOf('bank', REPORT)).toEqual([]);
  });

  it('is each kind of failure with the operations that show it, at most five by name', () => {
    const operations = ['GET /a', 'GET /b', 'GET /c', 'GET /d', 'GET /e', 'GET /f'];
    const failures = [
      { code: 'ST101', title: 'Server error', count: 1, operations: ['POST /a'] },
      { code: 'ST201', title: 'Accepted', count: 7, operations },
    ];
    expect(findingsOf('bank', { ...REPORT, failures })).toEqual([
      'bank: ST101 Server error, 1 times: POST /a',
      'bank: ST201 Accepted, 7 times: GET /a, GET /b, GET /c, GET /d, GET /e and 1 more',
    ]);
  });

  it('is too little when the roles together tried less than was asked for, whatever else is asked', () => {
    const few = CASES_OF_ALL - 1;
    const finding = `only ${few} cases in all, of ${CASES_OF_ALL}: give it more --examples`;
    expect(lacksOf(readFuzzOptions([], 1), few)).toEqual([finding]);
    expect(lacksOf(readFuzzOptions(['--seconds', '10', '--examples', '1'], 1), few)).toEqual([finding]);
    expect(lacksOf(readFuzzOptions([], 1), CASES_OF_ALL)).toEqual([]);
    expect(lacksOf(readFuzzOptions(['--roles', 'bank'], 1), 1_428)).toHaveLength(1);
    expect(lacksOf(readFuzzOptions(['--roles', 'bank'], 1), 1_429)).toEqual([]);
    expect(lacksOf(readFuzzOptions(['--cases', '50000'], 1), CASES_OF_ALL)).toHaveLength(1);
  });

  it.each([
    [
      {
        errors: [
          { title: 'Network error', count: 2 },
          { title: 'Serialization not possible', count: 3 },
        ],
      },
      'bank: Network error, 2 times: an error of the run itself, see its report',
    ],
    [{ operations: { ...REPORT.operations, tested: 3 } }, 'bank: 3 of 9 operations were tried'],
    [{ test_cases: { ...REPORT.test_cases, generated: 0 } }, 'bank: nothing was tried'],
    [{ stop_reason: 'interrupted' }, 'bank: the run ended with interrupted, before its end'],
    [{ stop_reason: 'max_time' }, 'bank: the run ended with max_time, before its end'],
    [
      { stop_reason: OUT_OF_TIME },
      'bank: the run ended with its time, of which it needs more: --seconds, before its end',
    ],
  ])('is also what kept it from its end: %j', (change, finding) => {
    expect(findingsOf('bank', { ...REPORT, ...change })).toEqual([finding]);
  });
});
