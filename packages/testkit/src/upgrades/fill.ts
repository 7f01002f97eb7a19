import type { Client } from '@ansinh/database';
import fc, { type Arbitrary } from 'fast-check';
import { type Reference, readTables, type Table } from './catalogue';
import { equationsOf } from './equations';
import { type Known, valuesOf } from './values';

export type Filling = {
  readonly seed: number;
  /** How many rows a table shall have that has none. */
  readonly rows: number;
  /** How many more one shall have that has rows already: they may hold what is new. */
  readonly more: number;
  readonly known: Known;
};

/** A row as JSON, by the names of its columns. */
type Candidate = Readonly<Record<string, unknown>>;
type Tried = { readonly accepted: readonly number[]; readonly refusals: readonly string[] };

const AT_ONCE = 100;
/** So many rounds in a row without a new row end it: there are no more (a small key), or none at all. */
const VAIN_MAX = 12;
const PARENTS_MAX = 300;

// Each row in a subtransaction of its own: the table itself says which it takes.
const TRY_ROWS = `
  CREATE OR REPLACE FUNCTION pg_temp.try_rows(statement text, candidates jsonb) RETURNS json LANGUAGE plpgsql AS $$
  DECLARE candidate jsonb; place int := 0; accepted int[] := '{}'; refusals text[] := '{}'; refused text;
  BEGIN
    FOR candidate IN SELECT value FROM jsonb_array_elements(candidates) LOOP
      BEGIN
        EXECUTE statement USING candidate;
        accepted := accepted || place;
      EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN
        GET STACKED DIAGNOSTICS refused = MESSAGE_TEXT;
        refusals := refusals || refused;
      END;
      place := place + 1;
    END LOOP;
    RETURN json_build_object('accepted', accepted, 'refusals', refusals);
  END $$`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const statementOf = (table: Table): string => {
  const equations = equationsOf(table);
  const columns = table.columns.filter(({ isMade }) => !isMade).map(({ name }) => name);
  const values = columns.map((name) => equations.get(name) ?? `given.${quoted(name)}`);
  return `INSERT INTO ${table.sql} (${columns.map(quoted).join(', ')})
    SELECT ${values.join(', ')} FROM jsonb_populate_record(NULL::${table.sql}, $1) AS given`;
};

const rowsOf = async (client: Client, { sql, keys }: Table, columns: readonly string[]): Promise<Candidate[]> => {
  const order = keys.length === 0 ? 'given::text' : keys.map((key) => `given.${quoted(key)}::text`).join(', ');
  const { rows } = await client.query<{ row: Candidate }>(
    `SELECT to_jsonb(given) AS row FROM ${sql} AS given ORDER BY ${order} LIMIT ${PARENTS_MAX}`,
  );
  return rows.map(({ row }) => Object.fromEntries(columns.map((column) => [column, row[column]])));
};

const countOf = async (client: Client, { sql }: Table): Promise<number> => {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`);
  return rows[0]?.count ?? 0;
};

/** The columns of a reference take the key of one row that is there. */
const referring = (parents: readonly Candidate[], { columns, keys, isGuessed }: Reference): Arbitrary<Candidate> => {
  if (parents.length === 0) return fc.constant({});
  const taken = fc
    .constantFrom(...parents)
    .map((parent) => Object.fromEntries(columns.map((column, index) => [column, parent[keys[index] ?? '']])));
  return isGuessed ? fc.oneof({ weight: 9, arbitrary: taken }, { weight: 1, arbitrary: fc.constant({}) }) : taken;
};

/** Rows that the table may perhaps take; what may be missing of a reference is missing now and then. */
const candidatesOf = async (
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
    const none = Object.fromEntries(reference.columns.map((column) => [column, null]));
    references.push(isRequired ? taken : fc.oneof(taken, fc.constant<Candidate>(none)));
  }
  return fc
    .tuple(fc.record(values), ...references)
    .map(([row, ...taken]): Candidate => Object.assign({}, row, ...taken));
};

/** A row like one that was taken, with a new key and some other columns: where many constraints meet, the way on. */
const changed = (table: Table, taken: readonly Candidate[], fresh: Arbitrary<Candidate>): Arbitrary<Candidate> =>
  fc
    .tuple(fc.constantFrom(...taken), fresh, fc.subarray(table.columns.map(({ name }) => name)))
    .map(([like, other, names]) => ({
      ...like,
      ...Object.fromEntries([...table.keys, ...names].map((name) => [name, other[name]])),
    }));

const fillTable = async (client: Client, table: Table, filling: Filling & { tables: readonly Table[] }) => {
  const before = await countOf(client, table);
  const wanted = before === 0 ? filling.rows : before + filling.more;
  const fresh = await candidatesOf(client, table, filling);
  const taken = await rowsOf(
    client,
    table,
    table.columns.map(({ name }) => name),
  );
  const statement = statementOf(table);
  let [count, vain, round] = [before, 0, 0];
  let refusals: readonly string[] = [];
  while (count < wanted && vain < VAIN_MAX) {
    const source =
      taken.length === 0 ? fresh : fc.oneof(fresh, { weight: 3, arbitrary: changed(table, taken, fresh) });
    const candidates = fc.sample(source, { seed: filling.seed + round, numRuns: AT_ONCE });
    const { rows } = await client.query<{ tried: Tried }>('SELECT pg_temp.try_rows($1, $2::jsonb) AS tried', [
      statement,
      JSON.stringify(candidates),
    ]);
    const tried = rows[0]?.tried ?? { accepted: [], refusals: [] };
    for (const place of tried.accepted) taken.push(candidates[place] ?? {});
    count += tried.accepted.length;
    vain = tried.accepted.length === 0 ? vain + 1 : 0;
    refusals = tried.refusals;
    round += 1;
  }
  if (count === 0)
    throw new Error(`no row was found that ${table.sql} takes: ${[...new Set(refusals)].slice(0, 5).join('; ')}`);
};

/**
 * Gives every table rows that its constraints admit, as the catalogue says them: keys, foreign keys, checks, types. Triggers
 * of ours are off meanwhile, since what they demand is no property of a row (an entry that balances).
 */
export const fillTables = async (client: Client, filling: Filling): Promise<void> => {
  const tables = await readTables(client);
  await client.query(TRY_ROWS);
  for (const table of tables) {
    await client.query(`ALTER TABLE ${table.sql} DISABLE TRIGGER USER`);
    await fillTable(client, table, { ...filling, tables });
    await client.query(`ALTER TABLE ${table.sql} ENABLE TRIGGER USER`);
  }
};
