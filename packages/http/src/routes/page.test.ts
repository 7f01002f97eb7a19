import { encodeCursor } from './cursor';
import { cursorPage } from './page';

const ROWS = Array.from({ length: 5 }, (_, index) => ({ name: `n${index}`, place: index }));

/** The numbers of a list, page by page: `find` is told where to go on. */
const pageOf = (
  query: { readonly pageSize: number; readonly cursor?: string },
  parts: number | readonly RegExp[] = 2,
) =>
  cursorPage({
    query,
    parts,
    find: async ([name, place], take) =>
      ROWS.filter((row) => name === undefined || row.place > Number(place)).slice(0, take),
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
      parts: 1,
      find: async () => [],
      cursorOf: () => [],
      view: (row) => row,
    });
    expect(await page).toEqual({ items: [] });
  });

  it.each([
    ['of another length', encodeCursor(['n1']), 2],
    ['that is none', 'x', 2],
    ['whose parts look otherwise', encodeCursor(['n1', 'x']), [/^n\d$/, /^\d$/]],
  ])('is refused for a cursor %s', async (_, cursor, parts) => {
    await expect(pageOf({ pageSize: 2, cursor }, parts)).rejects.toMatchObject({
      code: 'request.invalid',
      params: { errors: [{ pointer: '/query/cursor' }] },
    });
    expect(await pageOf({ pageSize: 1, cursor: encodeCursor(['n1', '1']) }, [/^n\d$/, /^\d$/])).toMatchObject({
      items: [2],
    });
  });
});
