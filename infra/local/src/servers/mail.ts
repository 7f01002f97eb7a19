import { join } from 'node:path';
import { httpProbe } from './processes/probes';
import type { Supervisor } from './processes/supervisor';

export type MailOptions = {
  readonly supervisor: Supervisor;
  readonly rootDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly smtpPort: number;
  readonly pagePort: number;
};

export type MailServer = {
  /** The page that shows the mail; `<url>/mails` is the same as JSON. */
  readonly url: string;
  readonly smtpUrl: string;
  readonly pid: number;
  readonly readyAfterMs: number;
  stop(): Promise<void>;
};

export const smtpUrlOf = (smtpPort: number): string => `smtp://127.0.0.1:${smtpPort}?tls=none`;

/** Starts the mailbox: mail does not leave this machine, and is forgotten when it stops. */
export const startMail = async ({
  supervisor,
  rootDirectory,
  environment,
  smtpPort,
  pagePort,
}: MailOptions): Promise<MailServer> => {
  const url = `http://127.0.0.1:${pagePort}`;
  const child = await supervisor.start({
    name: 'mail',
    command: process.execPath,
    args: [
      '--max-old-space-size=64',
      '--max-semi-space-size=1',
      join(rootDirectory, 'infra/local/dist/mailbox/main.js'),
    ],
    env: { ...environment, MAILBOX_SMTP_PORT: String(smtpPort), MAILBOX_PAGE_PORT: String(pagePort) },
    isReady: httpProbe(`${url}/health`),
  });
  return {
    url,
    smtpUrl: smtpUrlOf(smtpPort),
    pid: child.pid,
    readyAfterMs: child.readyAfterMs,
    stop: () => child.stop(),
  };
};
