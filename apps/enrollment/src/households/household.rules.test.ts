import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import {
  maySee,
  orderReference,
  paidOrder,
  placeMembers,
  requireDistinctMembers,
  requireMembersOnce,
} from './household.rules';

const codeOf = (work: () => void): string | undefined => {
  try {
    work();
  } catch (error) {
    return error instanceof Rejection ? error.code : 'bug';
  }
  return undefined;
};

describe('the places of the insured members', () => {
  it('follow the order in which they are named', () => {
    expect([...placeMembers(new Map(), ['a', 'b', 'c'])]).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
  });

  it('go on after those of earlier orders of the year, and are kept at a renewal', () => {
    const taken = new Map([
      ['a', 1],
      ['b', 2],
    ]);
    expect([...placeMembers(taken, ['c', 'b'])]).toEqual([
      ['c', 3],
      ['b', 2],
    ]);
  });

  it('are never shared, whatever the orders of a year', () => {
    const order = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(order, { minLength: 1, maxLength: 6 }), (orders) => {
        const places = new Map<string, number>();
        for (const members of orders)
          for (const [member, place] of placeMembers(places, members)) {
            expect(places.get(member) ?? place).toBe(place);
            places.set(member, place);
          }
        const given = [...places.values()].sort((one, other) => one - other);
        expect(given).toEqual(given.map((_, index) => index + 1));
      }),
    );
  });
});

describe('an order', () => {
  it('names members of the household, each once', () => {
    const members = new Set(['a', 'b']);
    expect(codeOf(() => requireMembersOnce(members, ['a', 'b']))).toBeUndefined();
    expect(codeOf(() => requireMembersOnce(members, ['a', 'x']))).toBe('household.not-a-member');
    expect(codeOf(() => requireMembersOnce(members, ['a', 'a']))).toBe('household.member-repeated');
  });

  it('has a reference of HD and eight characters that cannot be misread', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
        expect(orderReference(random)).toMatch(/^HD[0-9A-HJKMNP-TV-Z]{8}$/);
      }),
    );
  });
});

describe('a household', () => {
  it('names a person once', () => {
    expect(codeOf(() => requireDistinctMembers([{ personalId: '1' }, { personalId: '1' }]))).toBe(
      'household.member-repeated',
    );
  });

  it('is seen by the agency and by the post office that enrolled it', () => {
    const enrolledBy = 'post-office:630100';
    expect(maySee({ kind: 'agency', code: '66' }, enrolledBy)).toBe(true);
    expect(maySee({ kind: 'post-office', code: '630100' }, enrolledBy)).toBe(true);
    expect(maySee({ kind: 'post-office', code: '630200' }, enrolledBy)).toBe(false);
    expect(maySee({ kind: 'employer', code: '630100' }, enrolledBy)).toBe(false);
  });
});

describe('the order of a household', () => {
  it('is paid once: the first payment counts', () => {
    const paid = paidOrder({ orderId: 'order', months: 12, paidOn: null }, localDate('2026-11-15'));
    expect(paid).toEqual({ orderId: 'order', months: 12, paidOn: '2026-11-15' });
    expect(paid === undefined ? undefined : paidOrder(paid, localDate('2026-11-20'))).toBeUndefined();
  });
});
