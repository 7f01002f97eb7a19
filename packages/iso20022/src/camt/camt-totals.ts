import type { AccountReportWithEntries, Entry, EntryDetail } from './camt';

/** The signed sum of details as the entry sees it: those of the other direction (a fee taken off) count against it. */
export const sumOfDetails = (details: readonly EntryDetail[], direction: Entry['creditDebit']): bigint => {
  return details.reduce(
    (sum, { amountVnd, creditDebit }) => sum + (creditDebit === direction ? amountVnd : -amountVnd),
    0n,
  );
};

/**
 * Closing balance minus (opening balance plus booked entries), in dong: 0 when the statement holds together, undefined
 * when a balance is absent. Statements that a bank spreads over pages hold only with all their pages.
 */
export const balanceDifference = (statement: AccountReportWithEntries): bigint | undefined => {
  const { openingBalance, closingBalance, entries } = statement;
  if (openingBalance === undefined || closingBalance === undefined) {
    return undefined;
  }
  const booked = entries
    .filter(({ status }) => status === 'BOOK')
    .reduce((sum, { amountVnd, creditDebit }) => sum + (creditDebit === 'CRDT' ? amountVnd : -amountVnd), 0n);
  return closingBalance.amountVnd - openingBalance.amountVnd - booked;
};

/** One movement of money: an entry without details, or one detail of an entry. */
export type AccountTransaction = Omit<EntryDetail, 'accountServicerRef'> &
  Pick<Entry, 'reversal' | 'status' | 'bookingDate' | 'valueDate' | 'batch'> & {
    /** Stable for the same booking in the same bank's files, so that a movement told twice is counted once. */
    readonly reference: string;
  };

/**
 * The movements of an entry: itself when it has no details, else each detail.
 *
 * The reference is the entry's AcctSvcrRef, else its NtryRef. Details of a batch take their own AcctSvcrRef; when the
 * bank repeats one or gives none, the entry's reference and the place in the batch (`FT26031-3/2`) stand for it.
 */
export const transactionsOf = (entry: Entry): AccountTransaction[] => {
  const { reversal, status, bookingDate, valueDate, batch, details } = entry;
  const shared = { reversal, status, bookingDate, valueDate, batch };
  const [first, second] = details;
  const ofEntry = entry.accountServicerRef ?? first?.accountServicerRef ?? entry.entryRef ?? '';
  if (first === undefined) {
    const { amountVnd, creditDebit, additionalInfo } = entry;
    return [{ ...shared, amountVnd, creditDebit, additionalInfo, reference: ofEntry }];
  }
  if (second === undefined) {
    const { accountServicerRef: _, ...detail } = first;
    return [{ ...shared, ...detail, reference: ofEntry }];
  }
  const own = details.map(({ accountServicerRef }) => accountServicerRef);
  const distinct = new Set(own).size === details.length && !own.includes(undefined);
  const batchReference = entry.accountServicerRef ?? entry.entryRef ?? first.accountServicerRef ?? '';
  return details.map(({ accountServicerRef, ...detail }, index) => ({
    ...shared,
    ...detail,
    reference: distinct && accountServicerRef !== undefined ? accountServicerRef : `${batchReference}/${index + 1}`,
  }));
};
