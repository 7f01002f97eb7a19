import { emailSettings } from './config';
import { queueEmails } from './email.commands';
import { sendEmail } from './email.jobs';

/** By SMTP, to whoever has an address. */
export const email = {
  routes: [],
  jobs: [sendEmail],
  requireSettings: () => void emailSettings(),
  take: queueEmails,
};
