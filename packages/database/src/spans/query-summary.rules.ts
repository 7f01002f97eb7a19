/** What a statement does to which tables, without a value of it: the name of its span. */
export type QuerySummary = {
  /** `INSERT platform.outbox_sequences, platform.outbox`, `SELECT claims`: where it changes something, no more than that. */
  readonly summary: string;
  readonly operation: string;
  /** The table, when it is one. */
  readonly collection: string | undefined;
};

/** What begins and ends a transaction has no table: a trace would only be longer by it. */
const UNTOLD = new Set(['BEGIN', 'COMMIT', 'ROLLBACK', 'START', 'SAVEPOINT', 'RELEASE', 'SET', 'DEALLOCATE']);
const BEFORE_TABLE = new Set(['FROM', 'JOIN', 'INTO', 'UPDATE']);
/** May stand between such a word and its table. */
const SKIPPED = new Set(['ONLY', 'LATERAL']);
/** `FOR UPDATE`, `FOR NO KEY UPDATE`, `DO UPDATE`, `IS DISTINCT FROM` name no table. */
const OTHER_USE: Readonly<Record<string, readonly string[]>> = { UPDATE: ['FOR', 'KEY', 'DO'], FROM: ['DISTINCT'] };
const NAME = /^["A-Za-z_]/;
/** With more tables than that the name would be none. */
const TABLES_MAX = 4;

/** Names and parentheses, without comments and without what stands between quotes. */
const tokensOf = (sql: string): readonly string[] => {
  const code = sql.split('\n').map((line) => line.split('--', 1)[0] ?? '');
  const words = code.join('\n').split("'");
  return (
    words
      .filter((_, index) => index % 2 === 0)
      .join(' ')
      .match(/[\w."]+|[(),]/g) ?? []
  );
};

/** `"public"."counters"` -> `counters` */
const plainName = (token: string): string => token.replaceAll('"', '').replace(/^public\./, '');

/** The names of the parts of a WITH: they are no tables. */
const partsOf = (tokens: readonly string[]): ReadonlySet<string> =>
  new Set(
    tokens.filter((_, index) => {
      const [as = '', then = ''] = tokens.slice(index + 1, index + 3).map((token) => token.toUpperCase());
      return as === 'AS' && ['(', 'NOT', 'MATERIALIZED'].includes(then);
    }),
  );

type Named = { readonly table: string; readonly change: string | undefined };

/** Each table that is named, with the word that changes it. */
const tablesOf = (tokens: readonly string[]): Named[] => {
  const upper = tokens.map((token) => token.toUpperCase());
  const parts = partsOf(tokens);
  return upper.flatMap((word, index): Named[] => {
    const before = upper[index - 1] ?? '';
    const isExtract = word === 'FROM' && upper[index - 3] === 'EXTRACT';
    if (!BEFORE_TABLE.has(word) || OTHER_USE[word]?.includes(before) || isExtract) return [];
    const at = SKIPPED.has(upper[index + 1] ?? '') ? index + 2 : index + 1;
    const name = tokens[at];
    const isFunction = word !== 'INTO' && tokens[at + 1] === '(';
    if (name === undefined || !NAME.test(name) || isFunction || parts.has(name)) return [];
    const change = word === 'UPDATE' ? word : word === 'INTO' || before === 'DELETE' ? before : undefined;
    return [{ table: plainName(name), change }];
  });
};

/** Undefined for what begins and ends a transaction. */
export const summaryOf = (sql: string): QuerySummary | undefined => {
  const tokens = tokensOf(sql);
  const first = tokens[0]?.toUpperCase() ?? '';
  if (UNTOLD.has(first)) return undefined;
  const named = tablesOf(tokens);
  const changed = named.filter(({ change }) => change !== undefined);
  const operation = changed.at(-1)?.change ?? (first === 'WITH' ? 'SELECT' : first);
  const tables = [...new Set((changed.length > 0 ? changed : named).map(({ table }) => table))];
  const [collection, ...others] = tables;
  return {
    summary: [operation, tables.slice(0, TABLES_MAX).join(', ')].filter((part) => part !== '').join(' '),
    operation,
    collection: others.length === 0 ? collection : undefined,
  };
};
