import {
  addDays,
  addMonthsToDate,
  daysBetween,
  firstDayOf,
  lastDayOf,
  localDate,
  yearMonth,
} from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import {
  type CardMove,
  type CardState,
  cardNumberOf,
  activatedByContribution as contributionMove,
  inheritedFiveYears,
  insuredTo,
  issuedAgain,
  isWorkerCard,
  moveCard as moveByLaw,
  needsIssueAgain,
  newCard,
  type PaidMonth,
  type PaidPremium,
  activatedByPremium as premiumMove,
  withdrawnAfter,
} from './card.rules';

const activatedByContribution = (card: CardState, paid: PaidMonth) => contributionMove(card, paid, FIRST_LAW);
const activatedByPremium = (card: CardState, paid: PaidPremium) => premiumMove(card, paid, FIRST_LAW);
const moveCard = (card: CardState, wanted: CardMove) => moveByLaw(card, wanted, FIRST_LAW);

const pending: CardState = {
  cardId: '019a0000-0000-7000-8000-000000000001',
  participantId: '019a0000-0000-7000-8000-000000000002',
  cardNumber: 'DN4660000000001',
  status: 'pending',
  initialFacilityCode: '66001',
  validFrom: null,
  validTo: null,
  fiveYearsOn: null,
  withdrawnFrom: null,
  version: 1,
};
const active: CardState = {
  ...pending,
  status: 'active',
  validFrom: localDate('2026-03-01'),
  validTo: localDate('2026-12-31'),
  fiveYearsOn: localDate('2031-03-01'),
  version: 2,
};

describe('the number of a card', () => {
  it('is group, level, province and social-insurance number', () => {
    expect(cardNumberOf('DN', '66', '6650000001')).toBe('DN4666650000001');
    expect(cardNumberOf('GD', '24', '2450000001')).toBe('GD4242450000001');
  });

  it('tells whether an employer pays for it', () => {
    expect(isWorkerCard(pending)).toBe(true);
    expect(isWorkerCard({ cardNumber: 'GD4660000000001' })).toBe(false);
  });
});

describe('a month paid by the employer', () => {
  it('makes a pending card valid from the first day of the month to the end of the year', () => {
    expect(activatedByContribution(pending, { month: yearMonth('2026-10'), lastMonth: null })).toEqual({
      ...pending,
      status: 'active',
      validFrom: '2026-10-01',
      validTo: '2026-12-31',
      fiveYearsOn: '2031-10-01',
      version: 2,
    });
  });

  it('changes nothing when the card carries the days already', () => {
    expect(activatedByContribution(active, { month: yearMonth('2026-10'), lastMonth: null })).toBeUndefined();
  });

  it('prolongs the card in the new year and keeps its first day and its five years', () => {
    expect(activatedByContribution(active, { month: yearMonth('2027-01'), lastMonth: null })).toMatchObject({
      validFrom: '2026-03-01',
      validTo: '2027-12-31',
      fiveYearsOn: '2031-03-01',
    });
  });

  it('begins a new period after a gap, and counts the five years anew from 90 days on', () => {
    const returning: CardState = { ...active, status: 'pending', validTo: localDate('2026-06-30') };
    expect(activatedByContribution(returning, { month: yearMonth('2026-09'), lastMonth: null })).toMatchObject({
      validFrom: '2026-09-01',
      fiveYearsOn: '2031-03-01',
    });
    expect(activatedByContribution(returning, { month: yearMonth('2026-10'), lastMonth: null })).toMatchObject({
      validFrom: '2026-10-01',
      fiveYearsOn: '2031-10-01',
    });
  });

  it('carries the card of someone who left to the end of the last month only', () => {
    const left = withdrawnAfter(pending, yearMonth('2026-11'));
    expect(
      activatedByContribution(left, { month: yearMonth('2026-10'), lastMonth: yearMonth('2026-11') }),
    ).toMatchObject({
      status: 'withdrawn',
      validFrom: '2026-10-01',
      validTo: '2026-11-30',
      withdrawnFrom: '2026-12-01',
    });
  });

  it('does not fill the gap between an old month paid late and a newer period', () => {
    const again: CardState = { ...active, validFrom: localDate('2026-10-01') };
    expect(
      activatedByContribution(again, { month: yearMonth('2026-06'), lastMonth: yearMonth('2026-06') }),
    ).toBeUndefined();
  });
});

