import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import { type CardRecord, coverageOf, coveragesOf } from './coverage.rules';

const record: CardRecord = {
  cardId: '01900000-0000-7000-8000-000000000001',
  version: 1,
  cardNumber: 'DN4660000000001',
  participantId: '01900000-0000-7000-8000-0000000000a1',
  holder: { fullName: 'Trần Văn Sơn', birthDate: localDate('1985-02-03'), sex: 'male', personalId: null },
  initialFacilityCode: '66101',
  fiveYearsOn: null,
  periods: [],
  withdrawals: [],
};
const period = (version: number, from: string, to: string, fiveYearsOn: string | null = null) => ({
  version,
  from: localDate(from),
  to: localDate(to),
  fiveYearsOn: fiveYearsOn === null ? null : localDate(fiveYearsOn),
});

describe('the coverage of a card', () => {
  it('is pending until a period is granted', () => {
    expect(coverageOf(record)).toMatchObject({ status: 'pending', periods: [], withdrawnFrom: null });
  });

  it('joins periods that follow each other and keeps a gap', () => {
    const periods = [
      period(4, '2026-06-01', '2026-06-30'),
      period(2, '2026-01-01', '2026-01-31'),
      period(3, '2026-02-01', '2026-02-28'),
    ];
    expect(coverageOf({ ...record, periods }).periods).toEqual([
      { from: '2026-01-01', to: '2026-02-28' },
      { from: '2026-06-01', to: '2026-06-30' },
    ]);
  });

  it('ends the day before a withdrawal', () => {
    const withdrawn = coverageOf({
      ...record,
      periods: [period(2, '2026-01-01', '2026-12-31')],
      withdrawals: [{ version: 3, from: localDate('2026-08-01') }],
    });
    expect(withdrawn).toMatchObject({
      status: 'withdrawn',
      withdrawnFrom: '2026-08-01',
      periods: [{ from: '2026-01-01', to: '2026-07-31' }],
    });
  });

  it('is active again when a period is granted after a withdrawal', () => {
    const back = coverageOf({
      ...record,
      periods: [period(2, '2026-01-01', '2026-12-31'), period(4, '2026-10-01', '2026-12-31')],
      withdrawals: [{ version: 3, from: localDate('2026-08-01') }],
    });
    expect(back.status).toBe('active');
    expect(back.withdrawnFrom).toBeNull();
    expect(back.periods).toEqual([
      { from: '2026-01-01', to: '2026-07-31' },
      { from: '2026-10-01', to: '2026-12-31' },
    ]);
  });

  it('is pending with its past days when it was issued again after a withdrawal', () => {
    const again = coverageOf({
      ...record,
      version: 4,
      periods: [period(2, '2026-01-01', '2026-12-31')],
      withdrawals: [{ version: 3, from: localDate('2026-08-01') }],
    });
    expect(again).toMatchObject({
      status: 'pending',
      withdrawnFrom: null,
      periods: [{ from: '2026-01-01', to: '2026-07-31' }],
    });
  });

  it('takes the date of five years from the newest fact that names one', () => {
    const facts = {
      fiveYearsOn: localDate('2030-01-01'),
      periods: [period(2, '2026-01-01', '2026-12-31', '2029-01-01')],
    };
    expect(coverageOf({ ...record, ...facts }).fiveYearsOn).toBe('2029-01-01');
  });

  it('is the same in whatever order the facts arrived', () => {
    const version = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
    const day = fc
      .integer({ min: 1, max: 28 })
      .map((number) => localDate(`2026-03-${String(number).padStart(2, '0')}`));
    const fact = fc.record({ from: day, to: day, isWithdrawal: fc.boolean() });
    fc.assert(
      fc.property(version, fc.array(fact, { minLength: 8, maxLength: 8 }), fc.nat(), (versions, facts, turn) => {
        const numbered = versions.map((each, index) => ({ version: each, fact: facts[index] ?? facts[0] }));
        const turned = [
          ...numbered.slice(turn % numbered.length),
          ...numbered.slice(0, turn % numbered.length),
        ].reverse();
        const build = (list: typeof numbered) =>
          coverageOf({
            ...record,
            periods: list.flatMap(({ version: each, fact: one }) =>
              one === undefined || one.isWithdrawal || one.from > one.to ? [] : [period(each, one.from, one.to)],
            ),
            withdrawals: list.flatMap(({ version: each, fact: one }) =>
              one?.isWithdrawal === true ? [{ version: each, from: one.from }] : [],
            ),
          });
        expect(build(turned)).toEqual(build(numbered));
      }),
    );
  });
});

describe('the coverages of a person', () => {
  const second = { ...record, cardId: '01900000-0000-7000-8000-000000000002' };

  it('tell an old card of the newer one', () => {
    const cards = coveragesOf([
      { ...record, periods: [period(1, '2026-01-01', '2026-12-31')] },
      { ...second, cardNumber: 'HT3660000000001', periods: [period(1, '2026-11-01', '2030-12-31')] },
    ]);
    expect(cards.map((card) => card.newerCardFrom)).toEqual(['2026-11-01', undefined]);
  });

  it('count a pending newer card only when it is paid', () => {
    const cards = coveragesOf([
      { ...record, periods: [period(1, '2026-01-01', '2026-12-31')] },
      { ...second, cardNumber: 'HT3660000000001' },
    ]);
    expect(cards.map((card) => card.newerCardFrom)).toEqual([undefined, undefined]);
  });

  it('join the days of a number that was given twice to the same person', () => {
    const [card, ...rest] = coveragesOf([
      { ...second, initialFacilityCode: '66010', periods: [period(1, '2026-07-01', '2026-12-31')] },
      { ...record, periods: [period(1, '2026-01-01', '2026-03-31')] },
    ]);
    expect(rest).toEqual([]);
    expect(card).toMatchObject({
      initialFacilityCode: '66010',
      periods: [
        { from: '2026-01-01', to: '2026-03-31' },
        { from: '2026-07-01', to: '2026-12-31' },
      ],
    });
  });

  it('never lend days of one person to another who was given the same number by mistake', () => {
    const [card] = coveragesOf([
      { ...record, periods: [period(1, '2026-01-01', '2026-12-31')] },
      { ...second, participantId: '01900000-0000-7000-8000-0000000000a2' },
    ]);
    expect(card).toMatchObject({ participantId: '01900000-0000-7000-8000-0000000000a2', periods: [] });
  });
});
