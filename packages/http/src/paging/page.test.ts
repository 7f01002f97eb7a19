import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { encodeCursor } from './cursor';
import { type CursorPage, cursorPage, NUMBER_PART, requireCursor, TEXT_PART } from './page';

const ROWS = Array.from({ length: 5 }, (_, index) => ({ name: `n${index}`, place: index }));
const NAME = z.string().regex(/^n\d$/);

/** The numbers of a list, page by page: `find` is told where to go on. */
const pageOf = (query: { readonly pageSize: number; readonly cursor?: string }) =>
  cursorPage({
    query,
    parts: [NAME, NUMBER_PART],
    find: async ([name, place], take) =>
      ROWS.filter((row) => name === undefined || place === undefined || row.place > place).slice(0, take),
    cursorOf: ({ name, place }) => [name, String(place)],
    view: ({ place }) => place,
  });

describe('a page', () => {
  it('ends with a cursor of its last row while there is more, and each row is on one page', async () => {
    const first = await pageOf({ pageSize: 2 });
    expect(first).toEqual({ items: [0, 1], nextCursor: encodeCursor(['n1', '1']) });
    const second = await pageOf({ pageSize: 3, cursor: first.nextCursor ?? '' });
    expect(second).toEqual({ items: [2, 3, 4] });
  });

  it('that is just full is the last one', async () => {
    expect(await pageOf({ pageSize: 5 })).toEqual({ items: [0, 1, 2, 3, 4] });
  });

  it('of an empty list is empty', async () => {
    const page = cursorPage({
      query: { pageSize: 2 },
      parts: [Id],
      find: async (): Promise<string[]> => [],
      cursorOf: (id) => [id],
      view: (row) => row,
    });
    expect(await page).toEqual({ items: [] });
  });

  it.each([
    ['of another length', encodeCursor(['n1'])],
    ['that is none', 'x'],
    ['whose first value is written otherwise', encodeCursor(['x', '1'])],
    ['whose number is none', encodeCursor(['n1', 'x'])],
    ['whose number is below 0', encodeCursor(['n1', '-1'])],
    ['whose number no column holds', encodeCursor(['n1', '9999999999'])],
  ])('is refused for a cursor %s', async (_, cursor) => {
    const refused = { code: 'request.invalid', params: { errors: [{ pointer: '/query/cursor' }] } };
    await expect(pageOf({ pageSize: 2, cursor })).rejects.toMatchObject(refused);
    expect(() => requireCursor(cursor, [NAME, NUMBER_PART])).toThrow(
      expect.objectContaining({ code: 'request.invalid' }),
    );
  });

  it('has a text in its cursor only if a database can hold it', () => {
    expect(() => requireCursor(encodeCursor(['Đặng']), [TEXT_PART])).not.toThrow();
    for (const text of ['a\0', '\ud800'])
      expect(() => requireCursor(encodeCursor([text]), [TEXT_PART])).toThrow('request.invalid');
  });

  it('says of each value in its cursor how it is written', () => {
    type OfTwo = CursorPage<string, string, readonly [typeof Id, typeof Id]>;
    const mayBeShort: readonly [string] extends ReturnType<OfTwo['cursorOf']> ? true : false = false;
    expect(mayBeShort).toBe(false);
  });
});
