import { LONGEST_TOKEN_SECONDS } from '@ansinh/contracts/wire/tokens';
import fc from 'fast-check';
import { forgottenBefore, isRevoked, nameOf, notBeforeOf } from './revocation.rules';

const SEED = Number(process.env.SEED ?? 20_261_130);
const AT = Date.parse('2026-10-05T01:30:00.000Z');

describe('a revocation', () => {
  it('ends what was issued up to its moment, though a token says no more than the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }), (issuedMs, revokedMs) => {
        const issuedAtMs = Math.floor((AT + issuedMs) / 1_000) * 1_000;
        const known = new Map([[nameOf('client', 'a'), notBeforeOf(new Date(AT + revokedMs)).getTime()]]);
        const isEnded = isRevoked(known, { subject: 'a', session: undefined, issuedAtMs });
        // Of the running second all are refused, of a later one none.
        if (issuedMs <= revokedMs) expect(isEnded).toBe(true);
        if (Math.floor(issuedMs / 1_000) > Math.floor(revokedMs / 1_000)) expect(isEnded).toBe(false);
      }),
      { seed: SEED },
    );
  });

  it.each([
    ['of a client ends its tokens', 'client', 'a', { subject: 'a', session: undefined }, true],
    ['of a client ends nothing of an account with that id', 'client', 'a', { subject: 'a', session: 's' }, false],
    ['of an account ends all its sessions', 'account', 'a', { subject: 'a', session: 's' }, true],
    [
      'of an account ends nothing of a client with that id',
      'account',
      'a',
      { subject: 'a', session: undefined },
      false,
    ],
    ['of a session ends that one', 'session', 's', { subject: 'a', session: 's' }, true],
    ['of a session ends no other one', 'session', 's', { subject: 'a', session: 't' }, false],
    ['of a kind that we do not know ends nothing', 'device', 'a', { subject: 'a', session: 's' }, false],
  ])('%s', (_what, kind, subject, token, expected) => {
    const known = new Map([[nameOf(kind, subject), AT]]);
    expect(isRevoked(known, { ...token, issuedAtMs: AT - 1_000 })).toBe(expected);
    expect(isRevoked(known, { ...token, issuedAtMs: AT })).toBe(false);
  });

  it('is forgotten when the last token that it could end has ended by itself, and not before', () => {
    const revoked = notBeforeOf(new Date(AT));
    const lastEnds = revoked.getTime() + LONGEST_TOKEN_SECONDS * 1_000;
    expect(forgottenBefore(new Date(lastEnds)).getTime()).toBeLessThan(revoked.getTime());
    expect(forgottenBefore(new Date(lastEnds + 60_000)).getTime()).toBeGreaterThan(revoked.getTime());
  });
});
