import type { TransactionClient } from '@ansinh/database';
import type { Register } from './register';
import type { SealedRow } from './seal';
import type { Span } from './span';

/**
 * What does not agree. Of a seal: `seal-changed`, `seal-missing`, `seal-not-expected` (not the one that was written down
 * elsewhere), `register-unknown`. Of a row: `changed`, `removed`, `inserted` (below what was sealed and in no seal, or beyond
 * all that the sequence gave), `stray` (in the tables of the register, on no row of it, so that no seal can hold it: how many), `end-missing` (the
 * last number that was given has no row, and none came after it), `out-of-order` (its time is long before the sealing that did not see it, or after its
 * own), `unsealed` (the oldest of those that have waited for a seal for long).
 */
export type Finding = {
  readonly what:
    | 'seal-changed'
    | 'seal-missing'
    | 'seal-not-expected'
    | 'register-unknown'
    | 'changed'
    | 'removed'
    | 'inserted'
    | 'stray'
    | 'end-missing'
    | 'out-of-order'
    | 'unsealed';
  readonly register: string;
  readonly seal?: bigint;
  readonly position?: bigint;
  /** How many, where they are not named one by one. */
  readonly rows?: bigint;
};

export type Found = {
  readonly findings: readonly Finding[];
  /** Findings beyond those that are listed. */
  readonly more: number;
};

const FINDINGS_MAX = 1_000;

/** What was found: the first of it by itself, and how much more there is. */
export class Findings {
  readonly #listed: Finding[] = [];
  #more = 0;

  add(finding: Finding): void {
    if (this.#listed.length < FINDINGS_MAX) this.#listed.push(finding);
    else this.#more += 1;
  }

  get result(): Found {
    return { findings: this.#listed, more: this.#more };
  }
}

const ROWS_AT_ONCE = 1_000;

const readSpan = async (db: TransactionClient, register: Register, span: Span): Promise<SealedRow[]> => {
  const rows: SealedRow[] = [];
  for (let from = span.from; ; ) {
    const found = await register.read(db, { ...span, from }, ROWS_AT_ONCE);
    rows.push(...found);
    const last = found.at(-1);
    if (found.length < ROWS_AT_ONCE || last === undefined) return rows;
    from = last.position + 1n;
  }
};

/** All rows of spans, page after page. */
export const readSpans = async (
  db: TransactionClient,
  register: Register,
  spans: readonly Span[],
): Promise<SealedRow[]> => {
  const rows: SealedRow[] = [];
  for (const span of spans) rows.push(...(await readSpan(db, register, span)));
  return rows;
};
