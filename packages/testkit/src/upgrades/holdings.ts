import type { Client } from '@ansinh/database/session';
import { readTables, type Table } from './catalogue';
import { quoted } from './try-rows';

type Held = {
  readonly name: string;
  readonly count: number;
  /** The places of the columns of its primary key, and the rows by what stands in them. */
  readonly keys: readonly number[];
  readonly rows: ReadonlySet<string>;
  /** How many rows have a value in a column, by its place in the table. */
  readonly columns: ReadonlyMap<number, { readonly name: string; readonly values: number }>;
};

/** What a database holds, by the numbers that its tables and columns keep under another name. */
export type Holdings = ReadonlyMap<number, Held>;

const placesOf = ({ keys, columns }: Table): number[] =>
  columns.flatMap(({ name, place }) => (keys.includes(name) ? [place] : []));

const heldIn = async (
  client: Client,
  { schema, name, sql, columns }: Table,
  keys: readonly number[],
): Promise<Held> => {
  const named = columns.filter(({ place }) => keys.includes(place));
  const key = named.map((column) => `${quoted(column.name)}::text`).join(", '|', ");
  const counts = columns.map((column) => `count(${quoted(column.name)})`).join(', ');
  const { rows } = await client.query<{ keys: string[] | null; count: number; values: number[] }>(
    `SELECT ${named.length === 0 ? 'NULL::text[]' : `array_agg(concat(${key}))`} AS keys, count(*)::int AS count,
            ARRAY[${counts}]::int[] AS values
     FROM ${sql}`,
  );
  const [row] = rows;
  return {
    name: `${schema}.${name}`,
    count: row?.count ?? 0,
    keys,
    rows: new Set(row?.keys ?? []),
    columns: new Map(columns.map(({ place, name: of }, at) => [place, { name: of, values: row?.values[at] ?? 0 }])),
  };
};

/** Rows are known by the key that they had `before`: a migration may give their table another one. */
export const readHoldings = async (client: Client, before?: Holdings): Promise<Holdings> => {
  const tables = await readTables(client);
  const held = new Map<number, Held>();
  for (const table of tables)
    held.set(table.id, await heldIn(client, table, before?.get(table.id)?.keys ?? placesOf(table)));
  return held;
};

const lostOf = (before: Held, after: Held | undefined): string[] => {
  if (after === undefined) return before.count === 0 ? [] : [`table ${before.name}`];
  const rows = [...before.rows].filter((key) => !after.rows.has(key)).length;
  const lost = Math.max(rows, before.count - after.count);
  if (lost > 0) return [`rows of ${before.name}`];
  return [...before.columns].flatMap(([place, { name, values }]) =>
    (after.columns.get(place)?.values ?? 0) < values ? [`values of ${before.name}.${name}`] : [],
  );
};

/** What is not there any more: tables with rows, rows, values of a column; by the names of before. */
export const lostBetween = (before: Holdings, after: Holdings): string[] =>
  [...before].flatMap(([id, held]) => lostOf(held, after.get(id))).sort();
