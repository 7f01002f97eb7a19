import { z } from 'zod';

/** What every service reads from its environment. Unknown names are left to the service's own config.ts. */
const ServiceConfig = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65535),
  HOST: z.string().default('127.0.0.1'),
  /** The agency whose platform this is, as its officers' tenant names it: 66 for Dak Lak. */
  AGENCY_CODE: z
    .string()
    .regex(/^\d{2}$/)
    .default('66'),
  DATABASE_URL: z.url(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  /** So long a request waits for the database before it is refused with 503. */
  DATABASE_WAIT_MS: z.coerce.number().int().min(100).max(60_000).default(3_000),
  /** `host:port,host:port`; `none` runs without Kafka, for room tests alone. */
  KAFKA_BROKERS: z.string().min(1),
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
  JWKS_URL: z.url(),
});

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
