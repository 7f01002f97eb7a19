/** What the settings say of the ways to PostgreSQL, to Kafka and to the keys of the gateway. */
export type Connections = {
  readonly isProduction: boolean;
  readonly databaseUrl: string;
  /** `host:port`; none in a room. */
  readonly brokers: readonly string[];
  readonly tls: 'on' | 'off' | undefined;
  readonly ca: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly jwksUrl: string;
  /** `off` where services and gateway may speak to each other in the clear. */
  readonly http: 'on' | 'off' | undefined;
};

/** A setting that cannot be used, and why, in words that follow its name. Never a value: some are secret. */
export type SettingFault = { readonly setting: string; readonly why: string };

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
const BROKER = /^(?:\[[0-9a-f:.]+\]|[^:[\]\s]+):\d{1,5}$/i;
const hostOf = (broker: string): string => broker.slice(0, broker.lastIndexOf(':'));

/**
 * Whether what is asked at this address can be read and answered by whoever stands between; not of what is no address, of
 * which its own setting says so: the error of the parser would hold the value, with the password in it.
 */
export const leavesInTheClear = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol !== 'https:' && !LOOPBACK.has(hostname);
};

/** Why an address may not be asked by http in production, in words that follow its name. */
export const HTTP_FAULT =
  'leaves this machine in the clear: in production say https, or HTTP_TLS=off where the network itself is guarded';

const POSTGRES: ReadonlySet<string> = new Set(['postgresql:', 'postgres:']);
/** Whether it is a certificate itself: the path of its file is easily written in its place, and is taken by Node.js in silence. */
export const isCertificate = (text: string): boolean =>
  text.includes('-----BEGIN CERTIFICATE-----') && text.includes('-----END CERTIFICATE-----');
/** Why a setting that is none may not be used, in words that follow its name. */
export const CERTIFICATE_FAULT = 'is no PEM: it holds the certificate itself, not the path of a file';

const databaseFault = ({ isProduction, databaseUrl }: Connections): string | undefined => {
  if (!URL.canParse(databaseUrl)) return 'is no address: a password is written with %23 for # and so on';
  const { protocol, hostname, searchParams } = new URL(databaseUrl);
  if (!POSTGRES.has(protocol)) return 'is no postgresql:// address';
  // Of two, one would be looked at here and the other one used.
  const twice = [...new Set(searchParams.keys())].find((name) => searchParams.getAll(name).length > 1);
  if (twice !== undefined) return 'says a setting twice';
  if (searchParams.has('ssl')) return 'says ssl; say sslmode=verify-full';
  const mode = searchParams.get('sslmode');
  // The others encrypt without asking who answers, or mean something else to another client.
  if (mode !== null && mode !== 'verify-full' && mode !== 'disable')
    return 'says an sslmode that is neither verify-full nor disable';
  if (mode === null && isProduction && !LOOPBACK.has(searchParams.get('host') ?? hostname))
    return 'leaves this machine: in production say sslmode=verify-full, or sslmode=disable where the network itself is guarded';
  return undefined;
};

const kafkaFaults = ({ isProduction, brokers, tls, ca, user, password }: Connections): readonly SettingFault[] => {
  const needy = [
    { setting: 'KAFKA_CA', value: ca },
    { setting: 'KAFKA_USER', value: user },
    { setting: 'KAFKA_PASSWORD', value: password },
  ].filter(({ value }) => value !== undefined);
  if (tls !== 'on' && needy.length > 0)
    return needy.map(({ setting }) => ({ setting, why: 'is of no use without KAFKA_TLS=on' }));
  if ((user === undefined) !== (password === undefined))
    return [
      {
        setting: user === undefined ? 'KAFKA_USER' : 'KAFKA_PASSWORD',
        why: 'is missing: name and password go together',
      },
    ];
  if (ca !== undefined && !isCertificate(ca)) return [{ setting: 'KAFKA_CA', why: CERTIFICATE_FAULT }];
  if (brokers.some((broker) => !BROKER.test(broker)))
    return [{ setting: 'KAFKA_BROKERS', why: 'names a broker that is no host:port' }];
  if (isProduction && brokers.length === 0)
    return [{ setting: 'KAFKA_BROKERS', why: 'is none, which is for room tests alone' }];
  if (tls === undefined && isProduction && brokers.some((broker) => !LOOPBACK.has(hostOf(broker))))
    return [
      {
        setting: 'KAFKA_TLS',
        why: 'is not said, and the brokers are on other machines: in production say on, or off where the network itself is guarded',
      },
    ];
  return [];
};

/** What is wrong with them together: nothing leaves the machine in the clear unless somebody has said so. */
export const faultsOfConnections = (connections: Connections): readonly SettingFault[] => {
  const why = databaseFault(connections);
  const { isProduction, http, jwksUrl } = connections;
  const isRead = isProduction && http !== 'off' && leavesInTheClear(jwksUrl);
  return [
    ...(why === undefined ? [] : [{ setting: 'DATABASE_URL', why }]),
    ...kafkaFaults(connections),
    // Whoever answers there gives the keys by which every token is believed.
    ...(isRead ? [{ setting: 'JWKS_URL', why: HTTP_FAULT }] : []),
  ];
};
