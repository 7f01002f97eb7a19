/** What the settings say of the ways to PostgreSQL and Kafka. */
export type Connections = {
  readonly isProduction: boolean;
  readonly databaseUrl: string;
  /** `host:port`; none in a room. */
  readonly brokers: readonly string[];
  readonly tls: 'on' | 'off' | undefined;
  readonly ca: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
};

/** A setting that cannot be used, and why, in words that follow its name. Never a value: some are secret. */
export type SettingFault = { readonly setting: string; readonly why: string };

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
const hostOf = (broker: string): string => broker.slice(0, broker.lastIndexOf(':'));

const databaseFault = ({ isProduction, databaseUrl }: Connections): string | undefined => {
  const { hostname, searchParams } = new URL(databaseUrl);
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
  return [...(why === undefined ? [] : [{ setting: 'DATABASE_URL', why }]), ...kafkaFaults(connections)];
};
