import type { Page } from '@ansinh/contracts/wire/common.api';
import { decodeCursor, encodeCursor, foreignCursor } from './cursor';

export type CursorPage<Row, Item> = {
  readonly query: { readonly pageSize: number; readonly cursor?: string | undefined };
  /** How many sort values a cursor has; or what each of them looks like, where a foreign one must not reach the database. */
  readonly parts: number | readonly RegExp[];
  /** The next `take` rows of a stable order, behind the row that had the sort values `after`: empty for the first page. */
  readonly find: (after: readonly string[], take: number) => PromiseLike<readonly Row[]>;
  /** The sort values of a row. */
  readonly cursorOf: (last: Row) => readonly string[];
  readonly view: (row: Row) => Item;
};

const placeOf = (cursor: string | undefined, parts: number | readonly RegExp[]): readonly string[] => {
  const patterns = typeof parts === 'number' ? [] : parts;
  const place = decodeCursor(cursor, typeof parts === 'number' ? parts : parts.length) ?? [];
  if (place.some((part, index) => patterns[index]?.test(part) === false)) throw foreignCursor();
  return place;
};

/**
 * One page of a list. A row more than the page is read: only by it is known whether there is a next page.
 * @throws Rejection request.invalid for a cursor that we did not make
 */
export const cursorPage = async <Row, Item>(page: CursorPage<Row, Item>): Promise<Page<Item>> => {
  const { query, parts, find, cursorOf, view } = page;
  const found = await find(placeOf(query.cursor, parts), query.pageSize + 1);
  const rows = found.slice(0, query.pageSize);
  const last = rows.at(-1);
  const items = rows.map(view);
  return found.length > rows.length && last !== undefined
    ? { items, nextCursor: encodeCursor(cursorOf(last)) }
    : { items };
};
