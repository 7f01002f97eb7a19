import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createMails, type Mails } from './mails';
import { listPage, mailPage } from './page';

export type MailboxOptions = {
  readonly smtpPort: number;
  readonly pagePort: number;
  /** 127.0.0.1 unless a container of its own is around it. */
  readonly host: string;
};

export type Mailbox = {
  readonly smtpPort: number;
  readonly pageUrl: string;
  readonly stop: () => Promise<void>;
};

const MAIL_BYTES_MAX = 1_000_000;

type Page = { readonly status: number; readonly type: string; readonly body: string };

const html = (body: string): Page => ({ status: 200, type: 'text/html; charset=utf-8', body });
const NOT_FOUND: Page = { status: 404, type: 'text/plain; charset=utf-8', body: 'there is no such mail\n' };

const pageAt = (path: string, mails: Mails): Page => {
  if (path === '/') return html(listPage(mails.list()));
  if (path === '/health') return { status: 200, type: 'text/plain', body: 'ok\n' };
  if (path === '/mails') return { status: 200, type: 'application/json', body: jsonOf(mails) };
  const [, id, raw] = /^\/mails\/(\d{1,9})(\/raw)?$/.exec(path) ?? [];
  const mail = id === undefined ? undefined : mails.find(Number(id));
  if (mail === undefined) return NOT_FOUND;
  return raw === undefined ? html(mailPage(mail)) : { status: 200, type: 'text/plain; charset=utf-8', body: mail.raw };
};

/** For tests and scripts: how many came since the start, and those that are kept. */
const jsonOf = (mails: Mails): string =>
  JSON.stringify({ received: mails.received(), mails: mails.list().map(({ raw: _, ...mail }) => mail) });

const answer = (request: IncomingMessage, response: ServerResponse, mails: Mails): void => {
  const { pathname } = new URL(request.url ?? '/', 'http://mailbox');
  const { status, type, body } = pageAt(pathname, mails);
  // A mail is shown as text; should a sign of it ever be taken for more, it may do nothing.
  response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
  response.setHeader('x-content-type-options', 'nosniff');
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
};

const smtpServerOf = (mails: Mails): SMTPServer => {
  const server = new SMTPServer({
    logger: false,
    // In the clear and without a login: nobody but this machine reaches it.
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAIL_BYTES_MAX,
    closeTimeout: 500,
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('too large'), { responseCode: 552 }));
        const { mailFrom, rcptTo } = envelope;
        const addresses = {
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
        };
        mails.keep(Buffer.concat(chunks).toString('utf8'), addresses).then(() => done(), done);
      });
    },
  });
  // A client that hangs up in the middle: there is nobody to tell.
  server.on('error', () => undefined);
  return server;
};

const portOf = (server: Pick<Server, 'address'>): number => (server.address() as AddressInfo).port;

/** A mail server that sends nothing on, with a page that shows what it got. */
export const startMailbox = async ({ smtpPort, pagePort, host }: MailboxOptions): Promise<Mailbox> => {
  const mails = createMails();
  const smtp = smtpServerOf(mails);
  const listening = smtp.listen(smtpPort, host);
  await once(listening, 'listening');
  const pages = createServer((request, response) => answer(request, response, mails)).listen(pagePort, host);
  await once(pages, 'listening');
  return {
    smtpPort: portOf(listening),
    pageUrl: `http://127.0.0.1:${portOf(pages)}`,
    stop: async () => {
      pages.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(() => resolve())),
        new Promise<void>((resolve) => pages.close(() => resolve())),
      ]);
    },
  };
};
