import { newId } from '@ansinh/database';
import type { IdentityKeys } from '../../identity/accounts/identity-keys';
import type { Tx } from '../../kit';
import type { ArrivingCitizen } from '../parties/arriving.rules';
import { citizenIdOf } from './citizen.rules';
import { findCitizenByKey, findCitizenBySubject, insertCitizen, lockPerson, updateCitizen } from './citizen.store';

/**
 * The citizen who came back of the national provider; the first time makes it, without anybody of the agency. A person is
 * the same one by its personal id, under whatever subject the provider knows it now. A subject that was somebody else is
 * undefined: its provider has mixed up two persons.
 */
export const welcomeCitizen = async (
  tx: Tx,
  keys: Pick<IdentityKeys, 'personKeyOf'>,
  { issuer, subject, personalId, name, level }: ArrivingCitizen,
): Promise<string | undefined> => {
  const personKey = keys.personKeyOf(personalId);
  await lockPerson(tx.db, personKey);
  const known = await findCitizenByKey(tx.db, personKey);
  const ofSubject = await findCitizenBySubject(tx.db, issuer, subject);
  if (ofSubject !== undefined && ofSubject.citizenId !== known?.citizenId) return undefined;
  if (known !== undefined) {
    await updateCitizen(tx.db, known.citizenId, { issuer, subject, name, level, lastAt: tx.now });
    return known.citizenId;
  }
  const citizenId = citizenIdOf(newId());
  const times = { firstAt: tx.now, lastAt: tx.now };
  await insertCitizen(tx.db, { citizenId, issuer, subject, personKey, personalId, name, level, ...times });
  tx.audit({ action: 'citizen.welcome', target: `citizen:${citizenId}` });
  return citizenId;
};
