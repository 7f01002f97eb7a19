import { Rejection } from '@ansinh/contracts/catalogue/problems';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import fc from 'fast-check';
import { expiryOf, requireMaker, requireRoom, requireSecondPerson, requireWaiting, statusAt } from './approval.rules';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'allowed';
  } catch (error) {
    return error instanceof Rejection ? error.code : 'an error';
  }
};

const factors = fc.constantFrom<(1 | 2)[]>(1, 2);
const key = fc.constantFrom('an', 'binh', 'chi');
const person = fc.record({ key, session: fc.string(), factors });
const account = fc.constantFrom('account-1', 'account-2', 'account-3');
const anybody: fc.Arbitrary<Pick<Principal, 'subject' | 'person'>> = fc
  .tuple(account, fc.option(person, { nil: undefined }))
  .map(([subject, one]) => (one === undefined ? { subject } : { subject, person: one }));
const maker = fc.record({ subject: account, key: fc.option(key) });

describe('who decides', () => {
  it('is a person with two factors who is not the maker, and nobody else', () => {
    fc.assert(
      fc.property(anybody, maker, (by, { subject, key: makerKey }) => {
        const isOther = by.person?.key !== makerKey && by.subject !== subject;
        const isAllowed = by.person !== undefined && by.person.factors === 2 && isOther;
        expect(codeOf(() => requireSecondPerson(by, { subject, key: makerKey })) === 'allowed').toBe(isAllowed);
      }),
    );
  });

  it('is told first that it takes a person, then how to sign in, then that it takes another one', () => {
    const one = { key: 'an', session: 's', factors: 1 } as const;
    const made = { subject: 'account-1', key: 'an' };
    const by = { subject: 'account-2', person: one };
    expect(codeOf(() => requireSecondPerson({ subject: 'machine' }, made))).toBe('approval.person-required');
    expect(codeOf(() => requireSecondPerson(by, made))).toBe('approval.two-factors-required');
    expect(codeOf(() => requireSecondPerson({ ...by, person: { ...one, factors: 2 } }, made))).toBe(
      'approval.same-person',
    );
  });

  it('takes back what the same person has asked for', () => {
    fc.assert(
      fc.property(anybody, key, (by, makerKey) => {
        expect(codeOf(() => requireMaker(by, makerKey)) === 'allowed').toBe(by.person?.key === makerKey);
      }),
    );
  });
});

describe('what waits', () => {
  const madeAt = new Date('2026-10-05T01:30:00Z');
  const expiresAt = expiryOf(madeAt);
  const before = new Date(expiresAt.getTime() - 1);

  it('waits for a week, and then no more', () => {
    expect(expiresAt).toEqual(new Date('2026-10-12T01:30:00Z'));
    expect([
      statusAt({ status: 'waiting', expiresAt }, before),
      statusAt({ status: 'waiting', expiresAt }, expiresAt),
    ]).toEqual(['waiting', 'expired']);
  });

  it.each(['approved', 'refused', 'withdrawn'] as const)('%s, it stays so', (status) => {
    expect(statusAt({ status, expiresAt }, expiresAt)).toBe(status);
    for (const now of [before, expiresAt])
      expect(codeOf(() => requireWaiting({ status, expiresAt }, now))).toBe('approval.already-decided');
  });

  it('is decided in time', () => {
    expect(codeOf(() => requireWaiting({ status: 'waiting', expiresAt }, before))).toBe('allowed');
    expect(codeOf(() => requireWaiting({ status: 'waiting', expiresAt }, expiresAt))).toBe('approval.expired');
  });
});

describe('what waits of one person', () => {
  it('is two hundred requests, and two hundred megabytes of files, and no more', () => {
    const room = (count: number, bytes: number, more = 0) => codeOf(() => requireRoom({ count, bytes }, more));
    expect([room(199, 0), room(200, 0)]).toEqual(['allowed', 'approval.too-many']);
    expect([room(1, 180_000_000, 20_000_000), room(1, 180_000_001, 20_000_000)]).toEqual([
      'allowed',
      'approval.too-many',
    ]);
    // What has no file finds a place beside the largest ones.
    expect(room(1, 300_000_000)).toBe('allowed');
  });
});
