import { isWholeText } from '@ansinh/contracts/vocabulary/text';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { decodeCursor, encodeCursor, foreignCursor } from './cursor';

type Schemas = readonly z.ZodType<unknown, string>[];

export type CursorPage<Row, Item, Parts extends Schemas> = {
  readonly query: { readonly pageSize: number; readonly cursor?: string | undefined };
  /** What each sort value of a cursor is written like: a forged one does not reach the database. */
  readonly parts: Parts;
  /** The next `take` rows of a stable order, behind the row that had the sort values `after`: empty for the first page. */
  readonly find: (
    after: { readonly [Place in keyof Parts]?: z.output<Parts[Place]> },
    take: number,
  ) => PromiseLike<readonly Row[]>;
  /** The sort values of a row. */
  readonly cursorOf: (last: Row) => { readonly [Place in keyof Parts]: string };
  readonly view: (row: Row) => Item;
};

/** A sort value that is a whole number, not below 0, of a column of 32 bits. */
export const NUMBER_PART = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** A sort value that is any text that a database can hold. */
export const TEXT_PART = z.string().refine(isWholeText);

const valuesOf = (cursor: string | undefined, parts: Schemas): readonly unknown[] =>
  (decodeCursor(cursor, parts.length) ?? []).map((text, place) => {
    const read = parts[place]?.safeParse(text);
    if (read?.success !== true) throw foreignCursor();
    return read.data;
  });

/** For a list that others page. @throws Rejection request.invalid for a cursor that we did not make */
export const requireCursor = (cursor: string | undefined, parts: Schemas): void => {
  valuesOf(cursor, parts);
};

/**
 * One page of a list. A row more than the page is read: only by it is known whether there is a next page.
 * @throws Rejection request.invalid for a cursor that we did not make
 */
export const cursorPage = async <Row, Item, const Parts extends Schemas>(
  page: CursorPage<Row, Item, Parts>,
): Promise<Page<Item>> => {
  const { query, parts, find, cursorOf, view } = page;
  // Each value was read by its part, so that the types agree by construction.
  const after = valuesOf(query.cursor, parts) as { readonly [Place in keyof Parts]?: z.output<Parts[Place]> };
  const found = await find(after, query.pageSize + 1);
  const rows = found.slice(0, query.pageSize);
  const last = rows.at(-1);
  const items = rows.map(view);
  return found.length > rows.length && last !== undefined
    ? { items, nextCursor: encodeCursor([...cursorOf(last)]) }
    : { items };
};
