import { reject } from '@ansinh/contracts/catalogue/problems';
import type { AssuranceLevel, CitizenMe } from '@ansinh/contracts/gateway/citizens/citizens.api';
import type { Prisma } from '../../generated/prisma/client';
import type { TokenAccount } from '../../identity/accounts/account.views';
import { findSession } from '../../identity/sessions/session.store';
import type { Tx } from '../../kit';
import { CITIZEN_PERMISSIONS, isCitizenId, tenantOfCitizen } from './citizen.rules';
import { findCitizen, openPersonalId } from './citizen.store';

type Db = Pick<Prisma.TransactionClient, 'citizen'>;

const levelOf = ({ level }: { readonly level: number }): AssuranceLevel => (level === 2 ? 2 : 1);

/** What a token says of a citizen; undefined when it is none. */
export const citizenForToken = async (db: Db, citizenId: string): Promise<TokenAccount | undefined> => {
  const citizen = await findCitizen(db, citizenId);
  if (citizen === undefined) return undefined;
  const tenant = tenantOfCitizen(citizenId);
  const { name, personKey } = citizen;
  return { subject: citizenId, name, personKey, tenant, permissions: CITIZEN_PERMISSIONS, tenants: [tenant] };
};

const getCitizen = async (tx: Tx) => {
  const citizen = await findCitizen(tx.db, tx.by.subject);
  if (citizen === undefined) throw reject('request.not-found');
  return citizen;
};

/** Who the citizen is that asks; undefined for whoever is none. */
export const findCitizenMe = async ({ db, by }: Tx): Promise<CitizenMe | undefined> => {
  if (!isCitizenId(by.subject) || by.person === undefined) return undefined;
  const citizen = await findCitizen(db, by.subject);
  if (citizen === undefined) return undefined;
  return {
    accountId: citizen.citizenId,
    role: 'citizen',
    name: citizen.name,
    level: levelOf(citizen),
    sessionId: by.person.session,
    factors: by.person.factors,
    permissions: [...by.permissions].sort(),
  };
};

/**
 * The own personal id of who asks, for the service that keeps the record. Who is known less surely has none here.
 * @throws Rejection request.not-found, citizen.level-too-low, auth.token-revoked
 */
export const getOwnPersonalId = async (tx: Tx): Promise<string> => {
  const citizen = await getCitizen(tx);
  if (levelOf(citizen) < 2) throw reject('citizen.level-too-low');
  // Ended a moment ago, with a token that is still good at this replica: the level may be of who took its place.
  const session = tx.by.person && (await findSession(tx.db, tx.by.person.session));
  if (session && session.endedAt !== null) throw reject('auth.token-revoked');
  return openPersonalId(citizen);
};
