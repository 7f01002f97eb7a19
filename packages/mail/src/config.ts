import { EmailAddress } from '@ansinh/contracts/notification/addresses';
import { CERTIFICATE_FAULT, isCertificate, parseConfig } from '@ansinh/platform';
import { z } from 'zod';

const SUBMISSION_PORT = 587;
const TLS_PORT = 465;

type Server = {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte; `starttls`: nothing is said before the change to TLS; `none`: in the clear. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly login: { readonly user: string; readonly password: string } | undefined;
};

const serverOf = (url: URL): Server | undefined => {
  const { protocol, hostname, port, username, password, searchParams } = url;
  const wish = searchParams.get('tls') ?? 'required';
  const isImplicit = protocol === 'smtps:';
  if (!['smtp:', 'smtps:'].includes(protocol) || hostname === '' || !['required', 'none'].includes(wish))
    return undefined;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isImplicit ? TLS_PORT : SUBMISSION_PORT) : Number(port),
    tls: isImplicit ? 'implicit' : wish === 'none' ? 'none' : 'starttls',
    login: username === '' ? undefined : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
  };
};

// No message quotes the value: it holds a password.
const SmtpUrl = z.string().transform((text, context): Server => {
  const server = URL.canParse(text) ? serverOf(new URL(text)) : undefined;
  if (server !== undefined) return server;
  context.addIssue(
    'write smtp://user:password@host:587 or smtps://user:password@host:465, with ?tls=none for a server without TLS',
  );
  return z.NEVER;
});

const MailEnvironment = z.object({
  SMTP_URL: SmtpUrl,
  /** Sender of all mail; its domain also names them. */
  MAIL_FROM: EmailAddress,
  /** PEM of the authority that signed the certificate of the mail server, when it is a private one. */
  SMTP_CA: z.string().refine(isCertificate, CERTIFICATE_FAULT).optional(),
});

export type MailSettings = {
  readonly server: Server;
  readonly from: string;
  readonly ca: string | undefined;
};

/**
 * Undefined when this installation sends no e-mail: no SMTP_URL.
 * @throws Error that names what is wrong, and no value
 */
export const mailSettings = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): MailSettings | undefined => {
  if ((environment.SMTP_URL ?? '') === '') return undefined;
  const { SMTP_URL: server, MAIL_FROM: from, SMTP_CA } = parseConfig(MailEnvironment, environment);
  return { server, from, ca: SMTP_CA };
};
