import type { ChosenAddress } from '@ansinh/contracts/notification/api';
import type { Recipient } from '@ansinh/contracts/notification/events';
import type { Db } from '../kit';

/** For each channel that is named. Another address has to be confirmed anew. */
export const saveChoices = async (
  db: Db,
  recipient: Recipient,
  choices: readonly ChosenAddress[],
  changedAt: Date,
): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO contact_choices (recipient_kind, recipient_id, channel, address, language, changed_at)
    SELECT ${recipient.kind}, ${recipient.id}, channel, address, language, ${changedAt}
    FROM json_to_recordset(${JSON.stringify(choices)}::json) AS chosen (channel text, address text, language text)
    ORDER BY channel
    ON CONFLICT (recipient_kind, recipient_id, channel) DO UPDATE SET
      address = excluded.address, language = excluded.language, changed_at = excluded.changed_at,
      verified_at = CASE WHEN contact_choices.address = excluded.address THEN contact_choices.verified_at END`;
};
