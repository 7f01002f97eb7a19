import type { ImportRow } from '@ansinh/contracts/enrollment/imports.api';
import { createRandom } from '../random';
import { type CardGroup, cardFor, cardGroupAt, type SampleCard } from './cards';
import { personAt, personInputOf, type SamplePerson } from './people';

export type ImportedPerson = { readonly person: SamplePerson; readonly card: SampleCard };

export type ImportWish = {
  readonly seed: number;
  readonly count: number;
  /** Number of the first person: ranges that do not overlap make people that do not meet. */
  readonly firstIndex?: number;
  /** Where the imported people are registered, in turn by chance. Must not be empty. */
  readonly initialFacilityCodes: readonly string[];
  /** Calendar year of the cards. */
  readonly year?: number;
};

/** Person and card number `index`, independent of all others. A group narrows the ages. */
export const importedPersonAt = (
  wish: Omit<ImportWish, 'count' | 'firstIndex'>,
  index: number,
  group?: CardGroup,
): ImportedPerson => {
  const random = createRandom(wish.seed).fork(`import:${index}`);
  const drawn = cardGroupAt(random);
  const chosen = group ?? drawn;
  const person = personAt(wish.seed, index, { age: chosen.age });
  const initialFacilityCode = random.pick(wish.initialFacilityCodes);
  const card = cardFor(random, person, { group: chosen, initialFacilityCode, year: wish.year ?? 2026 });
  return { person, card };
};

export const importRowOf = ({ person, card }: ImportedPerson): ImportRow => ({ ...personInputOf(person), card });

/** The rows of POST /v1/imports/participants, one after the other: any number in constant memory. */
export function* importRows(wish: ImportWish): Generator<ImportRow, void, undefined> {
  const first = wish.firstIndex ?? 0;
  for (let index = first; index < first + wish.count; index += 1) yield importRowOf(importedPersonAt(wish, index));
}

const CHUNK_ROWS = 500;

/** The same rows as NDJSON in chunks of some 100 kB, ready for `Readable.from`. */
export function* importNdjson(wish: ImportWish): Generator<string, void, undefined> {
  let lines: string[] = [];
  for (const row of importRows(wish)) {
    lines.push(`${JSON.stringify(row)}\n`);
    if (lines.length < CHUNK_ROWS) continue;
    yield lines.join('');
    lines = [];
  }
  if (lines.length > 0) yield lines.join('');
}
