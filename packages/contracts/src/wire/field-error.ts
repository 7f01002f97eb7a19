import { z } from 'zod';

/** One field that is wrong: an RFC 6901 pointer into the sent body (for XML: table, row and tag). */
export const FieldError = z
  .object({ pointer: z.string(), detail: z.string(), code: z.string().optional() })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;

/** The most findings that one refusal tells: what has more of them has one cause many times over. */
export const FINDINGS_MAX = 100;

/** What a refusal tells of what is wrong: how much there is, and the first of it. */
export type ToldFindings = { readonly findings: number; readonly errors: readonly FieldError[] };

/** No more are put into words than are told: a file with a million faults is refused as fast as one with a hundred. */
export const toldFindings = <Item>(items: readonly Item[], tell: (item: Item) => FieldError): ToldFindings => ({
  findings: items.length,
  errors: items.slice(0, FINDINGS_MAX).map(tell),
});

/** Counts what is found wrong, and keeps what will be told of it. */
export class FindingCount {
  #findings = 0;
  readonly #errors: FieldError[] = [];

  add(tell: () => FieldError): void {
    this.#findings += 1;
    if (this.#errors.length < FINDINGS_MAX) this.#errors.push(tell());
  }

  get findings(): number {
    return this.#findings;
  }

  get told(): ToldFindings {
    return { findings: this.#findings, errors: this.#errors };
  }
}

/** The steps to a value as an RFC 6901 pointer. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
