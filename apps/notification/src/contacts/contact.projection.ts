import type { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { newestBy } from '@ansinh/contracts/vocabulary/orders';
import type { EventOf } from '@ansinh/contracts/wire/envelope';
import type { Db } from '../kit';
import { registeredAddresses } from './contact.rules';

type Registered = EventOf<typeof ParticipantRegistered>;

/** Writes the newest version of each participant; an older one that comes late changes nothing. */
export const projectContacts = async (db: Db, events: readonly Registered[]): Promise<void> => {
  const newest = newestBy(
    events,
    ({ data }) => data.participantId,
    ({ attributes }) => attributes.aggregateversion,
  );
  const rows = newest.map(({ attributes, data }) => ({
    participantId: data.participantId,
    fullName: data.fullName,
    addresses: registeredAddresses(data),
    version: attributes.aggregateversion,
  }));
  await db.$executeRaw`
    INSERT INTO contacts (participant_id, full_name, addresses, version)
    SELECT "participantId", "fullName", addresses, version
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS row ("participantId" uuid, "fullName" text, addresses jsonb, version int)
    ORDER BY "participantId"
    ON CONFLICT (participant_id) DO UPDATE SET
      full_name = excluded.full_name, addresses = excluded.addresses, version = excluded.version
    WHERE contacts.version < excluded.version`;
};
