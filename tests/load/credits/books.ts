// What the service wrote down, beside what it had answered.
import { withClient } from '@ansinh/local';
import type { Expected } from './credit.ts';

export type BooksRead = {
  readonly credits: number;
  readonly references: number;
  readonly sum_vnd: string;
  readonly entries: number;
  readonly debit_vnd: string;
  readonly credit_vnd: string;
};

const BOOKS = `
  SELECT credits, "references", sum_vnd, entries, debit_vnd, credit_vnd
  FROM (SELECT count(*)::int AS credits, count(DISTINCT bank_reference)::int AS "references",
               coalesce(sum(amount_vnd), 0)::text AS sum_vnd FROM bank_credits) AS credits,
       (SELECT count(*)::int AS entries FROM entries WHERE kind = 'credit') AS entries,
       (SELECT coalesce(sum(debit_vnd), 0)::text AS debit_vnd, coalesce(sum(credit_vnd), 0)::text AS credit_vnd
        FROM postings) AS postings`;

export const readBooks = (url: string): Promise<BooksRead> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<BooksRead>(BOOKS);
    const [books] = rows;
    if (books === undefined) throw new Error('the books cannot be read');
    return books;
  });

/** Sentences about what was lost, doubled or does not balance; none when all is well. */
export const differencesOf = (read: BooksRead, { count, sumVnd }: Expected): readonly string[] => {
  const differences: string[] = [];
  if (read.credits !== count) differences.push(`${count} credits were answered, ${read.credits} are stored`);
  if (read.references !== read.credits) differences.push(`${read.credits - read.references} credits are stored twice`);
  if (BigInt(read.sum_vnd) !== sumVnd) differences.push(`${sumVnd} VND were answered, ${read.sum_vnd} are stored`);
  if (read.entries !== read.credits) differences.push(`${read.credits} credits have ${read.entries} entries`);
  if (read.debit_vnd !== read.credit_vnd)
    differences.push(`the ledger does not balance: ${read.debit_vnd} and ${read.credit_vnd} VND`);
  if (BigInt(read.debit_vnd) !== sumVnd) differences.push(`the ledger moved ${read.debit_vnd} VND`);
  return differences;
};
