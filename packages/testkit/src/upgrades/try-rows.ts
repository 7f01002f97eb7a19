import type { Client } from '@ansinh/database/session';
import type { Table } from './catalogue';
import { equationsOf } from './equations';

/** A row as JSON, by the names of its columns. */
export type Candidate = Readonly<Record<string, unknown>>;

/** What the table said to a row: it is there, or so many checks of the table do not hold for it. */
export type Answer = { readonly candidate: Candidate; readonly isTaken: boolean; readonly broken: number };
export type Tried = { readonly answers: readonly Answer[]; readonly refusals: readonly string[] };

type Said = { readonly broken: readonly number[]; readonly refusals: readonly string[] };

const TAKEN = -1;
/** A check that cannot even be computed: `jsonb_array_length` of what is no array. */
const SENSELESS = 1_000;

// Each row in a subtransaction of its own: the table itself says which it takes.
const FUNCTION = `
  CREATE OR REPLACE FUNCTION pg_temp.try_rows(inserting text, judging text, candidates jsonb)
  RETURNS json LANGUAGE plpgsql AS $$
  DECLARE candidate jsonb; verdict int; verdicts int[] := '{}'; refused text; refusals text[] := '{}';
  BEGIN
    FOR candidate IN SELECT value FROM jsonb_array_elements(candidates) LOOP
      BEGIN
        EXECUTE inserting USING candidate;
        verdict := ${TAKEN};
      EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN
        GET STACKED DIAGNOSTICS refused = MESSAGE_TEXT;
        refusals := refusals || refused;
        BEGIN
          EXECUTE judging USING candidate INTO verdict;
        EXCEPTION WHEN data_exception THEN
          verdict := ${SENSELESS};
        END;
      END;
      verdicts := verdicts || verdict;
    END LOOP;
    RETURN json_build_object('broken', verdicts, 'refusals', refusals);
  END $$`;

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const statementsOf = (table: Table) => {
  const equations = equationsOf(table);
  const columns = table.columns.filter(({ isMade }) => !isMade).map(({ name }) => name);
  const values = columns.map((name) => `${equations.get(name) ?? `given.${quoted(name)}`} AS ${quoted(name)}`);
  const row = `SELECT ${values.join(', ')} FROM jsonb_populate_record(NULL::${table.sql}, $1) AS given`;
  const broken = table.checks.map(({ expression }) => `((${expression}) IS FALSE)::int`);
  return {
    inserting: `INSERT INTO ${table.sql} (${columns.map(quoted).join(', ')}) ${row}`,
    judging: `SELECT ${['0', ...broken].join(' + ')} FROM (${row}) AS built`,
  };
};

export const prepareTrying = async (client: Client): Promise<void> => {
  await client.query(FUNCTION);
};

/** Gives rows to a table: those that it takes stay there. */
export const tryRows = async (client: Client, table: Table, candidates: readonly Candidate[]): Promise<Tried> => {
  const { inserting, judging } = statementsOf(table);
  const { rows } = await client.query<{ said: Said }>('SELECT pg_temp.try_rows($1, $2, $3::jsonb) AS said', [
    inserting,
    judging,
    JSON.stringify(candidates),
  ]);
  const { broken = [], refusals = [] } = rows[0]?.said ?? {};
  return {
    answers: candidates.map((candidate, place) => {
      const verdict = broken[place] ?? SENSELESS;
      return { candidate, isTaken: verdict === TAKEN, broken: verdict };
    }),
    refusals,
  };
};
