import { keyRing, type SealedColumn, sealAnew } from '@ansinh/secrets';

export type Place = { readonly column: string; readonly after: string };

/** Seals a page of `limit` rows of a column by the newest key. @returns where the next one begins; undefined behind the last column */
export const sealPage = async <Db>(
  db: Db,
  columns: readonly SealedColumn<Db>[],
  { column: name, after }: Place,
  limit: number,
): Promise<Place | undefined> => {
  const index = columns.findIndex((column) => column.name === name);
  const column = columns[index];
  // A column that this release has no more: the job goes on with none.
  if (column === undefined) return undefined;
  const until = (await column.next(db, { after, limit })).at(-1)?.key;
  if (until === undefined) {
    const next = columns[index + 1];
    return next === undefined ? undefined : { column: next.name, after: '' };
  }
  const page = await column.load(db, { prefix: keyRing().prefix, after, until });
  const sealed = page.map((row) => ({ ...row, value: sealAnew(row.value, row.owner) }));
  if (sealed.length > 0) await column.save(db, sealed);
  return { column: name, after: until };
};
