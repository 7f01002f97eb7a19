import { addDays, yearOf } from '../calendar';
import { LAW, type LawParameter } from './registry';
import { LawValue, lawValueOf } from './values';

const PARAMETERS = Object.entries<LawParameter>(LAW);

describe.each(PARAMETERS)('the parameter %s', (name, { vi, en, unit, usedBy, span, value, first }) => {
  it('has a name for the wire and for people, a unit and readers', () => {
    expect(name).toMatch(/^[a-z][a-z-]{0,39}$/);
    for (const text of [vi, en, unit]) expect(text).not.toBe('');
    expect(usedBy).not.toHaveLength(0);
  });

  it('comes with values that follow each other, each with its source', () => {
    expect(first).not.toHaveLength(0);
    first.forEach(({ from, to, source }, index) => {
      const next = first[index + 1];
      const last = span === 'for-a-year' ? `${yearOf(from)}-12-31` : null;
      expect(to).toBe(next === undefined ? last : addDays(next.from, -1));
      expect(source).not.toBe('');
    });
  });

  it('reads what it writes on the wire', () => {
    for (const row of first) {
      const written = lawValueOf(row.value);
      expect(LawValue.safeParse(written).success).toBe(true);
      expect(value.parse(written)).toEqual(row.value);
    }
  });

  it('takes nothing of another form', () => {
    // Groups that the law has not raised are none.
    for (const wrong of [{}, [], '', '-1', -1, 0.5, { anything: 1 }, null, true])
      if (name !== 'benefit-percent-by-group' && !(name === 'visit-reason-percent' && typeof wrong === 'object'))
        expect([wrong, value.safeParse(wrong).success]).toEqual([wrong, false]);
  });
});

describe('a value of the law', () => {
  it.each([
    ['base-salary', '0'],
    ['base-salary', '02530000'],
    ['base-salary', 2_530_000],
    ['contribution-rates', { retirement: { employee: '80000', employer: '140000' } }],
    ['household-health-rate', { rate: '45000', percentByPlace: ['101'] }],
    [
      'card-terms',
      { longGapDays: 90, waitingDays: 30, consecutiveMonths: 60, workerCardEndsOn: '12-32', expiryToldDays: 30 },
    ],
    ['arrears-days', { late: 3, urged: 31, evasion: 61, forgiven: 90 }],
    ['visit-reason-percent', { '1.1': { outpatient: '100' } }],
  ] as const)('of %s is never %j', (name, wrong) => {
    const { value }: LawParameter = LAW[name];
    expect(value.safeParse(wrong).success).toBe(false);
  });
});
