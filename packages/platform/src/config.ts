import type { KafkaSecurity } from '@ansinh/messaging';
import { fieldKeysIn } from '@ansinh/secrets';
import { z } from 'zod';
import { faultsOfConnections } from './connections.rules';

/** The agency of the sample region. */
const SAMPLE_AGENCY = '66';
/** `none`, in place of brokers. */
const NO_KAFKA = 'none';

/** What every service reads from its environment. Unknown names are left to the service's own config.ts. */
const Settings = z.object({
  /** Another word would be no production, with all that this allows. */
  NODE_ENV: z.enum(['development', 'test', 'demonstration', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535),
  HOST: z.string().default('127.0.0.1'),
  /** The agency whose platform this is, as its officers' tenant names it: 66 for Dak Lak, which production must say. */
  AGENCY_CODE: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  /** With `sslmode=verify-full`, and `sslrootcert` where no public authority vouches for the server: by TLS. */
  DATABASE_URL: z.string(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  /** So long a request waits for the database before it is refused with 503. */
  DATABASE_WAIT_MS: z.coerce.number().int().min(100).max(60_000).default(3_000),
  /** `host:port,host:port`; `none` runs without Kafka, for room tests alone. */
  KAFKA_BROKERS: z.string().min(1),
  /** `off` unless it is said; in production it must be said for brokers on other machines. */
  KAFKA_TLS: z.enum(['on', 'off']).optional(),
  /** PEM of the authority of the brokers, when no public one vouches for them. */
  KAFKA_CA: z.string().min(1).optional(),
  /** SCRAM-SHA-512: what the service may is said in the cluster (docs/topics.md). */
  KAFKA_USER: z.string().min(1).optional(),
  KAFKA_PASSWORD: z.string().min(1).optional(),
  /**
   * A consumer that was killed is missed after so long. The default is the shortest that a broker allows by default;
   * less needs `group.min.session.timeout.ms` of the broker set as well.
   */
  KAFKA_SESSION_TIMEOUT_MS: z.coerce.number().int().min(3_000).max(60_000).default(6_000),
  /** A process that was killed loses the jobs that it ran after so long. */
  JOBS_LEASE_MS: z.coerce.number().int().min(500).max(600_000).default(30_000),
  /** When it stops: how long it still takes connections while it says that it is not ready, and then how long they stay. */
  SHUTDOWN_GRACE_MS: z.coerce.number().int().min(0).max(5_000).default(500),
  ISSUER: z.url(),
  JWKS_URL: z.url({ protocol: /^https?$/ }),
  /** `off` lets services and gateway speak http to other machines in production. */
  HTTP_TLS: z.enum(['on', 'off']).optional(),
  /** The keys of sealed values, the newest first; in production they must be said. */
  FIELD_KEYS: z.string().optional(),
  /** Names of keys that nobody has any more, `2026-1,2026-2`: what they hold does not open, and the start goes on all the same. */
  FIELD_KEYS_LOST: z
    .string()
    .regex(/^[a-z0-9-]+(?:,[a-z0-9-]+)*$/)
    .optional(),
});

const brokersIn = (text: string): readonly string[] => (text === NO_KAFKA ? [] : text.split(','));

const ServiceConfig = Settings.superRefine((values, context) => {
  const faults = faultsOfConnections({
    isProduction: values.NODE_ENV === 'production',
    databaseUrl: values.DATABASE_URL,
    brokers: brokersIn(values.KAFKA_BROKERS),
    tls: values.KAFKA_TLS,
    ca: values.KAFKA_CA,
    user: values.KAFKA_USER,
    password: values.KAFKA_PASSWORD,
    jwksUrl: values.JWKS_URL,
    http: values.HTTP_TLS,
  });
  for (const { setting, why } of faults) context.addIssue({ code: 'custom', path: [setting], message: why });
  if (values.NODE_ENV === 'production' && values.AGENCY_CODE === undefined)
    context.addIssue({
      code: 'custom',
      path: ['AGENCY_CODE'],
      message: 'is missing: production says whose platform it is',
    });
  const keys = fieldKeysIn(values);
  if ('fault' in keys) context.addIssue({ code: 'custom', path: ['FIELD_KEYS'], message: keys.fault });
}).transform(({ AGENCY_CODE = SAMPLE_AGENCY, ...values }) => ({ ...values, AGENCY_CODE }));

export type ServiceConfig = z.infer<typeof ServiceConfig>;

/** Parses the environment or says, name by name, what is wrong with it. */
export const parseConfig = <Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> => {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`the environment is not complete: ${wrong.join('; ')}`);
};

export const serviceConfig = (environment: Readonly<Record<string, string | undefined>> = process.env): ServiceConfig =>
  parseConfig(ServiceConfig, environment);

/** The way to Kafka, or undefined without it. */
export const kafkaOf = ({
  KAFKA_BROKERS: text,
  KAFKA_TLS: tls,
  KAFKA_CA: ca,
  KAFKA_USER: user,
  KAFKA_PASSWORD: password,
}: ServiceConfig):
  | { readonly brokers: readonly string[]; readonly security: KafkaSecurity | undefined }
  | undefined => {
  const brokers = brokersIn(text);
  if (brokers.length === 0) return undefined;
  const login = user === undefined || password === undefined ? undefined : { user, password };
  return { brokers, security: tls === 'on' ? { ca, login } : undefined };
};
