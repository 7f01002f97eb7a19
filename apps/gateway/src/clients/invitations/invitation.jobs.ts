import { CodedFailure } from '@ansinh/jobs';
import { sendMail } from '@ansinh/mail';
import type { GatewayConfig } from '../../config';
import { job } from '../../kit';
import { newClientSecret, secretHashOf } from '../client-secrets';
import { noteSent } from './invitation.commands';
import { SENDING } from './invitation.rules';
import { findAddressed } from './invitation.views';
import { invitationMail } from './invitation-mail.rules';

/** With the pauses between them several hours, in which a mail server comes back. */
const ATTEMPTS = 12;

/** The mail server did not take it; the message has codes alone, since operators read it. */
class NotSent extends CodedFailure {
  override readonly name = 'NotSent';
}

type Door = { readonly config: Pick<GatewayConfig, 'mail' | 'publicUrl'> };

/**
 * Makes the code and sends it to the contact alone. What is kept of it is its hash, and only when the mail server has taken
 * the mail; one that is sent again has another code, and the one before is good no more.
 */
const sendInvitation = (door: () => Door) =>
  job({
    ...SENDING,
    summary: 'Sends the contact of a partner the code that opens its access',
    attempts: ATTEMPTS,
    reach: async ({ invitationId }, { signal, read }): Promise<string | undefined> => {
      const invited = await read((tx) => findAddressed(tx.db, invitationId));
      if (invited === undefined) return undefined;
      const { mail: settings, publicUrl } = door().config;
      if (settings === undefined) throw new NotSent('SMTP_URL is not set');
      const token = newClientSecret();
      const mail = invitationMail({ ...invited, token, publicUrl });
      const fault = await sendMail(settings, { ...mail, id: invitationId, to: invited.to, language: 'vi' }, signal);
      if (fault !== undefined) throw new NotSent(fault.error);
      return secretHashOf(token);
    },
    handle: async (tx, { data, result }) => {
      if (result !== undefined) await noteSent(tx, data.invitationId, result);
    },
  });

export const invitationJobs = (door: () => Door) => [sendInvitation(door)];
