import { STAND_IN_SECRET as PUBLISHED } from '@ansinh/local';
import { gatewayConfig } from '../../config';
import { readProviders, STAND_IN_SECRET } from './provider-settings';

const SECRET = 'k'.repeat(40);
const GOOD = { issuer: 'https://id.bhxh.example', clientId: 'an-sinh', clientSecret: SECRET };
const signingKey = { kty: 'EC', kid: 'k', alg: 'ES256', d: 'd' };

/** As a start reads them. */
const read = (environment: Readonly<Record<string, string>>, production = false) =>
  readProviders(gatewayConfig(environment).providers, production);
const withProvider = (change: object, production = false, more: Readonly<Record<string, string>> = {}) =>
  read({ ...more, AGENCY_PROVIDER: JSON.stringify({ ...GOOD, ...change }) }, production);

describe('the settings of identity providers', () => {
  it('are none at first, and one of each', () => {
    expect(read({}, true)).toEqual({ agency: undefined, citizens: undefined });
    expect(withProvider({}, true).agency).toMatchObject(GOOD);
  });

  it.each<[string, object]>([
    ['in the clear', { issuer: 'http://id.bhxh.example' }],
    ['on this machine', { issuer: 'https://localhost:9000' }],
    ['with the published secret of the stand-ins', { clientSecret: STAND_IN_SECRET }],
    ['without a proof', { clientSecret: undefined }],
    ['with two proofs', { privateKey: signingKey }],
    ['with a short secret', { clientSecret: 'short' }],
  ])('are refused in production %s, without a word of what is secret', (_which, change) => {
    expect(() => withProvider(change, true)).toThrow(/^The setting AGENCY_PROVIDER/);
    try {
      withProvider(change, true);
    } catch (error) {
      expect(String(error)).not.toContain(SECRET);
    }
  });

  it('take a stand-in of the own machine elsewhere, and no other issuer in the clear', () => {
    expect(withProvider({ issuer: 'http://127.0.0.1:18027' }).agency?.issuer).toBe('http://127.0.0.1:18027');
    expect(() => withProvider({ issuer: 'http://id.bhxh.example' })).toThrow(/no https/);
  });

  it('do not mix staff and citizens', () => {
    expect(() => withProvider({}, true, { CITIZEN_PROVIDER: JSON.stringify(GOOD) })).toThrow(/one issuer/);
  });

  it('know the secret that the stand-ins publish', () => {
    expect(STAND_IN_SECRET).toBe(PUBLISHED);
  });
});
