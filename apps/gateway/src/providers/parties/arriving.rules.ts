import { StaffNumber } from '@ansinh/contracts/gateway/accounts.api';
import type { AssuranceLevel } from '@ansinh/contracts/gateway/citizens/citizens.api';
import { PersonalId, PersonName } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import type { AgencyProvider, CitizenProvider, ProviderSettings } from '../settings/provider-settings';

type Claims = Readonly<Record<string, unknown>>;

/** Who came back of a provider: known by its issuer and subject together. */
export type Arriving = {
  readonly issuer: string;
  readonly subject: string;
  /** Session of the provider. */
  readonly providerSession: string | undefined;
  readonly factors: 1 | 2;
};
export type ArrivingStaff = Arriving & { readonly staffNumber: string | undefined };
export type ArrivingCitizen = Arriving & {
  readonly personalId: string;
  readonly name: string;
  readonly level: AssuranceLevel;
};
/** Why nobody can be signed in by what a provider says. */
export type ArrivingFault = 'personal-id' | 'name' | 'level';

const textOf = (claim: unknown): string | undefined =>
  typeof claim === 'string' && claim !== '' && claim.length <= 255 ? claim : undefined;
const Texts = z.array(z.string());

/** Only by what the settings name: what a provider calls strong is not known to everybody. */
export const factorsOf = (claims: Claims, { twoFactors }: Pick<ProviderSettings, 'twoFactors'>): 1 | 2 => {
  const acr = textOf(claims.acr);
  const amr = Texts.safeParse(claims.amr).data ?? [];
  const isTwo = (acr !== undefined && twoFactors.acr.includes(acr)) || amr.some((one) => twoFactors.amr.includes(one));
  return isTwo ? 2 : 1;
};

const arrivingOf = (claims: Claims, settings: ProviderSettings): Arriving => ({
  issuer: settings.issuer,
  subject: String(claims.sub),
  providerSession: textOf(claims.sid),
  factors: factorsOf(claims, settings),
});

/** Rights, offices and addresses of mail that the provider may say are not looked at. */
export const arrivingStaff = (claims: Claims, settings: AgencyProvider): ArrivingStaff => {
  const claimed = settings.staffNumberClaim === undefined ? undefined : claims[settings.staffNumberClaim];
  return { ...arrivingOf(claims, settings), staffNumber: StaffNumber.safeParse(claimed).data };
};

const LEVELS: ReadonlyMap<unknown, AssuranceLevel> = new Map<unknown, AssuranceLevel>([
  [1, 1],
  [2, 2],
  ['1', 1],
  ['2', 2],
]);

/** The personal id in the one form that it has, never made of another one: a digit more or less is somebody else. */
export const arrivingCitizen = (
  claims: Claims,
  settings: CitizenProvider,
): ArrivingCitizen | { readonly fault: ArrivingFault } => {
  const personalId = PersonalId.safeParse(claims[settings.personalIdClaim]);
  if (!personalId.success) return { fault: 'personal-id' };
  const name = PersonName.safeParse(claims[settings.nameClaim]);
  if (!name.success) return { fault: 'name' };
  const level = LEVELS.get(claims[settings.levelClaim]);
  if (level === undefined) return { fault: 'level' };
  return { ...arrivingOf(claims, settings), personalId: personalId.data, name: name.data, level };
};
