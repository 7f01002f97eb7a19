import type { TrialBalance } from '@ansinh/contracts/payment/api';
import { arrayColumn, newId, type TransactionClient } from '@ansinh/database';
import { raw } from '@prisma/client/runtime/client';
import { type AccountFamilies, type AccountOf, openingOf } from './account.rules';
import { type JournalEntry, postingsOf } from './entry.rules';
import { type AccountSums, trialBalanceOf } from './trial-balance.rules';

/** The table of entries of a service, and how it calls what every entry has. */
export type EntryTable = {
  readonly name: string;
  readonly id: string;
  /** The sequence that numbers the entries; without one an entry is given a UUID. */
  readonly sequence?: string;
  readonly kind: string;
  /** A column for the source and one for its version, or one text for both: `<source>:<version>`. */
  readonly source: string | { readonly id: string; readonly version: string };
  readonly enteredAt: string;
  /** The order in which entries are written, by which they are sealed. */
  readonly position: { readonly column: string; readonly sequence: string };
};

/**
 * The tables of postings are alike, `entry_id, line, account, debit_vnd, credit_vnd`, and those of accounts:
 * `account, name_vi, name_en, side, opened_at, position`, the last of the sequence `<table>_position`.
 */
export type LedgerTables<Families extends AccountFamilies = AccountFamilies> = {
  readonly families: Families;
  readonly accounts: string;
  readonly entries: EntryTable;
  readonly postings: string;
};

/** An entry with its postings, as it is sealed; what this says of one is never changed. */
type SealedEntry = {
  readonly position: bigint;
  readonly at: string;
  readonly content: Readonly<Record<string, unknown>>;
};
type Span = { readonly from: bigint; readonly to: bigint };
/** Books as `@ansinh/audit` seals them. */
type LedgerRegister = {
  readonly name: 'ledger' | 'ledger-accounts';
  readonly sequence: string;
  readonly read: (db: TransactionClient, span: Span, limit: number) => Promise<readonly SealedEntry[]>;
  readonly countStrays?: (db: TransactionClient) => Promise<bigint>;
};

type LedgerTx = { readonly db: TransactionClient; readonly now: Date };

export type Ledger<Kind extends string, Account extends string> = {
  readonly writeEntries: (tx: LedgerTx, entries: readonly JournalEntry<Kind, Account>[]) => Promise<void>;
  readonly readTrialBalance: (db: TransactionClient) => Promise<TrialBalance>;
  /** The entries with their postings, and the accounts: their sides say what a posting means. */
  readonly registers: readonly LedgerRegister[];
};

/** The parts of the statement that differ between services; names are those of the code, never of a request. */
const layoutOf = ({ accounts, entries, postings }: LedgerTables) => {
  const { name, id, sequence, kind, source, enteredAt } = entries;
  const [sourceColumns, sourceValues] =
    typeof source === 'string'
      ? [source, "source_id || ':' || source_version"]
      : [`${source.id}, ${source.version}`, 'source_id, source_version'];
  return {
    accounts: raw(accounts),
    entries: raw(name),
    postings: raw(postings),
    columns: raw([id, kind, sourceColumns, enteredAt].join(', ')),
    id: raw(sequence === undefined ? 'given_id' : `nextval('${sequence}')`),
    source: raw(sourceValues),
  };
};

