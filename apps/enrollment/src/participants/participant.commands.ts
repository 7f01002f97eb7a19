import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PersonInput } from '@ansinh/contracts/enrollment/api';
import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { newId } from '@ansinh/database';
import type { Tx } from '../kit';
import { allocateSiNumbers, type Contact, insertPersons, type NewPerson, saveSiNumbers } from './participant.store';
import { type KnownPerson, newPerson, withSiNumber } from './person.rules';

export type Registration = {
  readonly person: PersonInput;
  /** The locked record, when the agency knows the person. */
  readonly known: KnownPerson | undefined;
};

export type RegisterOptions = {
  /** Gives a number of the agency to whoever has none: a card cannot be issued without one. */
  readonly assignSiNumbers: boolean;
};

/**
 * Puts the persons on record who are not there yet, and the social-insurance numbers that were missing. The caller has
 * locked the known ones and asked `personRefusal` about each. Returns the records by personal id.
 */
export const registerPersons = async (
  tx: Tx,
  registrations: readonly Registration[],
  options: RegisterOptions,
): Promise<Map<string, KnownPerson>> => {
  const withoutNumber = registrations.filter(({ person, known }) => (known?.siNumber ?? person.siNumber) === undefined);
  const missing = options.assignSiNumbers ? withoutNumber.length : 0;
  const fresh = missing === 0 ? [] : await allocateSiNumbers(tx.db, tx.agencyCode, missing);
  // Before they are given away one by one.
  tx.draws([...fresh]);
  const records = new Map<string, KnownPerson>();
  const added: NewPerson[] = [];
  const learned: KnownPerson[] = [];
  for (const { person, known } of registrations) {
    const siNumber = known?.siNumber ?? person.siNumber ?? fresh.pop() ?? null;
    const record =
      known === undefined ? newPerson(person, { participantId: newId(), siNumber }) : withSiNumber(known, siNumber);
    records.set(person.personalId, record);
    if (known === undefined) added.push({ participantId: record.participantId, siNumber, person });
    else if (record !== known) learned.push(record);
  }
  // The unique keys decide between two requests that register one person at the same moment: the later one starts again.
  if ((await insertPersons(tx.db, added, tx.now)) !== added.length) throw reject('participant.changed-meanwhile');
  const contacts = new Map((await saveSiNumbers(tx.db, learned)).map((contact) => [contact.participantId, contact]));
  announce(tx, registrations, { records, contacts });
  return records;
};

type Written = { readonly records: ReadonlyMap<string, KnownPerson>; readonly contacts: ReadonlyMap<string, Contact> };

const announce = (tx: Tx, registrations: readonly Registration[], { records, contacts }: Written): void => {
  for (const { person, known } of registrations) {
    const record = records.get(person.personalId);
    if (record === undefined || record.version === known?.version) continue;
    // The number stays here: nobody who reads the event needs it.
    const { version, siNumber: _number, ...data } = record;
    // A person on record keeps the contact on record: a list of workers is no change of address.
    const contact = known === undefined ? person : contacts.get(record.participantId);
    tx.append(ParticipantRegistered, { ...data, email: contact?.email ?? null }, { id: record.participantId, version });
  }
};
