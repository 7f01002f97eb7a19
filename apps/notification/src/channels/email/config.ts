import { type MailSettings, mailSettings } from '@ansinh/mail';
import { parseConfig } from '@ansinh/platform';
import { z } from 'zod';

const InboxEnvironment = z.object({
  /** The page on which recipients read their messages, when there is one. */
  INBOX_URL: z.url({ protocol: /^https?$/ }).optional(),
});

export type EmailSettings = MailSettings & { readonly inboxUrl: string | undefined };

/**
 * Undefined when this installation sends no e-mail: no SMTP_URL.
 * @throws Error that names what is wrong, and no value
 */
export const emailSettings = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): EmailSettings | undefined => {
  const mail = mailSettings(environment);
  return mail && { ...mail, inboxUrl: parseConfig(InboxEnvironment, environment).INBOX_URL };
};
