import { type Connections, faultsOfConnections } from './connections.rules';

const LOCAL: Connections = {
  isProduction: true,
  databaseUrl: 'postgresql://payment:secret@127.0.0.1:5432/payment',
  brokers: ['localhost:9092', '127.0.0.1:9093', '[::1]:9094'],
  tls: undefined,
  ca: undefined,
  user: undefined,
  password: undefined,
  jwksUrl: 'http://127.0.0.1:8080/jwks',
  http: undefined,
};
const PEM = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----\n';
const REMOTE = 'postgresql://payment:secret@db.example:5432/payment';
const faultsOf = (changes: Partial<Connections>): readonly string[] =>
  faultsOfConnections({ ...LOCAL, ...changes }).map(({ setting, why }) => `${setting} ${why}`);

describe('the ways to PostgreSQL, Kafka and the gateway', () => {
  it.each<[string, Partial<Connections>]>([
    ['on this machine', {}],
    [
      'to other machines outside of production',
      { isProduction: false, databaseUrl: REMOTE, brokers: ['k.example:9092'] },
    ],
    [
      'by TLS, with and without a name',
      { databaseUrl: `${REMOTE}?sslmode=verify-full`, brokers: ['k.example:1'], tls: 'on' },
    ],
    ['by TLS with all that there is', { tls: 'on', ca: PEM, user: 'payment', password: 'secret' }],
    [
      'in the clear, when that is said',
      { databaseUrl: `${REMOTE}?sslmode=disable`, brokers: ['k.example:1'], tls: 'off' },
    ],
    ['to no Kafka at all, in a room', { isProduction: false, brokers: [] }],
    ['to the gateway by https', { jwksUrl: 'https://gateway.example/jwks' }],
    ['to the gateway in the clear, when that is said', { jwksUrl: 'http://gateway.example/jwks', http: 'off' }],
    ['to the gateway outside of production', { isProduction: false, jwksUrl: 'http://gateway.example/jwks' }],
  ])('are taken: %s', (_what, changes) => {
    expect(faultsOf(changes)).toEqual([]);
  });

  it.each<[string, Partial<Connections>, string]>([
    ['to another machine in production', { databaseUrl: REMOTE }, 'DATABASE_URL leaves this machine'],
    [
      'to another machine that the query names',
      { databaseUrl: `${LOCAL.databaseUrl}?host=db.example` },
      'DATABASE_URL leaves',
    ],
    ['without asking who answers', { databaseUrl: `${REMOTE}?sslmode=require` }, 'DATABASE_URL says an sslmode'],
    ['without any check', { databaseUrl: `${REMOTE}?sslmode=no-verify` }, 'DATABASE_URL says an sslmode'],
    [
      'by a mode that is said twice',
      { databaseUrl: `${REMOTE}?sslmode=verify-full&sslmode=disable` },
      'DATABASE_URL says a setting twice',
    ],
    [
      'by a mode and its contrary',
      { databaseUrl: `${REMOTE}?sslmode=verify-full&sslmode=no-verify` },
      'DATABASE_URL says a setting twice',
    ],
    [
      'to another machine behind this one',
      { databaseUrl: `${LOCAL.databaseUrl}?host=localhost&host=db.example` },
      'DATABASE_URL says a setting twice',
    ],
    ['to what is no PostgreSQL', { databaseUrl: 'http://localhost/payment' }, 'DATABASE_URL is no postgresql://'],
    ['by another word for it', { databaseUrl: `${REMOTE}?ssl=true` }, 'DATABASE_URL says ssl; say sslmode=verify-full'],
    ['to other brokers in production', { brokers: ['localhost:1', 'k.example:1'] }, 'KAFKA_TLS is not said'],
    ['with a name and no password', { tls: 'on', user: 'payment' }, 'KAFKA_PASSWORD is missing'],
    ['with a password and no name', { tls: 'on', password: 'secret' }, 'KAFKA_USER is missing'],
    ['with an authority and no TLS', { ca: PEM }, 'KAFKA_CA is of no use without KAFKA_TLS=on'],
    ['with the path of a file as authority', { tls: 'on', ca: '/etc/ca.pem' }, 'KAFKA_CA is no PEM'],
    ['with a broker without its port', { brokers: ['localhost'] }, 'KAFKA_BROKERS names a broker that is no host:port'],
    ['with an empty broker', { brokers: ['localhost:1', ''] }, 'KAFKA_BROKERS names a broker that is no host:port'],
    ['without any Kafka in production', { brokers: [] }, 'KAFKA_BROKERS is none'],
    ['to keys that anybody may give', { jwksUrl: 'http://gateway.example/jwks' }, 'JWKS_URL leaves this machine'],
    [
      'to keys that anybody may give, although TLS is said',
      { jwksUrl: 'http://gateway.example/jwks', http: 'on' },
      'JWKS_URL leaves this machine',
    ],
    ['with TLS switched off, and a name', { tls: 'off', user: 'u', password: 'p' }, 'KAFKA_USER is of no use'],
  ])('are refused: %s', (_what, changes, sentence) => {
    expect(faultsOf(changes).join('; ')).toContain(sentence);
  });

  it('are refused in words that hold no value', () => {
    const faults = faultsOf({ databaseUrl: `${REMOTE}?sslmode=hunter2`, user: 'hunter3', password: 'hunter4' }).join();
    expect(faults).not.toMatch(/hunter|secret/);
  });

  it.each(['postgresql://u:hunter9#x@h.example/db', 'postgresql://u:hunter9@h.example:99999/db', 'hunter9', ''])(
    'are refused in one sentence where they are no address, without the value: %#',
    (text) => {
      expect(faultsOf({ databaseUrl: text, jwksUrl: text })).toEqual([
        'DATABASE_URL is no address: a password is written with %23 for # and so on',
      ]);
    },
  );
});
