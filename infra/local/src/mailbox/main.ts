/** The mailbox as a process of its own: by `npm start`, and in docker-compose.yml. */
import { mailboxFromEnvironment } from '../config';
import { stopOnSignal } from '../signals';
import { startMailbox } from './mailbox';

const main = async (): Promise<void> => {
  const mailbox = await startMailbox(mailboxFromEnvironment());
  console.log(`mail by SMTP on port ${mailbox.smtpPort}, to be read at ${mailbox.pageUrl}`);
  stopOnSignal(mailbox.stop);
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
