import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { CodedFailure, type Ending } from '@ansinh/jobs';
import { sendMail } from '@ansinh/mail';
import { z } from 'zod';
import { recordOutcome } from '../../deliveries/delivery.commands';
import type { Outcome } from '../../deliveries/delivery.rules';
import { job } from '../../kit';
import { emailSettings } from './config';
import { findDraft } from './email.views';
import { mailOf } from './mail.rules';

/** With the pauses between them several hours, in which a mail server comes back. */
const ATTEMPTS = 12;

/** The mail server did not take it now; the message has codes alone, since operators read it. */
class NotSent extends CodedFailure {
  override readonly name = 'NotSent';
}

/** What becomes of the delivery when its job ends without having sent it. */
const outcomeOf = (ending: Ending): Outcome => {
  const { attempts } = ending;
  if (ending.how === 'cancelled') return { attempts, result: 'cancelled' };
  const error = ending.error instanceof NotSent ? ending.error.message : 'an error of ours';
  return { attempts, result: 'given-up', error };
};

export const sendEmail = job({
  name: 'send-email',
  summary: 'Sends a message by e-mail',
  data: z.object({ deliveryId: Id }),
  attempts: ATTEMPTS,
  reach: async ({ deliveryId }, { attempt, signal, read }): Promise<Outcome | undefined> => {
    const settings = emailSettings();
    if (settings === undefined) return { attempts: attempt, result: 'off' };
    const draft = await read((tx) => findDraft(tx.db, deliveryId));
    if (draft === undefined) return undefined;
    const { to, letter } = draft;
    if (to === undefined) return { attempts: attempt, result: 'no-address' };
    const mail = { ...mailOf(letter, settings.inboxUrl), id: deliveryId, to, language: letter.language };
    const fault = await sendMail(settings, mail, signal);
    if (fault === undefined) return { attempts: attempt, result: 'sent' };
    if (!fault.isPermanent) throw new NotSent(fault.error);
    return { attempts: attempt, result: 'refused', error: fault.error };
  },
  handle: async (tx, { data, result }) => {
    if (result !== undefined) await recordOutcome(tx, data.deliveryId, result);
  },
  ended: (tx, { data, ...ending }) => recordOutcome(tx, data.deliveryId, outcomeOf(ending)),
});