const entriesOf = ({ entries, postings }: LedgerTables): LedgerRegister => {
  const { name, id, kind, source, enteredAt, position } = entries;
  const sql = {
    entries: raw(name),
    postings: raw(postings),
    id: raw(`entry.${id}`),
    kind: raw(`entry.${kind}`),
    source: raw(
      typeof source === 'string' ? `entry.${source}` : `entry.${source.id} || ':' || entry.${source.version}`,
    ),
    at: raw(`entry.${enteredAt}`),
    position: raw(`entry.${position.column}`),
  };
  return {
    name: 'ledger',
    sequence: position.sequence,
    read: async (db, { from, to }, limit) => db.$queryRaw<SealedEntry[]>`
      SELECT ${sql.position} AS position,
             coalesce(to_char(${sql.at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ${sql.at}::text) AS at,
             jsonb_build_object('id', ${sql.id}::text, 'kind', ${sql.kind}, 'source', ${sql.source}, 'postings',
               (SELECT jsonb_agg(jsonb_build_array(line, account, debit_vnd::text, credit_vnd::text) ORDER BY line)
                FROM ${sql.postings} WHERE entry_id = ${sql.id})) AS content
      FROM ${sql.entries} AS entry WHERE ${sql.position} BETWEEN ${from} AND ${to - 1n}
      ORDER BY ${sql.position} LIMIT ${limit}`,
    /** Postings of no entry, which the balance sums all the same. */
    countStrays: async (db) => {
      const [row] = await db.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) FROM ${sql.postings} AS posting WHERE NOT EXISTS (
          SELECT FROM ${sql.entries} AS entry WHERE ${sql.id} = posting.entry_id)`;
      return row?.count ?? 0n;
    },
  };
};

const accountsOf = ({ accounts }: LedgerTables): LedgerRegister => ({
  name: 'ledger-accounts',
  sequence: `${accounts}_position`,
  read: async (db, { from, to }, limit) => db.$queryRaw<SealedEntry[]>`
    SELECT position,
           coalesce(to_char(opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), opened_at::text) AS at,
           jsonb_build_object('account', account, 'nameVi', name_vi, 'nameEn', name_en, 'side', side) AS content
    FROM ${raw(accounts)} WHERE position BETWEEN ${from} AND ${to - 1n} ORDER BY position LIMIT ${limit}`,
});

/**
 * Double entry over the tables of one service. The database refuses an entry that does not balance, one that was entered
 * before, and any later change: such an error undoes the whole transaction, since an act that is booked twice is a bug
 * and no refusal.
 */
export const ledgerOf = <Kind extends string, const Families extends AccountFamilies>(
  tables: LedgerTables<Families>,
): Ledger<Kind, AccountOf<Families>> => {
  const sql = layoutOf(tables);
  const isNumbered = tables.entries.sequence !== undefined;
  return {
    /**
     * Enters all of them in one statement, which opens accounts that are new; an entry without postings leaves no trace.
     * Of two transactions that open one account the later waits for the earlier: accounts are opened in order, so that
     * they never wait for each other. Those that are open take no number of the sequence.
     */
    writeEntries: async (tx, entries) => {
      const written = entries
        .map((entry) => ({ ...entry, postings: postingsOf(entry.movements) }))
        .filter(({ postings }) => postings.length > 0);
      if (written.length === 0) return;
      const rows = written.flatMap(({ postings }, index) =>
        postings.map((posting, line) => ({ ...posting, entry: index + 1, line: line + 1 })),
      );
      const used = [...new Set(rows.map((row) => row.account))]
        .sort()
        .map((account) => openingOf(tables.families, account));
      // Postings find their entry by its place in the list: a join by it would be planned without knowing how many.
      await tx.db.$executeRaw`
        WITH drafts AS MATERIALIZED (
          SELECT ${sql.id} AS id, kind, source_id, source_version, place
          FROM unnest(${arrayColumn(written.map((entry) => entry.kind))}::text[],
            ${arrayColumn(written.map((entry) => entry.sourceId))}::uuid[],
            ${arrayColumn(written.map((entry) => entry.sourceVersion))}::int[],
            ${arrayColumn(isNumbered ? [] : written.map(newId))}::uuid[])
            WITH ORDINALITY AS draft (kind, source_id, source_version, given_id, place)),
        entered AS (
          INSERT INTO ${sql.entries} (${sql.columns})
          SELECT id, kind, ${sql.source}, ${tx.now}::timestamptz FROM drafts),
        opened AS (
          INSERT INTO ${sql.accounts} (account, name_vi, name_en, side, opened_at)
          SELECT account, name_vi, name_en, side, ${tx.now}::timestamptz
          FROM unnest(${arrayColumn(used.map((row) => row.account))}::text[],
            ${arrayColumn(used.map((row) => row.nameVi))}::text[], ${arrayColumn(used.map((row) => row.nameEn))}::text[],
            ${arrayColumn(used.map((row) => row.side))}::text[])
            WITH ORDINALITY AS used (account, name_vi, name_en, side, place)
          WHERE NOT EXISTS (SELECT FROM ${sql.accounts} AS known WHERE known.account = used.account)
          ORDER BY place
          ON CONFLICT (account) DO NOTHING)
        INSERT INTO ${sql.postings} (entry_id, line, account, debit_vnd, credit_vnd)
        SELECT (SELECT array_agg(id ORDER BY place) FROM drafts)[entry], line, account, debit_vnd, credit_vnd
        FROM unnest(${arrayColumn(rows.map((row) => row.entry))}::int[], ${arrayColumn(rows.map((row) => row.line))}::int[],
          ${arrayColumn(rows.map((row) => row.account))}::text[], ${arrayColumn(rows.map((row) => row.debitVnd))}::bigint[],
          ${arrayColumn(rows.map((row) => row.creditVnd))}::bigint[])
          AS posting (entry, line, account, debit_vnd, credit_vnd)`;
    },
    /** Sums of every account since the beginning, out of the postings themselves. */
    readTrialBalance: async (db) =>
      trialBalanceOf(
        await db.$queryRaw<AccountSums[]>`
          SELECT account, name_vi AS "nameVi", name_en AS "nameEn", side, "debitVnd", "creditVnd"
          FROM (
            SELECT account, sum(debit_vnd)::bigint AS "debitVnd", sum(credit_vnd)::bigint AS "creditVnd"
            FROM ${sql.postings} GROUP BY account) AS sums
          JOIN ${sql.accounts} USING (account) ORDER BY account`,
      ),
    registers: [entriesOf(tables), accountsOf(tables)],
  };
};
