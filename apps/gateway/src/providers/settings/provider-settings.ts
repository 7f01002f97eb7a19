import { z } from 'zod';

// Who persons sign in at beside our own page: the agency's own identity provider, and the national one of the citizens.

export const PROVIDER_NAMES = ['agency', 'citizens'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Published: the stand-ins of `npm start` take it, and no production does. */
export const STAND_IN_SECRET = 'the-secret-of-the-stand-ins-is-published';

const PrivateJwk = z.looseObject({
  kty: z.enum(['EC', 'RSA']),
  kid: z.string().min(1),
  alg: z.enum(['ES256', 'PS256', 'RS256']),
  d: z.string(),
});
export type PrivateJwk = z.infer<typeof PrivateJwk>;

const Claim = z.string().min(1).max(200);
const OfAll = {
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(32, 'a secret has 32 characters or more').optional(),
  /** In place of a secret: `private_key_jwt`. */
  privateKey: PrivateJwk.optional(),
  /** What the provider says when it has seen two factors; what it does not say counts as one. */
  twoFactors: z
    .object({ acr: z.array(z.string().min(1)).default([]), amr: z.array(z.string().min(1)).default([]) })
    .prefault({}),
};

const AgencyProvider = z.object({
  ...OfAll,
  /** The claim with the staff number, when the provider vouches for it. */
  staffNumberClaim: Claim.optional(),
});
const CitizenProvider = z.object({
  ...OfAll,
  scope: z.string().min(1).default('openid profile'),
  personalIdClaim: Claim.default('personal_id'),
  nameClaim: Claim.default('name'),
  levelClaim: Claim.default('assurance_level'),
});
export type AgencyProvider = z.infer<typeof AgencyProvider>;
export type CitizenProvider = z.infer<typeof CitizenProvider>;
export type ProviderSettings = AgencyProvider | CitizenProvider;

export type Providers = {
  readonly agency?: AgencyProvider | undefined;
  readonly citizens?: CitizenProvider | undefined;
};

const OWN_MACHINE = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const faultOf = ({ issuer, clientSecret, privateKey }: ProviderSettings, production: boolean): string | undefined => {
  const { protocol, hostname, search, hash } = new URL(issuer);
  if (search !== '' || hash !== '') return 'the issuer is an address without a query';
  if ((clientSecret === undefined) === (privateKey === undefined)) return 'name one of clientSecret and privateKey';
  if (!production) return protocol === 'https:' || OWN_MACHINE.test(hostname) ? undefined : 'the issuer is no https';
  if (protocol !== 'https:') return 'in production the issuer is https';
  if (OWN_MACHINE.test(hostname)) return 'a stand-in signs nobody in in production';
  return clientSecret === STAND_IN_SECRET ? 'the secret of the stand-ins is published' : undefined;
};

const readOne = <Settings extends ProviderSettings>(
  setting: string,
  schema: z.ZodType<Settings>,
  { written, production }: { readonly written: unknown; readonly production: boolean },
): Settings | undefined => {
  if (written === undefined) return undefined;
  const parsed = schema.safeParse(written);
  const [issue] = parsed.error?.issues ?? [];
  const fault = parsed.success ? faultOf(parsed.data, production) : `${issue?.path.join('.')}: ${issue?.message}`;
  if (!parsed.success || fault !== undefined) throw new Error(`The setting ${setting} is not usable: ${fault}.`);
  return parsed.data;
};

type Written = { readonly agency?: unknown; readonly citizens?: unknown };

/**
 * The providers as they stand in the settings AGENCY_PROVIDER and CITIZEN_PROVIDER. What is wrong with one stops the start;
 * the sentence holds nothing of what is secret.
 */
export const readProviders = (written: Written, production: boolean): Providers => {
  const agency = readOne('AGENCY_PROVIDER', AgencyProvider, { written: written.agency, production });
  const citizens = readOne('CITIZEN_PROVIDER', CitizenProvider, { written: written.citizens, production });
  if (agency !== undefined && agency.issuer === citizens?.issuer)
    throw new Error('AGENCY_PROVIDER and CITIZEN_PROVIDER have one issuer: staff and citizens would be mixed up.');
  return { agency, citizens };
};
