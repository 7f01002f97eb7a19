import type { Client } from '@ansinh/database/session';

export type Column = {
  /** Its number in the table: it stays when the column is renamed or gets another type. */
  readonly place: number;
  readonly name: string;
  /** As PostgreSQL names it inside: `int8`, `_text`. */
  readonly type: string;
  readonly isRequired: boolean;
  /** The database gives its value: an identity, or one that is computed. */
  readonly isMade: boolean;
  /** The words of an enum; none for other types. */
  readonly labels: readonly string[];
};

/** Columns that hold the key of a row of another table, or of this one. */
export type Reference = {
  readonly columns: readonly string[];
  readonly table: number;
  readonly keys: readonly string[];
  /** Without a foreign key: a column that is named like the key of a table of its schema. */
  readonly isGuessed: boolean;
};

export type Check = { readonly expression: string; readonly columns: readonly string[] };

export type Table = {
  /** It stays when the table is renamed. */
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  /** For a statement. */
  readonly sql: string;
  readonly columns: readonly Column[];
  /** The columns of its primary key. */
  readonly keys: readonly string[];
  readonly checks: readonly Check[];
  readonly references: readonly Reference[];
};

type Constraint = {
  readonly kind: 'c' | 'f' | 'p';
  readonly places: readonly number[];
  readonly expression: string | null;
  readonly target: number;
  readonly targetPlaces: readonly number[] | null;
};
type Row = Pick<Table, 'id' | 'schema' | 'name' | 'sql' | 'columns'> & { readonly constraints: readonly Constraint[] };

// What migrations note of themselves is no content, and a table whose partitions are made as time goes takes no other rows.
// Partitions have constraints of their own, and the columns of their table in its order.
const TABLES = `
  SELECT relation.oid::int AS id, nspname AS schema, relname AS name, format('%I.%I', nspname, relname) AS sql,
    (SELECT json_agg(json_build_object('place', attnum, 'name', attname, 'type', typname, 'isRequired', attnotnull,
              'isMade', attidentity <> '' OR attgenerated <> '',
              'labels', (SELECT coalesce(json_agg(enumlabel ORDER BY enumsortorder), '[]') FROM pg_enum WHERE enumtypid = pg_type.oid))
            ORDER BY attnum)
     FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
     WHERE attrelid = relation.oid AND attnum > 0 AND NOT attisdropped) AS columns,
    (SELECT coalesce(json_agg(json_build_object('kind', contype, 'places', conkey, 'expression', pg_get_expr(conbin, conrelid),
              'target', confrelid::int, 'targetPlaces', confkey) ORDER BY conname), '[]')
     FROM pg_constraint WHERE contype IN ('c', 'f', 'p') AND conparentid = 0
       AND (conrelid = relation.oid OR conrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = relation.oid))) AS constraints
  FROM pg_class AS relation JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
    AND (nspname, relname) NOT IN (('public', '_prisma_migrations'), ('platform', 'migrations'))
    AND (relkind = 'r' OR EXISTS (SELECT FROM pg_partitioned_table WHERE partrelid = relation.oid AND partdefid <> 0))
  ORDER BY nspname, relname`;

const namesOf = ({ columns }: Pick<Row, 'columns'>, places: readonly number[]): string[] =>
  places.map((place) => columns.find((column) => column.place === place)?.name ?? '');

const keysOf = (row: Row): string[] => namesOf(row, row.constraints.find(({ kind }) => kind === 'p')?.places ?? []);

const foreignKeysOf = (row: Row, rows: readonly Row[]): Reference[] =>
  row.constraints.flatMap(({ kind, places, target, targetPlaces }) => {
    const table = rows.find(({ id }) => id === target);
    if (kind !== 'f' || table === undefined) return [];
    const keys = namesOf(table, targetPlaces ?? []);
    return [{ columns: namesOf(row, places), table: target, keys, isGuessed: false }];
  });

/** What the large tables say by their names alone: a migration that joins them must find something. */
const guessesOf = (row: Row, rows: readonly Row[], known: readonly Reference[]): Reference[] =>
  row.columns.flatMap(({ name, type }) => {
    if (type !== 'uuid' || known.some(({ columns }) => columns.includes(name))) return [];
    const table = rows.find((other) => other.id !== row.id && other.schema === row.schema && isKey(other, name));
    return table === undefined ? [] : [{ columns: [name], table: table.id, keys: [name], isGuessed: true }];
  });

const isKey = (row: Row, name: string): boolean => {
  const keys = keysOf(row);
  return keys.length === 1 && keys[0] === name;
};

const tableOf = (row: Row, rows: readonly Row[]): Table => {
  const { constraints, ...table } = row;
  const foreign = foreignKeysOf(row, rows);
  return {
    ...table,
    keys: keysOf(row),
    checks: constraints.flatMap(({ expression, places }) =>
      expression === null ? [] : [{ expression, columns: namesOf(row, places) }],
    ),
    references: [...foreign, ...guessesOf(row, rows, foreign)],
  };
};

/** Those that others refer to come first; where they refer to each other, whoever is named first. */
const inOrder = (tables: readonly Table[]): Table[] => {
  const ordered = new Set<Table>();
  const open = new Set<Table>();
  const visit = (table: Table): void => {
    if (ordered.has(table) || open.has(table)) return;
    open.add(table);
    for (const { table: id } of table.references) {
      const target = tables.find((other) => other.id === id);
      if (target !== undefined) visit(target);
    }
    ordered.add(table);
  };
  for (const table of tables) visit(table);
  return [...ordered];
};

/** The tables of a database as it is now, each after those that it refers to. */
export const readTables = async (client: Client): Promise<Table[]> => {
  const { rows } = await client.query<Row>(TABLES);
  return inOrder(rows.map((row) => tableOf(row, rows)));
};
