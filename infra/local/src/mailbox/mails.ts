import PostalMime from 'postal-mime';

/** A mail as it is shown. */
export type KeptMail = {
  readonly id: number;
  readonly receivedAt: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly raw: string;
};

/** Older ones are forgotten: the mailbox is for looking, and lives in memory. */
const KEPT = 500;

export type Mails = {
  readonly keep: (raw: string, envelope: { readonly from: string; readonly to: readonly string[] }) => Promise<void>;
  /** Newest first. */
  readonly list: () => readonly KeptMail[];
  readonly find: (id: number) => KeptMail | undefined;
  readonly received: () => number;
};

export const createMails = (now: () => Date = () => new Date()): Mails => {
  let mails: KeptMail[] = [];
  let received = 0;
  return {
    keep: async (raw, { from, to }) => {
      const { subject = '', text = '' } = await PostalMime.parse(raw);
      received += 1;
      mails = [{ id: received, receivedAt: now().toISOString(), from, to, subject, text, raw }, ...mails].slice(
        0,
        KEPT,
      );
    },
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    received: () => received,
  };
};
