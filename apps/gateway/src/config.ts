import { InstantText } from '@ansinh/contracts/vocabulary/calendar';
import type { BackendService } from '@ansinh/contracts/vocabulary/services';
import { ClientRole } from '@ansinh/contracts/wire/permissions';
import { type MailSettings, mailSettings } from '@ansinh/mail';
import { HTTP_FAULT, leavesInTheClear } from '@ansinh/platform';
import { z } from 'zod';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
const port = (number: number) => z.url({ protocol: /^https?$/ }).default(`http://127.0.0.1:${number}`);

const withoutSlash = (url: string): string => (url.endsWith('/') ? withoutSlash(url.slice(0, -1)) : url);
const address = z.url({ protocol: /^https?$/ }).transform(withoutSlash);

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('is not JSON');
    return z.NEVER;
  }
});

const PublicKeySet = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), d: z.undefined().optional() })).min(1),
});

/** Machines of the agency have no public registration: an operator of the installation names them, by public key. */
const StaffClient = z.object({
  clientId: z.string().regex(/^[a-z0-9][a-z0-9-]{2,62}$/),
  name: z.string().min(1),
  role: ClientRole.extract(['officer', 'approver', 'operator']),
  tenantCode: z.string().min(1).max(20),
  jwks: PublicKeySet,
});
export type StaffClient = z.infer<typeof StaffClient>;

/** A private JSON Web Key; the first of the set signs, all are published, so that a key can be rolled over. */
const SigningJwk = z.looseObject({
  kty: z.enum(['EC', 'RSA']),
  kid: z.string().min(1),
  alg: z.enum(['ES256', 'RS256']),
  d: z.string(),
  /** From then on it signs in place of the others; it is published from the start on. */
  signsFrom: InstantText.optional(),
});
export type SigningJwk = z.infer<typeof SigningJwk>;

const ANONYMOUS_PER_MINUTE = 6_000;

/** Published, for every installation that is no production. */
const SAMPLE_PERSON_KEY = '0f'.repeat(32);

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'demonstration', 'production']).default('development'),
  PUBLIC_URL: address.optional(),
  /** What the services expect as issuer of the tokens; the gateway is that issuer, so it must be the same. */
  ISSUER: address.optional(),
  ENROLLMENT_URL: port(8081),
  COLLECTION_URL: port(8082),
  HEALTH_INSURANCE_URL: port(8083),
  PAYMENT_URL: port(8084),
  NOTIFICATION_URL: port(8085),
  /** `off` lets the gateway speak http to services on other machines in production. */
  HTTP_TLS: z.enum(['on', 'off']).optional(),
  DEMO_CLIENTS: flag,
  NATIONAL_API: z
    .enum(['on', 'off'])
    .default('on')
    .transform((text) => text === 'on'),
  SIGNING_KEYS: json.pipe(z.object({ keys: z.array(SigningJwk).min(1) })).optional(),
  /** 32 bytes in hex. It makes pseudonyms of personal ids and seals secrets of one-time codes, so it stays as it is. */
  PERSON_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'it has 64 small hexadecimal digits')
    .optional(),
  STAFF_CLIENTS: json.pipe(z.array(StaffClient)).default([]),
  /** The agency's own identity provider, and the national one of the citizens; nobody signs in so without them. */
  AGENCY_PROVIDER: json.optional(),
  CITIZEN_PROVIDER: json.optional(),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().positive().default(6_000),
  /** Of all callers without a good token together, a tenth of it for each address; not less than a client may do. */
  ANONYMOUS_PER_MINUTE: z.coerce.number().int().positive().optional(),
  /** How many proxies of our own stand in front and set X-Forwarded-For; 0 believes no such header. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
});

/** The services behind the door. */
export type Upstream = BackendService;

