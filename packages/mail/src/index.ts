export { type MailSettings, mailSettings } from './config';
export { type Outgoing, sendMail } from './smtp';
export type { SmtpFault } from './smtp-fault.rules';
