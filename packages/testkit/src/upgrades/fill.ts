import type { Client } from '@ansinh/database/session';
import fc from 'fast-check';
import { freshRows, likeThose, rowsOf } from './candidates';
import { readTables, type Table } from './catalogue';
import { type Answer, type Candidate, prepareTrying, tryRows } from './try-rows';
import type { Known } from './values';

export type Filling = {
  readonly seed: number;
  /** How many rows a table shall have that has none. */
  readonly rows: number;
  /** How many more one shall have that has rows already: they may hold what is new. */
  readonly more: number;
  readonly known: Known;
  /** The tables when they were filled last: those that are as they were get no more. */
  readonly before: readonly Table[];
};

const AT_ONCE = 100;
/** So many rounds in a row without a new row end it: there are no more (a small key), or none at all. */
const VAIN_MAX = 12;
const NEAREST_MAX = 10;

const countOf = async (client: Client, { sql }: Table): Promise<number> => {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`);
  return rows[0]?.count ?? 0;
};

const nearestOf = (answers: readonly Answer[]): Answer[] =>
  [...answers].sort((one, other) => one.broken - other.broken).slice(0, NEAREST_MAX);

/** Row after row like those that were taken, or like those that broke the fewest checks as long as none was. */
const fillTable = async (client: Client, table: Table, filling: Filling & { tables: readonly Table[] }) => {
  const names = table.columns.map(({ name }) => name);
  const before = await countOf(client, table);
  const wanted = before === 0 ? filling.rows : before + filling.more;
  const fresh = await freshRows(client, table, filling);
  const taken: Candidate[] = await rowsOf(client, table, names);
  let nearest: readonly Answer[] = [];
  let count = before;
  let refusals: readonly string[] = [];
  for (let [round, vain] = [0, 0]; count < wanted && vain < VAIN_MAX; round += 1) {
    const best = taken.length > 0 ? taken : nearest.map(({ candidate }) => candidate);
    const source = best.length === 0 ? fresh : fc.oneof(fresh, { weight: 3, arbitrary: likeThose(table, best, fresh) });
    const candidates = fc.sample(source, { seed: filling.seed + round, numRuns: AT_ONCE });
    const tried = await tryRows(client, table, candidates);
    const added = tried.answers.filter(({ isTaken }) => isTaken);
    const closest = nearestOf([...nearest, ...tried.answers]);
    const isCloser = (closest[0]?.broken ?? 0) < (nearest[0]?.broken ?? Number.POSITIVE_INFINITY);
    vain = added.length > 0 || isCloser ? 0 : vain + 1;
    taken.push(...added.map(({ candidate }) => candidate));
    count += added.length;
    nearest = closest;
    refusals = tried.refusals;
  }
  if (count === 0)
    throw new Error(`no row was found that ${table.sql} takes: ${[...new Set(refusals)].slice(0, 5).join('; ')}`);
};

/**
 * Gives every table rows that its constraints admit, as the catalogue says them: keys, foreign keys, checks, types. Triggers
 * of ours are off meanwhile, since what they demand is no property of a row (an entry that balances).
 * @returns the tables as they are now
 */
export const fillTables = async (client: Client, filling: Filling): Promise<readonly Table[]> => {
  const tables = await readTables(client);
  const before = new Set(filling.before.map((table) => JSON.stringify(table)));
  await prepareTrying(client);
  for (const table of tables) {
    if (before.has(JSON.stringify(table))) continue;
    await client.query(`ALTER TABLE ${table.sql} DISABLE TRIGGER USER`);
    await fillTable(client, table, { ...filling, tables });
    await client.query(`ALTER TABLE ${table.sql} ENABLE TRIGGER USER`);
  }
  return tables;
};