describe('a premium paid by a household', () => {
  const household: CardState = { ...pending, cardNumber: 'GD4660000000001' };

  it('makes a first card valid from day 30 after the payment', () => {
    expect(
      activatedByPremium(household, { paidOn: localDate('2026-10-05'), months: 12, insuredTo: null }),
    ).toMatchObject({
      status: 'active',
      validFrom: '2026-11-04',
      validTo: '2027-11-03',
      fiveYearsOn: '2031-11-04',
    });
  });

  it.each([
    ['2026-07-07', '2026-10-05'],
    ['2026-07-06', '2026-11-04'],
  ])('after insurance to %s is valid from %s: a gap of 90 days brings the waiting time', (lastDay, validFrom) => {
    const paid = activatedByPremium(household, {
      paidOn: localDate('2026-10-05'),
      months: 6,
      insuredTo: localDate(lastDay),
    });
    expect(paid.validFrom).toBe(validFrom);
  });

  it('prolongs a valid card from the day after its last one', () => {
    const card: CardState = {
      ...active,
      cardNumber: 'GD4660000000001',
      validFrom: localDate('2025-11-01'),
      validTo: localDate('2026-10-31'),
    };
    expect(
      activatedByPremium(card, { paidOn: localDate('2026-10-05'), months: 3, insuredTo: localDate('2026-10-31') }),
    ).toMatchObject({
      validFrom: '2025-11-01',
      validTo: '2027-01-31',
    });
  });

  it('never gives fewer days than were paid, and waits 30 days at most', () => {
    const date = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays(localDate('2026-01-01'), days));
    fc.assert(
      fc.property(date, fc.constantFrom(3, 6, 12), fc.option(date), (paidOn, months, insured) => {
        const { validFrom, validTo } = activatedByPremium(household, { paidOn, months, insuredTo: insured });
        if (validFrom === null || validTo === null) throw new Error('a paid card has dates');
        const wait = daysBetween(paidOn, validFrom);
        expect([0, 30]).toContain(wait);
        expect(addDays(validTo, 1)).toBe(addMonthsToDate(validFrom, months));
      }),
    );
  });
});

describe('a worker who left', () => {
  it('has a card that ends with the last month', () => {
    expect(withdrawnAfter(active, yearMonth('2026-10'))).toMatchObject({
      status: 'withdrawn',
      validTo: '2026-10-31',
      withdrawnFrom: '2026-11-01',
      version: 3,
    });
  });

  it('has a card without days when it became valid after the last month only', () => {
    expect(withdrawnAfter(active, yearMonth('2026-02'))).toMatchObject({ validFrom: null, validTo: null });
  });

  it('gets the same card again, pending, with the next employer', () => {
    const order = { initialFacilityCode: '66002', on: localDate('2026-12-01') };
    const withdrawn = withdrawnAfter(active, yearMonth('2026-10'));
    expect(needsIssueAgain(withdrawn, order)).toBe(true);
    expect(issuedAgain(withdrawn, order)).toMatchObject({
      cardNumber: active.cardNumber,
      status: 'pending',
      withdrawnFrom: null,
      validTo: '2026-10-31',
    });
  });
});

describe('the initial facility', () => {
  it('of a card in use stays, of an expired one follows the new order', () => {
    expect(needsIssueAgain(active, { initialFacilityCode: '66002', on: localDate('2026-12-31') })).toBe(false);
    expect(needsIssueAgain(active, { initialFacilityCode: '66002', on: localDate('2027-01-01') })).toBe(true);
    expect(needsIssueAgain(active, { initialFacilityCode: '66001', on: localDate('2027-01-01') })).toBe(false);
  });
});

describe('five consecutive years', () => {
  it('go over from another card unless the insurance was broken for 90 days', () => {
    expect(inheritedFiveYears([active], localDate('2027-03-31'), FIRST_LAW)).toBe('2031-03-01');
    expect(inheritedFiveYears([active], localDate('2027-04-01'), FIRST_LAW)).toBeNull();
    expect(inheritedFiveYears([pending], localDate('2026-04-01'), FIRST_LAW)).toBeNull();
  });

  it('end with the last insured day of whatever card', () => {
    expect(insuredTo([pending, active, { ...active, validTo: localDate('2026-05-31') }])).toBe('2026-12-31');
    expect(insuredTo([pending])).toBeNull();
  });
});

