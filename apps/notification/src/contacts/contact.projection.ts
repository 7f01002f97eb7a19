import type { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { newestBy } from '@ansinh/contracts/vocabulary/orders';
import type { EventOf } from '@ansinh/contracts/wire/envelope';
import type { Db } from '../kit';

type Registered = EventOf<typeof ParticipantRegistered>;

/** Writes the newest version of each participant; an older one that comes late changes nothing. */
export const projectContacts = async (db: Db, events: readonly Registered[]): Promise<void> => {
  const newest = newestBy(
    events,
    ({ data }) => data.participantId,
    ({ attributes }) => attributes.aggregateversion,
  );
  const rows = newest.map(({ attributes, data: { participantId, fullName, email } }) => ({
    participantId,
    fullName,
    email,
    version: attributes.aggregateversion,
  }));
  await db.$executeRaw`
    INSERT INTO contacts (participant_id, full_name, email, version)
    SELECT "participantId", "fullName", email, version
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS row ("participantId" uuid, "fullName" text, email text, version int)
    ORDER BY "participantId"
    ON CONFLICT (participant_id) DO UPDATE SET
      full_name = excluded.full_name, email = excluded.email, version = excluded.version
    WHERE contacts.version < excluded.version`;
};
