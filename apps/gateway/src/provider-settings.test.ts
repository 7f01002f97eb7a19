import { STAND_IN_SECRET as PUBLISHED } from '@ansinh/local/providers/stand-in-people';
import { gatewayConfig } from './config';
import { STAND_IN_SECRET } from './provider-settings';

const SECRET = 'k'.repeat(40);
const GOOD = { issuer: 'https://id.bhxh.example', clientId: 'an-sinh', clientSecret: SECRET };
const signingKey = { kty: 'EC', crv: 'P-256', kid: 'k', alg: 'ES256', x: 'x', y: 'y', d: 'd' };
const PRODUCTION = {
  NODE_ENV: 'production',
  SIGNING_KEYS: JSON.stringify({ keys: [signingKey] }),
  PERSON_KEY: 'a1'.repeat(32),
};
const withProvider = (change: object, more: object = {}) =>
  gatewayConfig({ ...more, AGENCY_PROVIDER: JSON.stringify({ ...GOOD, ...change }) });

describe('the settings of identity providers', () => {
  it('are none at first, and one of each', () => {
    expect(gatewayConfig({}).providers).toEqual({ agency: undefined, citizens: undefined });
    expect(withProvider({}, PRODUCTION).providers.agency).toMatchObject(GOOD);
  });

  it.each<[string, object]>([
    ['in the clear', { issuer: 'http://id.bhxh.example' }],
    ['on this machine', { issuer: 'https://localhost:9000' }],
    ['with the published secret of the stand-ins', { clientSecret: STAND_IN_SECRET }],
    ['without a proof', { clientSecret: undefined }],
    ['with two proofs', { privateKey: signingKey }],
    ['with a short secret', { clientSecret: 'short' }],
  ])('are refused in production %s, without a word of what is secret', (_which, change) => {
    expect(() => withProvider(change, PRODUCTION)).toThrow(/^The setting AGENCY_PROVIDER/);
    try {
      withProvider(change, PRODUCTION);
    } catch (error) {
      expect(String(error)).not.toContain(SECRET);
    }
  });

  it('take a stand-in of the own machine elsewhere, and no other issuer in the clear', () => {
    expect(withProvider({ issuer: 'http://127.0.0.1:18027' }).providers.agency?.issuer).toBe('http://127.0.0.1:18027');
    expect(() => withProvider({ issuer: 'http://id.bhxh.example' })).toThrow(/no https/);
  });

  it('do not mix staff and citizens', () => {
    expect(() => withProvider({}, { CITIZEN_PROVIDER: JSON.stringify(GOOD) })).toThrow(/one issuer/);
  });

  it('know the secret that the stand-ins publish', () => {
    expect(STAND_IN_SECRET).toBe(PUBLISHED);
  });
});