describe('whatever the payments', () => {
  const monthsOf = (...years: number[]) =>
    years.flatMap((year) => Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`));
  const covers = (card: CardState, month: string): boolean =>
    card.validFrom !== null &&
    card.validFrom <= firstDayOf(yearMonth(month)) &&
    card.validTo !== null &&
    card.validTo >= lastDayOf(yearMonth(month));
  const pay = (card: CardState, month: string): CardState => {
    const next = activatedByContribution(card, { month: yearMonth(month), lastMonth: null });
    if (next !== undefined) expect(next.version).toBe(card.version + 1);
    const paid = next ?? card;
    expect(activatedByContribution(paid, { month: yearMonth(month), lastMonth: null })).toBeUndefined();
    return paid;
  };

  it('of one year, in any order, every paid month is covered and a repeat changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...monthsOf(2026)), { minLength: 1, maxLength: 12 }), (months) => {
        const card = months.reduce(pay, pending);
        expect(months.every((month) => covers(card, month))).toBe(true);
      }),
    );
  });

  it('of several years, one after the other, each month is covered once it is paid', () => {
    fc.assert(
      fc.property(fc.subarray(monthsOf(2026, 2027, 2028), { minLength: 1 }), (months) => {
        months.reduce((card, month) => {
          const paid = pay(card, month);
          expect(covers(paid, month)).toBe(true);
          return paid;
        }, pending);
      }),
    );
  });
});

describe('a card over any moves in the order of time', () => {
  const month = fc.constantFrom('2026-01', '2026-06', '2026-11', '2027-03').map(yearMonth);
  const day = month.map(firstDayOf);
  const move: fc.Arbitrary<CardMove> = fc.oneof(
    fc.record({ kind: fc.constant('contribution-paid' as const), month, lastMonth: fc.constant(null) }),
    fc.record({
      kind: fc.constant('premium-paid' as const),
      paidOn: day,
      months: fc.constantFrom(3, 6, 12),
      insuredTo: fc.option(day),
    }),
    fc.record({ kind: fc.constant('work-ended' as const), lastMonth: month }),
    fc.record({
      kind: fc.constant('asked-for' as const),
      initialFacilityCode: fc.constantFrom('66001', '66002'),
      on: day,
    }),
  );

  const dayOf = (one: CardMove): string => {
    if (one.kind === 'premium-paid') return one.paidOn;
    if (one.kind === 'asked-for') return one.on;
    return one.kind === 'work-ended' ? lastDayOf(one.lastMonth) : firstDayOf(one.month);
  };
  const inOrderOfTime = fc
    .array(move, { maxLength: 10 })
    .map((moves) => [...moves].sort((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1)));

  /** The constraints of the table of cards that a card breaks. */
  const breachesOf = ({ status, validFrom, validTo, withdrawnFrom }: CardState): string[] => [
    ...((validFrom === null) === (validTo === null) && (validFrom ?? '') <= (validTo ?? '') ? [] : ['dates']),
    ...(status !== 'active' || validFrom !== null ? [] : ['active']),
    ...((status === 'withdrawn') === (withdrawnFrom !== null) ? [] : ['withdrawn']),
    ...(validTo === null || withdrawnFrom === null || validTo < withdrawnFrom ? [] : ['withdrawn dates']),
  ];

  it('keeps what the table demands of its dates, and counts each change', () => {
    fc.assert(
      fc.property(inOrderOfTime, (moves) => {
        let card = newCard(pending, null);
        for (const one of moves) {
          const moved = moveCard(card, one);
          if (moved === undefined) continue;
          expect(moved.version).toBe(card.version + 1);
          expect(breachesOf(moved)).toEqual([]);
          card = moved;
        }
      }),
    );
  });

  it('that is withdrawn is not withdrawn again', () => {
    const withdrawn = moveCard(active, { kind: 'work-ended', lastMonth: yearMonth('2026-06') });
    expect(withdrawn).toMatchObject({ status: 'withdrawn', withdrawnFrom: '2026-07-01' });
    expect(
      moveCard({ ...active, ...withdrawn }, { kind: 'work-ended', lastMonth: yearMonth('2026-05') }),
    ).toBeUndefined();
  });
});
