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
};

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The first 48 bits of a UUIDv7 are milliseconds. */
const millisecondsOf = (id: string): number => Number.parseInt(`${id.slice(0, 8)}${id.slice(9, 13)}`, 16);

const mapTexts = (value: unknown, textOf: (text: string) => string): unknown => {
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, textOf));
  if (typeof value !== 'object' || value === null) return value;
  // Also the names of its members: an answer may be a table by id.
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [textOf(name), mapTexts(part, textOf)]));
};

/**
 * An answer without what differs each time it is made: an id that this run has made is `(new 1)`, in order of their first
 * place, and the time of the run is `(now)`. Two runs that do the same are equal.
 */
export const settled = (answer: unknown, { now, sinceMs, untilMs }: Run): unknown => {
  const known = new Map<string, string>();
  const nameOf = (id: string): string => {
    const ms = millisecondsOf(id);
    if (ms < sinceMs || ms > untilMs) return id;
    const name = known.get(id) ?? `(new ${known.size + 1})`;
    known.set(id, name);
    return name;
  };
  return mapTexts(answer, (text) =>
    INSTANT.test(text) && Date.parse(text) === now.getTime() ? '(now)' : text.replace(UUID, nameOf),
  );
};
