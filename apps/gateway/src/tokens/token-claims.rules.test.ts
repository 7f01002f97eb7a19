import { foreignScopes, livesTooLong } from './token-claims.rules';

describe('the wish of a client', () => {
  it.each([
    ['payout:read', []],
    ['payout:read no:such', ['no:such']],
    ['PAYOUT:READ', ['PAYOUT:READ']],
    ['payout:read  credit:read', ['']],
  ])('%j names what it may not have: %j', (wished, foreign) => {
    expect(foreignScopes(wished, 'payout:read credit:read')).toEqual(foreign);
  });
});

describe('a client assertion', () => {
  const NOW = 1_790_000_000;
  it.each([
    ['of a minute', { iat: NOW, exp: NOW + 60 }, false],
    ['of five minutes', { iat: NOW, exp: NOW + 300 }, false],
    ['of five minutes by a clock that is ahead', { iat: NOW + 10, exp: NOW + 310 }, false],
    ['of five minutes and a second', { iat: NOW - 1, exp: NOW + 300 }, true],
    ['that does not say when it was made', { exp: NOW + 300 }, false],
    ['that does not say it, of an hour', { exp: NOW + 3_600 }, true],
    ['that never ends', { iat: NOW }, true],
    ['that says two numbers of its own', { iat: NOW + 3_300, exp: NOW + 3_600 }, true],
  ])('%s', (_which, claims, expected) => {
    expect(livesTooLong(claims, NOW)).toBe(expected);
  });
});
