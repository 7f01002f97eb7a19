import type { Language } from '@ansinh/contracts/notification/api';
import { createTransport } from 'nodemailer';
import type { MailSettings } from './config';
import { type SmtpFault, smtpFaultOf } from './smtp-fault.rules';

/** A server that does not answer holds up one job, not longer than this. */
const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;

const SENDER: Record<Language, string> = { vi: 'Cơ quan bảo hiểm xã hội', en: 'Social-insurance agency' };

export type Outgoing = {
  /** Of a mail that may be sent a second time: it names it. */
  readonly id: string;
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

const transportOf = ({ server, from, ca }: MailSettings) => {
  const { host, port, tls, login } = server;
  return createTransport({
    host,
    port,
    name: domainOf(from),
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    dnsTimeout: CONNECT_TIMEOUT_MS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/**
 * Gives one mail to the server; undefined when it took it. A mail that is sent a second time, because a process ended
 * before it could write down that it was sent, has the same Message-ID: who reads it can see that it is the same.
 */
export const sendMail = async (
  settings: MailSettings,
  { id, to, language, subject, text, html }: Outgoing,
  signal: AbortSignal,
): Promise<SmtpFault | undefined> => {
  try {
    await transportOf(settings).sendMail({
      from: { name: SENDER[language], address: settings.from },
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId: `<${id}@${domainOf(settings.from)}>`,
      headers: {
        // RFC 3834: no answering machine answers to it.
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': language,
      },
      signal,
    });
    return undefined;
  } catch (error) {
    return smtpFaultOf(error);
  }
};
