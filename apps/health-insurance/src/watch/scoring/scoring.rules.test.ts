import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import { SIGNALS, signalOn } from '../settings/signals';
import { COST, costLimit, dearPersonHits } from '../signals/cost/cost.rules';
import { doctorHits } from '../signals/doctor-capacity/doctor-capacity.rules';
import { drugSubjectHits } from '../signals/drug-diagnosis/drug-diagnosis.rules';
import { frequencyHits, visitLimit } from '../signals/frequency/frequency.rules';
import { sameTimeHits } from '../signals/same-time/same-time.rules';
import type { Hit, SubjectKind } from '../signals/signal';
import { casesOf, facilityHits, hitOf, reasonOf, scoreOf } from './scoring.rules';

const defaultsOf = (code: keyof typeof SIGNALS) => signalOn(SIGNALS[code], [], localDate('2026-10-01')).parameters;
const pointsOf = (hits: readonly Hit[]) => hits.map(({ id, reason }) => [id, reason.strengthPercent, reason.points]);

describe('a reason', () => {
  const measured = { signal: 'FREQUENCY', limit: 8, found: {}, usual: {} } as const;
  const at = (value: number, weight = 40) => reasonOf({ ...measured, value }, { weight })?.points;

  it('gives half of its weight at the limit, all of it at twice the limit, and nothing below', () => {
    expect([7, 8, 10, 12, 15, 16, 100].map((value) => at(value))).toEqual([undefined, 20, 24, 30, 37, 40, 40]);
    expect(at(16, 0)).toBe(0);
  });

  it('never weighs less for a higher value, nor more than its weight', () => {
    const number = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(number, number, number, fc.integer({ min: 0, max: 100 }), (limit, one, other, weight) => {
        const [low, high] = [one, other]
          .sort((left, right) => left - right)
          .map((value) => reasonOf({ ...measured, value, limit }, { weight })?.points ?? 0);
        expect(low).toBeLessThanOrEqual(high ?? 0);
        expect(high).toBeLessThanOrEqual(weight);
      }),
    );
  });
});

describe('the score of a case', () => {
  const hit: fc.Arbitrary<Hit> = fc
    .record({
      kind: fc.constantFrom<SubjectKind>('person', 'facility', 'practitioner'),
      id: fc.constantFrom('1', '2', '3'),
      signal: fc.constantFrom(...(Object.keys(SIGNALS) as (keyof typeof SIGNALS)[])),
      weight: fc.integer({ min: 0, max: 100 }),
      value: fc.integer({ min: 1, max: 500 }),
      limit: fc.integer({ min: 1, max: 100 }),
    })
    .map(({ kind, id, signal, weight, value, limit }) =>
      hitOf(kind, id, reasonOf({ signal, value: Math.max(value, limit), limit, found: {}, usual: {} }, { weight })),
    )
    .chain((hits) => fc.constantFrom(...hits));

  it('is the sum of the points shown, cut at 100; and every reason is shown once', () => {
    fc.assert(
      fc.property(fc.array(hit, { maxLength: 12 }), (hits) => {
        const cases = casesOf(hits);
        for (const { score, reasons } of cases) {
          const sum = reasons.reduce((total, { points }) => total + points, 0);
          expect(score).toBe(Math.min(100, sum));
          for (const { weight, strengthPercent, points } of reasons)
            expect(points).toBe(Math.floor((weight * strengthPercent) / 100));
        }
        expect(cases.flatMap(({ reasons }) => reasons)).toHaveLength(hits.length);
        expect(new Set(cases.map(({ kind, id }) => `${kind}|${id}`)).size).toBe(cases.length);
      }),
    );
  });

  it('does not depend on the order in which signals are computed', () => {
    fc.assert(
      fc.property(fc.array(hit, { maxLength: 12 }), (hits) => {
        const scores = (list: readonly Hit[]) =>
          new Map(casesOf(list).map(({ kind, id, score }) => [`${kind}|${id}`, score]));
        expect(scores([...hits].reverse())).toEqual(scores(hits));
      }),
    );
    expect(scoreOf([])).toBe(0);
  });
});

describe('overlapping visits', () => {
  it('are suspicious from the first pair, and weigh in full with the second', () => {
    const person = (participantId: string, overlaps: number) => ({ participantId, overlaps, longestMinutes: 45 });
    const hits = sameTimeHits([person('a', 0), person('b', 1), person('c', 2)], defaultsOf('SAME_TIME'));
    expect(pointsOf(hits)).toEqual([
      ['b', 50, 30],
      ['c', 100, 60],
    ]);
  });
});

describe('the limit of visits', () => {
  const parameters = { weight: 40, minVisits: 8, deviations: 6 };

  it('lies so many median deviations above the median, and never below the floor', () => {
    expect(visitLimit({ persons: 1_000, median: 1, deviation: 0 }, parameters)).toBe(8);
    expect(visitLimit({ persons: 1_000, median: 3, deviation: 1 }, parameters)).toBe(9);
    expect(visitLimit({ persons: 1_000, median: 3, deviation: 2 }, parameters)).toBe(15);
    expect(visitLimit({ persons: 0, median: 0, deviation: 0 }, parameters)).toBe(8);
  });

  it('is told with the visits found', () => {
    const [hit] = frequencyHits(
      [{ participantId: 'a', visits: 12 }],
      { persons: 9, median: 2, deviation: 0 },
      parameters,
    );
    expect(hit?.reason).toMatchObject({
      found: { visits: 12 },
      usual: { median: 2, deviation: 0, limit: 8 },
      points: 30,
    });
  });
});

