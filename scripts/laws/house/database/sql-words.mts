// The words of a piece of SQL, and the names that WITH gives with the stretch in which each hides a table.

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$\w+|(?:[a-z_]\w*|"[^"]+")(?:\s*\.\s*(?:[a-z_]\w*|"[^"]+"|\*))*|[(),;]|\S/gi;

/** Words that begin a statement. */
export const STARTS = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'WITH', 'VALUES', 'TABLE', 'MERGE']);

export const isName = (token: string | undefined): token is string => token !== undefined && /^[a-z_"$]/i.test(token);

export const tokensOf = (text: string): string[] =>
  (text.match(TOKEN) ?? []).filter((token) => !token.startsWith('--') && !token.startsWith('/*'));

/** As PostgreSQL reads a name: small letters unless quoted; `public` is where the tables of an app are anyway. */
export const tableOf = (token: string): string => {
  if (token.startsWith('$')) return token;
  const parts = (token.match(/"[^"]+"|[^.\s]+/g) ?? []).map((part) =>
    part.startsWith('"') ? part.slice(1, -1) : part.toLowerCase(),
  );
  return (parts[0] === 'public' && parts.length > 1 ? parts.slice(1) : parts).join('.');
};

/** The bracket that belongs to the one at `at`, forwards (1) or backwards (-1). */
const partnerOf = (words: readonly string[], at: number, step: 1 | -1): number => {
  let depth = 0;
  for (let index = at; index >= 0 && index < words.length; index += step) {
    if (words[index] === '(') depth += 1;
    if (words[index] === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return step === 1 ? words.length : 0;
};

/** Where the statement ends in which a word stands: its bracket closes, or a semicolon. */
const endOfStatement = (words: readonly string[], at: number): number => {
  for (let index = at; index < words.length; index += 1) {
    if (words[index] === '(') index = partnerOf(words, index, 1);
    else if (words[index] === ')' || words[index] === ';') return index;
  }
  return words.length;
};

/** Where WITH RECURSIVE stands before a name that it gives; undefined for one without RECURSIVE. */
const recursiveBefore = (words: readonly string[], at: number): number | undefined => {
  for (let index = at; index >= 0; index -= 1) {
    if (words[index] === ')') index = partnerOf(words, index, -1);
    else if (words[index] === '(' || words[index] === ';' || words[index] === 'WITH') return undefined;
    else if (words[index] === 'RECURSIVE') return index;
  }
  return undefined;
};

export type CommonName = { readonly name: string; readonly from: number; readonly to: number };

/**
 * Names that WITH gives: `name AS (SELECT`, `name (columns) AS MATERIALIZED (INSERT`. One hides a table of its name from
 * the end of its own body on, as PostgreSQL has it; inside of the body only after RECURSIVE.
 */
export const commonNamesOf = (tokens: readonly string[], words: readonly string[]): CommonName[] =>
  words.flatMap((word, index) => {
    if (word !== 'AS') return [];
    let next = index + 1;
    while (words[next] === 'NOT' || words[next] === 'MATERIALIZED') next += 1;
    if (words[next] !== '(' || !(STARTS.has(words[next + 1] ?? '') || words[next + 1]?.startsWith('$'))) return [];
    const before = words[index - 1] === ')' ? partnerOf(words, index - 1, -1) - 1 : index - 1;
    const name = tokens[before];
    if (!isName(name)) return [];
    const end = partnerOf(words, next, 1);
    return [{ name: tableOf(name), from: recursiveBefore(words, before) ?? end, to: endOfStatement(words, end + 1) }];
  });