export type GatewayConfig = {
  readonly production: boolean;
  /** Issuer of the tokens and base of every address that we publish; without a slash at the end. */
  readonly publicUrl: string;
  readonly serviceUrls: Readonly<Record<Upstream, string>>;
  readonly demoClients: boolean;
  readonly nationalApi: boolean;
  readonly signingKeys: readonly SigningJwk[] | undefined;
  readonly personKey: string;
  readonly staffClients: readonly StaffClient[];
  /** As they were written; what they must be is known where they are used. */
  readonly providers: { readonly agency: unknown; readonly citizens: unknown };
  readonly rateLimitPerMinute: number;
  readonly anonymousPerMinute: number;
  readonly trustedProxies: number;
  /** Undefined where no mail is sent, and so no partner invited: SMTP_URL is not set. */
  readonly mail: MailSettings | undefined;
};

/** Reads the gateway's own settings. Throws one sentence that names the setting and what is wrong with it. */
export const gatewayConfig = (raw: Readonly<Record<string, string | undefined>> = process.env): GatewayConfig => {
  const parsed = Environment.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    // Values stay out of the sentence: SIGNING_KEYS is secret.
    throw new Error(`The setting ${issue?.path.join('.') ?? ''} is not usable: ${issue?.message ?? 'unknown reason'}.`);
  }
  const values = parsed.data;
  const production = values.NODE_ENV === 'production';
  if (production && values.DEMO_CLIENTS)
    throw new Error(
      'DEMO_CLIENTS=true opens the door with published secrets: it cannot be used with NODE_ENV=production.',
    );
  if (production && values.SIGNING_KEYS === undefined)
    throw new Error('NODE_ENV=production needs SIGNING_KEYS: a JWKS with at least one private ES256 or RS256 key.');
  if (production && (values.PERSON_KEY ?? SAMPLE_PERSON_KEY) === SAMPLE_PERSON_KEY)
    throw new Error('NODE_ENV=production needs PERSON_KEY: 64 random hexadecimal digits that nobody else knows.');
  const { ENROLLMENT_URL, COLLECTION_URL, HEALTH_INSURANCE_URL, PAYMENT_URL, NOTIFICATION_URL } = values;
  const services = { ENROLLMENT_URL, COLLECTION_URL, HEALTH_INSURANCE_URL, PAYMENT_URL, NOTIFICATION_URL };
  const [inTheClear] = Object.entries(services).filter(([, url]) => leavesInTheClear(url));
  if (production && values.HTTP_TLS !== 'off' && inTheClear !== undefined)
    throw new Error(`The setting ${inTheClear[0]} ${HTTP_FAULT}.`);
  if (values.PUBLIC_URL !== undefined && values.ISSUER !== undefined && values.PUBLIC_URL !== values.ISSUER)
    throw new Error('PUBLIC_URL and ISSUER differ: the services would refuse every token of this gateway.');
  return {
    production,
    publicUrl: values.PUBLIC_URL ?? values.ISSUER ?? 'http://127.0.0.1:8080',
    serviceUrls: {
      enrollment: ENROLLMENT_URL,
      collection: COLLECTION_URL,
      'health-insurance': HEALTH_INSURANCE_URL,
      payment: PAYMENT_URL,
      notification: NOTIFICATION_URL,
    },
    demoClients: values.DEMO_CLIENTS,
    nationalApi: values.NATIONAL_API,
    signingKeys: values.SIGNING_KEYS?.keys,
    personKey: values.PERSON_KEY ?? SAMPLE_PERSON_KEY,
    staffClients: values.STAFF_CLIENTS,
    providers: { agency: values.AGENCY_PROVIDER, citizens: values.CITIZEN_PROVIDER },
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    anonymousPerMinute: values.ANONYMOUS_PER_MINUTE ?? Math.max(ANONYMOUS_PER_MINUTE, values.RATE_LIMIT_PER_MINUTE),
    trustedProxies: values.TRUSTED_PROXIES,
    mail: mailSettings(raw),
  };
};