describe('the limit of cost', () => {
  it('is the higher one of median and deviations, and of so many times the median', () => {
    const limitOf = (median: bigint, deviation: bigint) =>
      costLimit({ median: hundredths(median), deviation: hundredths(deviation) }, { deviations: 10, times: 3 });
    expect(limitOf(100n, 0n)).toBe(300n);
    expect(limitOf(100n, 20n)).toBe(300n);
    expect(limitOf(100n, 21n)).toBe(310n);
  });

  it('is held against the dearest claim of a person', () => {
    const person = {
      participantId: 'a',
      claims: 2,
      amount: hundredths(150_000_000n),
      median: hundredths(33_333_333n),
      limit: hundredths(100_000_000n),
    };
    const [hit] = dearPersonHits([person], defaultsOf('COST'));
    expect(hit?.reason).toMatchObject({
      found: { claims: 2, amount: '1500000.00' },
      usual: { median: '333333.33', limit: '1000000.00' },
      strengthPercent: 75,
      points: 30,
    });
  });
});

describe('the share of a facility', () => {
  const parameters = { weight: 40, facilityClaims: 5, facilityPermille: 50 };
  const facility = (facilityCode: string, claims: number, judged: number) => ({ facilityCode, claims, judged });

  it('is suspicious from the limit on, unless it is made of a few claims', () => {
    const facilities = [facility('66001', 5, 100), facility('66002', 4, 10), facility('66003', 49, 1_000)];
    const hits = facilityHits(COST.code, facilities, parameters);
    expect(pointsOf(hits)).toEqual([['66001', 50, 20]]);
    expect(hits[0]?.reason).toMatchObject({
      found: { claims: 5, judged: 100, permille: 50 },
      usual: { permille: 52, limitPermille: 50 },
    });
  });
});

describe('exams of a day', () => {
  it('are suspicious beyond what is allowed; the busiest day decides', () => {
    const day = (licence: string, date: string, exams: number) => ({
      licence,
      day: localDate(date),
      exams,
      median: 12,
    });
    const busy = [day('A', '2026-10-05', 66), day('B', '2026-10-05', 80), day('B', '2026-10-06', 132)];
    const hits = doctorHits([...busy, day('C', '2026-10-05', 65)], defaultsOf('DOCTOR_CAPACITY'));
    expect(pointsOf(hits)).toEqual([
      ['A', 50, 35],
      ['B', 100, 70],
    ]);
    expect(hits[1]?.reason.found).toEqual({ exams: 132, day: '2026-10-06', days: 2 });
  });
});

describe('claims with drugs that no diagnosis fits', () => {
  it('have a limit for persons and one for practitioners', () => {
    const subject = (kind: 'person' | 'practitioner', id: string, claims: number) => ({ kind, id, claims });
    const subjects = [subject('person', 'a', 1), subject('person', 'b', 2), subject('practitioner', 'C', 4)];
    const hits = drugSubjectHits([...subjects, subject('practitioner', 'D', 5)], defaultsOf('DRUG_WITHOUT_DIAGNOSIS'));
    expect(hits.map(({ kind, id }) => [kind, id])).toEqual([
      ['person', 'b'],
      ['practitioner', 'D'],
    ]);
  });
});

describe('a signal', () => {
  it('says each reason in English and Vietnamese without a gap', () => {
    const hits = [
      ...sameTimeHits([{ participantId: 'a', overlaps: 1, longestMinutes: 45 }], defaultsOf('SAME_TIME')),
      ...frequencyHits(
        [{ participantId: 'a', visits: 9 }],
        { persons: 9, median: 1, deviation: 0 },
        defaultsOf('FREQUENCY'),
      ),
      ...dearPersonHits(
        [
          {
            participantId: 'a',
            claims: 1,
            amount: hundredths(500n),
            median: hundredths(100n),
            limit: hundredths(300n),
          },
        ],
        defaultsOf('COST'),
      ),
      ...facilityHits('COST', [{ facilityCode: '66001', claims: 9, judged: 10 }], defaultsOf('COST')),
      ...doctorHits(
        [{ licence: 'A', day: localDate('2026-10-05'), exams: 70, median: 9 }],
        defaultsOf('DOCTOR_CAPACITY'),
      ),
      ...drugSubjectHits([{ kind: 'person', id: 'a', claims: 3 }], defaultsOf('DRUG_WITHOUT_DIAGNOSIS')),
      ...facilityHits(
        'DRUG_WITHOUT_DIAGNOSIS',
        [{ facilityCode: '66001', claims: 9, judged: 10 }],
        defaultsOf('DRUG_WITHOUT_DIAGNOSIS'),
      ),
    ];
    expect(hits).toHaveLength(7);
    for (const { kind, reason } of hits) {
      const { text, textVi } = SIGNALS[reason.signal].say(kind, reason);
      expect(`${text}${textVi}`).not.toMatch(/undefined|NaN/);
      expect(text).not.toBe(textVi);
    }
  });

  it('is set from a day on, and switched off, beside the rules of the appraisal', () => {
    const set = (from: string, enabled: boolean, parameters: Record<string, number>) => ({
      rule: 'FREQUENCY',
      from: localDate(from),
      enabled,
      parameters,
    });
    const settings = [set('2026-10-01', true, { minVisits: 12 }), set('2026-11-01', false, {})];
    const on = (date: string) => signalOn(SIGNALS.FREQUENCY, settings, localDate(date));
    expect(on('2026-09-30')).toMatchObject({ enabled: true, parameters: { minVisits: 8 }, setFrom: null });
    expect(on('2026-10-31')).toMatchObject({ enabled: true, parameters: { minVisits: 12, deviations: 6 } });
    expect(on('2026-11-01')).toMatchObject({ enabled: false, parameters: { minVisits: 8 }, setFrom: '2026-11-01' });
  });
});
