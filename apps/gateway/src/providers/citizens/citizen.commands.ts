import { newId } from '@ansinh/database';
import type { IdentityKeys } from '../../identity/accounts/identity-keys';
import { endSessionsOf } from '../../identity/sessions/session.commands';
import type { Tx } from '../../kit';
import type { ArrivingCitizen } from '../parties/arriving.rules';
import { citizenIdOf } from './citizen.rules';
import { findCitizenByKey, findCitizenBySubject, insertCitizen, lockPerson, updateCitizen } from './citizen.store';

/** `mixed-up`: the provider knows another person by this subject. `unsure`: another subject is this person already. */
export type NotWelcome = 'mixed-up' | 'unsure';

/**
 * The citizen who came back of the national provider; the first time makes it, without anybody of the agency. A person is
 * the same one by its personal id, under whatever subject the provider knows it now. A new subject of somebody who is known
 * takes the place of the one before when an officer has seen the person, and what that one has open is over: whoever has
 * signed up under the number of somebody else keeps nothing of it, and gets nothing.
 */
export const welcomeCitizen = async (
  tx: Tx,
  keys: Pick<IdentityKeys, 'personKeyOf'>,
  { issuer, subject, personalId, name, level }: ArrivingCitizen,
): Promise<{ readonly citizenId: string } | { readonly refused: NotWelcome }> => {
  const personKey = keys.personKeyOf(personalId);
  await lockPerson(tx.db, personKey);
  const known = await findCitizenByKey(tx.db, personKey);
  const ofSubject = await findCitizenBySubject(tx.db, issuer, subject);
  if (ofSubject !== undefined && ofSubject.citizenId !== known?.citizenId) return { refused: 'mixed-up' };
  const seen = { issuer, subject, name, level, lastAt: tx.now };
  if (known === undefined) {
    const citizenId = citizenIdOf(newId());
    await insertCitizen(tx.db, { ...seen, citizenId, personKey, personalId, firstAt: tx.now });
    tx.audit({ action: 'citizen.welcome', target: `citizen:${citizenId}` });
    return { citizenId };
  }
  const { citizenId } = known;
  if (ofSubject === undefined) {
    if (level < 2) return { refused: 'unsure' };
    await endSessionsOf(tx, citizenId, 'ended');
    tx.audit({ action: 'citizen.new-subject', target: `citizen:${citizenId}` });
  }
  await updateCitizen(tx.db, citizenId, seen);
  return { citizenId };
};
