import { addressShare, claimedClient, isSignIn } from './rate-limit.rules';

describe('who has no good token', () => {
  it.each([
    ['/oauth/token', true],
    ['/OAuth/Token/', true],
    ['/api/token/take', true],
    ['/oauth/authorize', true],
    ['/oauth/authorize/Qm3vXl0T', true],
    ['/sign-in/Qm3vXl0T', true],
    ['/session/sign-in', true],
    ['/session/callback', true],
    ['/session', false],
    ['/v1/invitations/openings', true],
    ['/v1/claims', false],
    ['/oauth/token/x', false],
  ])('signs in at %s: %s', (path, expected) => {
    expect(isSignIn(path)).toBe(expected);
  });

  it('has a tenth of what all have together, and at least one call', () => {
    expect([6_000, 25, 5].map(addressShare)).toEqual([600, 2, 1]);
  });

  it('is known by the id that is claimed, in any case of the scheme', () => {
    const credentials = Buffer.from('demo-bank:a:b').toString('base64');
    expect(['Basic', 'BASIC', 'basic'].map((scheme) => claimedClient(`${scheme} ${credentials}`))).toEqual(
      Array.from({ length: 3 }, () => 'demo-bank'),
    );
    expect([undefined, '', 'Basic', 'Basic Og==', `Bearer ${credentials}`].map(claimedClient)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });
});
