import { kafkaOf, serviceConfig } from './config';

const SAID = {
  PORT: '8084',
  DATABASE_URL: 'postgresql://payment:secret@127.0.0.1:5432/payment',
  KAFKA_BROKERS: 'one.example:9093,two.example:9093',
  ISSUER: 'http://127.0.0.1:8080',
  JWKS_URL: 'http://127.0.0.1:8080/jwks',
};

const FIELD_KEYS = JSON.stringify([{ id: '2027-1', key: Buffer.alloc(32).toString('base64') }]);

const PEM = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----\n';

describe('the settings of a service', () => {
  it('are refused in one sentence that names each of them', () => {
    const production = { ...SAID, NODE_ENV: 'production', AGENCY_CODE: '66', FIELD_KEYS };
    expect(() => serviceConfig({ ...production, KAFKA_USER: 'payment' })).toThrow(
      'the environment is not complete: KAFKA_USER: is of no use without KAFKA_TLS=on',
    );
    expect(() => serviceConfig({ ...production, DATABASE_URL: `postgresql://db.example/payment` })).toThrow(
      /DATABASE_URL: leaves this machine.*; KAFKA_TLS: is not said/,
    );
  });

  it('are those of the sample agency, unless it is production, which says whose platform it is', () => {
    expect(serviceConfig(SAID).AGENCY_CODE).toBe('66');
    const production = { ...SAID, NODE_ENV: 'production', KAFKA_TLS: 'on', FIELD_KEYS };
    expect(() => serviceConfig(production)).toThrow(/AGENCY_CODE: is missing/);
    expect(serviceConfig({ ...production, AGENCY_CODE: '66' }).AGENCY_CODE).toBe('66');
  });

  it.each(['Production', 'prod', ''])('take no other word for production: %j', (NODE_ENV) => {
    expect(() => serviceConfig({ ...SAID, NODE_ENV })).toThrow(/the environment is not complete: NODE_ENV/);
  });

  it('are refused by name where one is no address, without its value', () => {
    const slip = { DATABASE_URL: 'postgresql://u:hunter9#x@h.example/db', JWKS_URL: 'http://u:hunter9@h:99999/' };
    for (const NODE_ENV of ['development', 'production']) {
      const reading = () => serviceConfig({ ...SAID, ...slip, NODE_ENV });
      expect(reading).toThrow(/^the environment is not complete: .*DATABASE_URL: is no address/);
      expect(reading).toThrow(/JWKS_URL: /);
      expect(reading).not.toThrow(/hunter9/);
    }
  });

  it('name the keys of sealed values, which production does not start without', () => {
    const production = { ...SAID, NODE_ENV: 'production', AGENCY_CODE: '66', KAFKA_TLS: 'on' };
    expect(() => serviceConfig(production)).toThrow('the environment is not complete: FIELD_KEYS: is not said');
    expect(serviceConfig({ ...production, FIELD_KEYS })).toMatchObject({ FIELD_KEYS });
    expect(() => serviceConfig({ ...SAID, FIELD_KEYS: '[]' })).toThrow(/FIELD_KEYS: must be a JSON list of keys/);
    expect(serviceConfig({ ...SAID, FIELD_KEYS_LOST: '2026-1,2026-2' })).toMatchObject({
      FIELD_KEYS_LOST: '2026-1,2026-2',
    });
    expect(() => serviceConfig({ ...SAID, FIELD_KEYS_LOST: '2026-1, ' })).toThrow(/FIELD_KEYS_LOST/);
  });

  it('say how Kafka is reached: in the clear, by TLS, with a name, or not at all', () => {
    const brokers = ['one.example:9093', 'two.example:9093'];
    expect(kafkaOf(serviceConfig(SAID))).toEqual({ brokers, security: undefined });
    expect(kafkaOf(serviceConfig({ ...SAID, KAFKA_TLS: 'on' }))).toEqual({
      brokers,
      security: { ca: undefined, login: undefined },
    });
    const named = { KAFKA_TLS: 'on', KAFKA_CA: PEM, KAFKA_USER: 'payment', KAFKA_PASSWORD: 'secret' };
    expect(kafkaOf(serviceConfig({ ...SAID, ...named }))).toEqual({
      brokers,
      security: { ca: PEM, login: { user: 'payment', password: 'secret' } },
    });
    expect(kafkaOf(serviceConfig({ ...SAID, KAFKA_BROKERS: 'none' }))).toBeUndefined();
  });
});
