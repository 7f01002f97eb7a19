import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { md, pki } from 'node-forge';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly isSecure: boolean;
  readonly user: unknown;
  readonly raw: string;
  readonly mail: Email;
};

/** What the server says in place of "250 OK", to which command, and how often. */
export type Refusal = {
  readonly at: 'MAIL FROM' | 'RCPT TO' | 'DATA';
  readonly code: number;
  readonly text: string;
  readonly times: number;
};

export type MailServer = {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  readonly refuse: (refusal: Refusal) => void;
  readonly stop: () => Promise<void>;
};

export type TlsIdentity = { readonly key: string; readonly cert: string };

export type MailServerOptions = {
  readonly tls?: 'starttls' | 'implicit';
  readonly identity?: TlsIdentity;
  readonly login?: { readonly user: string; readonly password: string };
};

/** A key and a certificate that it signs itself, for servers on this machine; good for an hour. */
export const newTlsIdentity = (): TlsIdentity => {
  const { privateKey: key, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - 60_000);
  certificate.validity.notAfter = new Date(Date.now() + 3_600_000);
  const subject = [{ shortName: 'CN', value: 'mail.example' }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ]);
  certificate.sign(pki.privateKeyFromPem(key), md.sha256.create());
  return { key, cert: pki.certificateToPem(certificate) };
};

type Answer = (error?: Error | null) => void;

/** A real SMTP server that keeps what it is given, and refuses what it is told to. */
export const startMailServer = async ({ tls, identity, login }: MailServerOptions = {}): Promise<MailServer> => {
  const mails: ReceivedMail[] = [];
  let refusals: Refusal[] = [];
  const answerAt = (at: Refusal['at'], answer: Answer): boolean => {
    const refusal = refusals.find((each) => each.at === at);
    if (refusal === undefined) return false;
    refusals = refusals.flatMap((each) => {
      if (each !== refusal) return [each];
      return each.times > 1 ? [{ ...each, times: each.times - 1 }] : [];
    });
    answer(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    return true;
  };
  const server = new SMTPServer({
    logger: false,
    secure: tls === 'implicit',
    hideSTARTTLS: tls !== 'starttls',
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(login === undefined ? ['AUTH'] : [])],
    ...identity,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, answer) => {
      if (username === login?.user && password === login?.password) answer(null, { user: username });
      else answer(Object.assign(new Error('who are you'), { responseCode: 535 }));
    },
    onMailFrom: (_address, _session, answer) => void (answerAt('MAIL FROM', answer) || answer()),
    onRcptTo: (_address, _session, answer) => void (answerAt('RCPT TO', answer) || answer()),
    onData: (stream, { envelope, secure, user }, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (answerAt('DATA', answer)) return;
        const raw = Buffer.concat(chunks).toString('utf8');
        mails.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          isSecure: secure,
          user,
          raw,
          mail: await PostalMime.parse(raw),
        });
        answer();
      });
    },
  });
  // A client that does not trust the certificate hangs up: that is what a test is about, not an error of the server.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    refuse: (refusal) => refusals.push(refusal),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
