import type { ChangeContact } from '@ansinh/contracts/notification/api';
import type { Recipient } from '@ansinh/contracts/notification/events';
import type { Db } from '../kit';

/** Another address has to be confirmed anew. */
export const saveChoice = async (
  db: Db,
  recipient: Recipient,
  choice: ChangeContact,
  changedAt: Date,
): Promise<void> => {
  const { email, language } = choice;
  await db.$executeRaw`
    INSERT INTO contact_choices (recipient_kind, recipient_id, email, language, changed_at)
    VALUES (${recipient.kind}, ${recipient.id}, ${email}, ${language}, ${changedAt})
    ON CONFLICT (recipient_kind, recipient_id) DO UPDATE SET
      email = excluded.email, language = excluded.language, changed_at = excluded.changed_at,
      verified_at = CASE WHEN contact_choices.email = excluded.email THEN contact_choices.verified_at END`;
};
