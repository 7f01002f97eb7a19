import type { Finding, LoggedOperation } from './oracle';

export type Posting = {
  readonly entry: string;
  readonly account: string;
  readonly debit: bigint;
  readonly credit: bigint;
};

/** A balance that somebody read while the fault was on. */
export type BalanceSample = { readonly at: string; readonly account: string; readonly balance: bigint };

export type Ledger = {
  readonly postings: readonly Posting[];
  /** The account whose credits are the money of the operations, once each. */
  readonly account: string;
  readonly operations: readonly LoggedOperation[];
  /** What each operation was about, in dong. */
  readonly amountOf: (id: string) => bigint;
  /** The money that the postings of `account` carry, by operation. */
  readonly posted: ReadonlyMap<string, bigint>;
};

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** Every entry and the whole book balance: debits equal credits. */
export const checkBalance = (postings: readonly Posting[]): readonly Finding[] => {
  const entries = Map.groupBy(postings, ({ entry }) => entry);
  return [...entries, ['the whole book', postings] as const].flatMap(([subject, lines]): Finding[] => {
    const [debit, credit] = [sum(lines.map((line) => line.debit)), sum(lines.map((line) => line.credit))];
    return debit === credit ? [] : [{ rule: 'unbalanced', subject, detail: `debit ${debit}, credit ${credit}` }];
  });
};

/** The book holds the money of every acknowledged operation, and of an unknown one all or nothing. */
export const checkMoney = ({ postings, account, operations, amountOf, posted }: Ledger): readonly Finding[] => {
  const findings = operations.flatMap(({ id, outcome }): Finding[] => {
    const [wanted, found] = [amountOf(id), posted.get(id) ?? 0n];
    const mayBeNothing = outcome !== 'ok';
    const mayBeAll = outcome !== 'fail';
    if ((mayBeAll && found === wanted) || (mayBeNothing && found === 0n)) return [];
    return [{ rule: 'wrong-sum', subject: id, detail: `${found} dong are posted for ${wanted} that was ${outcome}` }];
  });
  const inAccount = sum(postings.filter((line) => line.account === account).map((line) => line.debit));
  const byOperation = sum([...posted.values()]);
  if (inAccount !== byOperation)
    findings.push({
      rule: 'wrong-sum',
      subject: account,
      detail: `${inAccount} in the book, ${byOperation} by operation`,
    });
  return findings;
};

/** No balance is ever below its floor, at any instant that somebody looked. */
export const checkFloor = (samples: readonly BalanceSample[], floor = 0n): readonly Finding[] =>
  samples.flatMap(({ at, account, balance }): Finding[] =>
    balance < floor ? [{ rule: 'below-floor', subject: account, detail: `${balance} at ${at}` }] : [],
  );
