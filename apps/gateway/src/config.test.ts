import { gatewayConfig } from './config';

const signingKey = { kty: 'EC', crv: 'P-256', kid: 'k', alg: 'ES256', x: 'x', y: 'y', d: 'd' };
const SIGNING_KEYS = JSON.stringify({ keys: [signingKey] });
const PERSON_KEY = 'a1'.repeat(32);

describe('the settings of the gateway', () => {
  it('serve a developer without any being set', () => {
    expect(gatewayConfig({})).toMatchObject({
      production: false,
      publicUrl: 'http://127.0.0.1:8080',
      demoClients: false,
      nationalApi: true,
      staffClients: [],
    });
  });

  it('refuse demo clients in production, in one sentence', () => {
    expect(() => gatewayConfig({ NODE_ENV: 'production', DEMO_CLIENTS: 'true', SIGNING_KEYS })).toThrow(
      /^DEMO_CLIENTS=true opens the door with published secrets: it cannot be used with NODE_ENV=production\.$/,
    );
  });

  it('demand signing keys in production, and an issuer that is the public address', () => {
    expect(() => gatewayConfig({ NODE_ENV: 'production' })).toThrow(/needs SIGNING_KEYS/);
    expect(gatewayConfig({ NODE_ENV: 'production', SIGNING_KEYS, PERSON_KEY }).signingKeys).toHaveLength(1);
    expect(gatewayConfig({ ISSUER: 'https://a.vn/' }).publicUrl).toBe('https://a.vn');
    expect(() => gatewayConfig({ ISSUER: 'https://a.vn', PUBLIC_URL: 'https://b.vn' })).toThrow(/differ/);
  });

  it('demand a key of persons in production, and not the published one', () => {
    const production = { NODE_ENV: 'production', SIGNING_KEYS };
    expect(() => gatewayConfig(production)).toThrow(/needs PERSON_KEY/);
    expect(() => gatewayConfig({ ...production, PERSON_KEY: gatewayConfig({}).personKey })).toThrow(/needs PERSON_KEY/);
    expect(gatewayConfig({ ...production, PERSON_KEY }).personKey).toBe(PERSON_KEY);
  });

  it.each(['ENROLLMENT_URL', 'NOTIFICATION_URL'])(
    'refuse %s in the clear in production, unless that is said',
    (name) => {
      const production = { NODE_ENV: 'production', SIGNING_KEYS, PERSON_KEY };
      const remote = { ...production, [name]: 'http://service.example:8080' };
      expect(() => gatewayConfig(remote)).toThrow(new RegExp(`^The setting ${name} leaves this machine in the clear`));
      expect(() => gatewayConfig({ ...remote, HTTP_TLS: 'off' })).not.toThrow();
      expect(() => gatewayConfig({ ...production, [name]: 'https://service.example' })).not.toThrow();
    },
  );

  it.each([
    ['SIGNING_KEYS', '{'],
    ['SIGNING_KEYS', '{"keys":[]}'],
    ['ENROLLMENT_URL', 'ftp://x'],
    ['RATE_LIMIT_PER_MINUTE', '0'],
    ['NATIONAL_API', 'yes'],
    ['PERSON_KEY', 'short'],
    ['STAFF_CLIENTS', '[{"clientId":"a"}]'],
  ])('name the setting %s when it is not usable, without its value', (name, value) => {
    expect(() => gatewayConfig({ [name]: value })).toThrow(new RegExp(`^The setting ${name}`));
  });

  it('take staff clients with public keys alone', () => {
    const person = { clientId: 'officer-1', name: 'Officer', role: 'officer', tenantCode: '66' };
    const withKey = (key: object) => JSON.stringify([{ ...person, jwks: { keys: [key] } }]);
    const { d: _private, ...publicKey } = signingKey;
    expect(gatewayConfig({ STAFF_CLIENTS: withKey(publicKey) }).staffClients).toHaveLength(1);
    expect(() => gatewayConfig({ STAFF_CLIENTS: withKey(signingKey) })).toThrow(/STAFF_CLIENTS/);
  });
});
