/** Comments, texts, quoted names and dollar-quoted bodies each as one piece; a semicolon inside of them ends nothing. */
const PIECES = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|[\s\S]/g;

/** The statements of a script, without comments and in their order. */
export const statementsOf = (script: string): string[] => {
  const statements = [''];
  for (const [piece] of script.matchAll(PIECES)) {
    const last = statements.length - 1;
    if (piece === ';') statements.push('');
    else statements[last] += piece.startsWith('--') || piece.startsWith('/*') ? ' ' : piece;
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
};

const NAME = '(?:"(?:[^"]|"")+"|[A-Za-z_][\\w$]*)';
const INDEX = new RegExp(
  `^CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+(${NAME})\\s+ON\\s+(?:ONLY\\s+)?(${NAME}(?:\\.${NAME})?)[\\s(]`,
  'i',
);
/** Done twice, they have done the same. */
const REPEATABLE = [
  /^DROP\s+INDEX\s+CONCURRENTLY\s+IF\s+EXISTS\s/i,
  /^ALTER\s+TABLE\s+\S+\s+VALIDATE\s+CONSTRAINT\s+\S+$/i,
  /^(?:ANALYZE|VACUUM)\b/i,
];

export type CreatedIndex = { readonly name: string; readonly table: string };

/** What a statement of a script outside a transaction does: builds an index, or something that may be done twice. */
export type OutsideStatement = { readonly sql: string; readonly index: CreatedIndex | undefined };

/**
 * Such a script may end between any two of its statements, or between a statement and the note that it is done. So only
 * statements are allowed after which it can be begun again.
 * @throws Error that names the first statement that is none of them
 */
export const requireRestartable = (script: string): OutsideStatement[] =>
  statementsOf(script).map((sql) => {
    const [, name, table] = INDEX.exec(sql) ?? [];
    if (name !== undefined && table !== undefined) return { sql, index: { name, table } };
    if (REPEATABLE.some((pattern) => pattern.test(sql))) return { sql, index: undefined };
    throw new Error(
      `outside a transaction an index is created CONCURRENTLY and by name without IF NOT EXISTS, dropped CONCURRENTLY IF ` +
        `EXISTS, a constraint validated, a table analysed, and nothing else: ${sql.slice(0, 100)}`,
    );
  });
