import { keyRing, type SealedColumn, sealAnew } from '@ansinh/secrets';

export type Place = { readonly column: string; readonly after: string };

/** Seals a page of a column by the newest key. @returns where the next one begins; undefined behind the last column */
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
  const page = await column.load(db, { prefix: keyRing().prefix, after, limit });
  const sealed = page.map((row) => ({ ...row, value: sealAnew(row.value, row.owner) }));
  if (sealed.length > 0) await column.save(db, sealed);
  const last = page.at(-1);
  // A column may give fewer than it was asked for: its values are large.
  if (last !== undefined) return { column: name, after: last.key };
  const next = columns[index + 1];
  return next === undefined ? undefined : { column: next.name, after: '' };
};
