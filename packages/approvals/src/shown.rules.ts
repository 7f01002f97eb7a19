import type { ApprovalShown } from '@ansinh/contracts/operations/approvals.api';

/** All that the second person sees of a request: what the digest stands for. */
export type Content = { readonly kind: string; readonly thing: string; readonly shows: ApprovalShown };

/** When something was done: what is made in between is new. */
export type Run = {
  /** The clock of the transaction. */
  readonly now: Date;
  /** The clock by which ids are made. */
  readonly sinceMs: number;
  readonly untilMs: number;
  /** What it has drawn from a sequence, or by chance: another run draws others. */
  readonly drawn?: ReadonlySet<string>;
};

const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The first 48 bits of a UUIDv7 are milliseconds. */
const millisecondsOf = (id: string): number => Number.parseInt(`${id.slice(0, 8)}${id.slice(9, 13)}`, 16);

export const mapTexts = (value: unknown, textOf: (text: string) => string): unknown => {
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, textOf));
  if (typeof value !== 'object' || value === null) return value;
  // Also the names of its members: an answer may be a table by id.
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [textOf(name), mapTexts(part, textOf)]));
};

/** Gives each of the drawn texts another name, wherever it stands: also inside of a word, as in the number of a card. */
const renaming = (drawn: ReadonlySet<string>, nameOf: (one: string) => string): ((text: string) => string) => {
  if (drawn.size === 0) return (text) => text;
  // Once for all texts: a list of workers draws thousands, and tells of them in a hundred thousand texts.
  const lengths = [...new Set([...drawn].map(({ length }) => length))].sort((one, other) => other - one);
  return (text) => {
    const read = (at: number): string | undefined =>
      lengths.map((length) => text.slice(at, at + length)).find((part) => drawn.has(part));
    let told = '';
    for (let at = 0; at < text.length; ) {
      const found = read(at);
      told += found === undefined ? text[at] : nameOf(found);
      at += found?.length ?? 1;
    }
    return told;
  };
};

/** The end of tokens is told by the next whole second. */
const NOW_MS = 1_000;

/**
 * What a run has made without what differs each time it is made: an id that this run has made is `(new 1)`, in order of their
 * first place in all that is settled, and the time of the run is `(now)`. Two runs that do the same are equal.
 */
export const settling = ({ now, sinceMs, untilMs, drawn = new Set() }: Run): ((made: unknown) => unknown) => {
  const known = new Map<string, string>();
  const newName = (made: string): string => {
    const name = known.get(made) ?? `(new ${known.size + 1})`;
    known.set(made, name);
    return name;
  };
  const nameOf = (id: string): string => {
    const ms = millisecondsOf(id);
    return ms < sinceMs || ms > untilMs ? id : newName(id);
  };
  const renamed = renaming(drawn, newName);
  const textOf = (text: string): string => renamed(text.replace(ID, nameOf));
  const isNow = (text: string): boolean => {
    if (!INSTANT.test(text)) return false;
    const afterMs = Date.parse(text) - now.getTime();
    return afterMs >= 0 && afterMs <= NOW_MS;
  };
  return (made) => mapTexts(made, (text) => (isNow(text) ? '(now)' : textOf(text)));
};

/** One thing settled for itself, as an answer. */
export const settled = (answer: unknown, run: Run): unknown => settling(run)(answer);

/** How deep a difference is named. */
const DEPTH_MAX = 3;
const DIFFERENCES_MAX = 20;

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const placesOf = (one: unknown, other: unknown, place: readonly string[]): string[] => {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  if (!isTable(one) || !isTable(other) || place.length === DEPTH_MAX) return [place.join('.')];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) => placesOf(one[name], other[name], [...place, name]));
};

/** A sum over all of it stands for what it is over. */
const withoutSum = (place: string): string => place.replace(/\.sha256$/, '');

/** Where two contents differ, by places and never by what stands there: `answer.amountVnd`, `effect`. */
export const differencesOf = (one: ApprovalShown, other: ApprovalShown): string[] =>
  [...new Set(placesOf(one, other, []).map(withoutSum))].slice(0, DIFFERENCES_MAX);
