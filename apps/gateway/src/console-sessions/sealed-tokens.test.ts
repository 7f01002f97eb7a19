import { newSecret, openTokens, sealTokens } from './sealed-tokens';

const TOKENS = { accessToken: 'access', refreshToken: 'refresh' };

describe('tokens that are kept for a browser', () => {
  it('are read by the secret of the browser alone, and not when a letter was changed', () => {
    const secret = newSecret();
    const sealed = sealTokens(secret, TOKENS);
    expect(openTokens(secret, sealed)).toEqual(TOKENS);
    expect(sealed).not.toContain(Buffer.from('access').toString('base64url').slice(0, -1));
    expect(() => openTokens(newSecret(), sealed)).toThrow();
    const bytes = Buffer.from(sealed, 'base64url');
    for (const place of [0, 13, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => openTokens(secret, changed.toString('base64url'))).toThrow();
    }
  });

  it('are sealed another way each time', () => {
    const secret = newSecret();
    expect(sealTokens(secret, TOKENS)).not.toBe(sealTokens(secret, TOKENS));
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
