import type { Client } from '@ansinh/database/session';
import fc, { type Arbitrary } from 'fast-check';
import type { Reference, Table } from './catalogue';
import { type Candidate, quoted } from './try-rows';
import { type Known, valuesOf } from './values';

const ROWS_MAX = 300;

/** Rows that are there, the same ones each time. */
export const rowsOf = async (
  client: Client,
  { sql, keys }: Table,
  columns: readonly string[],
): Promise<Candidate[]> => {
  const order = keys.length === 0 ? 'given::text' : keys.map((key) => `given.${quoted(key)}::text`).join(', ');
  const { rows } = await client.query<{ row: Candidate }>(
    `SELECT to_jsonb(given) AS row FROM ${sql} AS given ORDER BY ${order} LIMIT ${ROWS_MAX}`,
  );
  return rows.map(({ row }) => Object.fromEntries(columns.map((column) => [column, row[column]])));
};

/** The columns of a reference take the key of one row that is there; of a guessed one now and then of none. */
const referring = (parents: readonly Candidate[], { columns, keys, isGuessed }: Reference): Arbitrary<Candidate> => {
  if (parents.length === 0) return fc.constant({});
  const taken = fc
    .constantFrom(...parents)
    .map((parent): Candidate => Object.fromEntries(columns.map((column, at) => [column, parent[keys[at] ?? '']])));
  return isGuessed ? fc.oneof({ weight: 9, arbitrary: taken }, { weight: 1, arbitrary: fc.constant({}) }) : taken;
};

/** Rows that the table may perhaps take, with references to rows of others. */
export const freshRows = async (
  client: Client,
  table: Table,
  { known, tables }: { readonly known: Known; readonly tables: readonly Table[] },
): Promise<Arbitrary<Candidate>> => {
  const values = Object.fromEntries(table.columns.map((column) => [column.name, valuesOf(table, column, known)]));
  const references: Arbitrary<Candidate>[] = [];
  for (const reference of table.references) {
    const target = tables.find(({ id }) => id === reference.table);
    if (target === undefined) continue;
    const taken = referring(await rowsOf(client, target, reference.keys), reference);
    const isRequired = table.columns.some(({ name, isRequired: must }) => must && reference.columns.includes(name));
    const none: Candidate = Object.fromEntries(reference.columns.map((column) => [column, null]));
    references.push(isRequired ? taken : fc.oneof(taken, fc.constant(none)));
  }
  return fc
    .tuple(fc.record(values), ...references)
    .map(([row, ...taken]): Candidate => Object.assign({}, row, ...taken));
};

/** Rows like those that fit best so far, with a new key and some other columns: where many constraints meet, the way on. */
export const likeThose = (
  table: Table,
  best: readonly Candidate[],
  fresh: Arbitrary<Candidate>,
): Arbitrary<Candidate> =>
  fc
    .tuple(fc.constantFrom(...best), fresh, fc.subarray(table.columns.map(({ name }) => name)))
    .map(([like, other, names]) => ({
      ...like,
      ...Object.fromEntries([...table.keys, ...names].map((name) => [name, other[name]])),
    }));
