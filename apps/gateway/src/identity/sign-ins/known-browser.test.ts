import fc from 'fast-check';
import { openIdentityKeys } from '../accounts/identity-keys';
import { browserOf, knownBrowser } from './known-browser';

const keys = openIdentityKeys('0f'.repeat(32));

describe('a browser in which somebody has signed in', () => {
  it('is known for this name alone, and apart from every other one', () => {
    const [one, other] = [knownBrowser(keys, 'lan'), knownBrowser(keys, 'lan')];
    expect(browserOf(keys, 'lan', one)).toMatch(/^[0-9a-f]{64}$/);
    expect(browserOf(keys, 'lan', one)).not.toBe(browserOf(keys, 'lan', other));
    expect(browserOf(keys, 'mai', one)).toBeUndefined();
    expect(browserOf(openIdentityKeys('1f'.repeat(32)), 'lan', one)).toBeUndefined();
  });

  it('is not made up by whoever has not signed in', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constant(undefined),
          fc.string().map((text) => `${text}.${text}`),
        ),
        (kept) => {
          expect(browserOf(keys, 'lan', kept)).toBeUndefined();
        },
      ),
    );
  });
});
