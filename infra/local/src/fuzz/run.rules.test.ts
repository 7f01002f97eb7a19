import { readFuzzOptions } from './options';
import { CASES_MIN, findingsOf, lacksOf, RunReport } from './run.rules';

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

  it('is as whole as it may be when its time is over', () => {
    expect(findingsOf('bank', { ...REPORT, stop_reason: 'max_time' })).toEqual([]);
  });

  it('is too little when all roles together tried less than ten thousand cases', () => {
    const few = `only ${CASES_MIN - 1} cases in all, of ${CASES_MIN}: the machine is slow, give it more --seconds`;
    expect(lacksOf(readFuzzOptions([], 1), CASES_MIN - 1)).toEqual([few]);
    expect(lacksOf(readFuzzOptions(['--seconds', '900'], 1), CASES_MIN - 1)).toEqual([few]);
    expect(lacksOf(readFuzzOptions([], 1), CASES_MIN)).toEqual([]);
    expect(lacksOf(readFuzzOptions(['--roles', 'bank'], 1), 3_000)).toEqual([]);
    expect(lacksOf(readFuzzOptions(['--seconds', '10'], 1), 3_000)).toEqual([]);
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
    [{ operations: { ...REPORT.operations, tested: 3 } }, 'bank: 3 of 9 operations were tried: give it more --seconds'],
    [{ test_cases: { ...REPORT.test_cases, generated: 0 } }, 'bank: nothing was tried'],
    [{ stop_reason: 'interrupted' }, 'bank: the run ended with interrupted, before its end'],
  ])('is also what kept it from its end: %j', (change, finding) => {
    expect(findingsOf('bank', { ...REPORT, ...change })).toEqual([finding]);
  });
});
