import { z } from 'zod';

/** Why a mail did not go out. `error` has the codes of the server and no word of it: it may quote the address. */
export type SmtpFault = { readonly error: string; readonly isPermanent: boolean };

const SmtpError = z.looseObject({
  code: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
});

/** Said of one mail; what is refused before them, such as a login or the sender, is ours to mend and tried again. */
const OF_ONE_MAIL: ReadonlySet<string | undefined> = new Set(['RCPT TO', 'DATA']);

/** `ECONNREFUSED`, `RCPT TO`, `AUTH PLAIN`: what is no such word is left out. */
const wordOf = (text: string | undefined): string | undefined => /^[A-Z][A-Z0-9 -]{1,30}$/.exec(text ?? '')?.[0];

/** What the error of the SMTP client says: RFC 5321 reply codes, RFC 3463 status codes. */
export const smtpFaultOf = (error: unknown): SmtpFault => {
  const { code, responseCode, response = '', command } = SmtpError.catch({}).parse(error);
  const [, status] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  const what = responseCode ?? wordOf(code) ?? 'not sent';
  const where = wordOf(command);
  const isRefusal = responseCode !== undefined && responseCode >= 500 && responseCode <= 599;
  return {
    error: [what, status, where === undefined ? undefined : `at ${where}`]
      .filter((part) => part !== undefined)
      .join(' '),
    isPermanent: isRefusal && OF_ONE_MAIL.has(command),
  };
};
