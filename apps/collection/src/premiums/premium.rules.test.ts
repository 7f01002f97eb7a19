import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { householdPremium, monthlyPremium, type PayablePremium, payPremium } from './premium.rules';

describe('the premium of a household', () => {
  it.each([
    [1, 105_300n, 113_850n, 1_366_200n],
    [2, 73_710n, 79_695n, 956_340n],
    [3, 63_180n, 68_310n, 819_720n],
    [4, 52_650n, 56_925n, 683_100n],
    [5, 42_120n, 45_540n, 546_480n],
    [9, 42_120n, 45_540n, 546_480n],
  ])('of the member in place %d follows the table of Decree 188/2025', (place, before, after, year) => {
    expect(monthlyPremium(place, localDate('2026-06-30'), FIRST_LAW)).toBe(before);
    expect(monthlyPremium(place, localDate('2026-07-01'), FIRST_LAW)).toBe(after);
    expect(
      householdPremium(
        { orderedOn: localDate('2026-07-01'), months: 12, members: [{ participantId: 'p', place }] },
        FIRST_LAW,
      ).totalVnd,
    ).toBe(year);
  });

  it('is the sum of its members and never dearer for a later place', () => {
    const places = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(places, fc.constantFrom(3, 6, 12), (all, months) => {
        const members = all.map((place, index) => ({ participantId: `p${index}`, place }));
        const premium = householdPremium({ orderedOn: localDate('2026-10-05'), months, members }, FIRST_LAW);
        expect(premium.totalVnd).toBe(premium.members.reduce((sum, member) => sum + member.amountVnd, 0n));
        for (const place of all)
          expect(
            monthlyPremium(place + 1, localDate('2026-10-05'), FIRST_LAW) <=
              monthlyPremium(place, localDate('2026-10-05'), FIRST_LAW),
          ).toBe(true);
      }),
    );
  });
});

describe('a payment of a premium', () => {
  const assessed: PayablePremium = {
    orderId: 'o',
    householdId: 'h',
    totalVnd: vnd(1_366_200n),
    paidVnd: vnd(0n),
    version: 1,
  };
  const on = '2026-11-15';

  it('fills what is open, never more, and is told once: when it is whole', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 2_000_000n }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, (payments) => {
        let premium = assessed;
        let given = 0n;
        for (const amountVnd of payments) {
          given += amountVnd;
          const paid = payPremium(premium, { amountVnd: vnd(amountVnd), paidOn: localDate(on) });
          const isOpen = premium.paidVnd < premium.totalVnd;
          expect(paid === undefined).toBe(!isOpen);
          if (paid === undefined) continue;
          const isWhole = paid.premium.paidVnd === assessed.totalVnd;
          expect([paid.premium.paidOn, paid.premium.version]).toEqual(isWhole ? [on, 2] : [null, 1]);
          expect(paid.premium.paidVnd - premium.paidVnd).toBe(paid.takenVnd);
          premium = paid.premium;
        }
        expect(premium.paidVnd).toBe(given < assessed.totalVnd ? given : assessed.totalVnd);
      }),
    );
  });
});
