import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { type EnteredValue, FIRST_LAW, lawOf } from './law.rules';

/**
 * The law in memory, made once from the rows that it stands in. Who asks says by a digest which rows those are, so that it is
 * never older than the transaction that asks, and rows are read and checked only when they have changed.
 */
export class LawCopy {
  #made: { readonly digest: string; readonly law: Law } | undefined;

  /** @param digest of all rows; null when there are none */
  async at(digest: string | null, read: () => PromiseLike<readonly EnteredValue[]>): Promise<Law> {
    if (digest === null) return FIRST_LAW;
    if (this.#made?.digest === digest) return this.#made.law;
    const law = lawOf(await read());
    this.#made = { digest, law };
    return law;
  }
}
