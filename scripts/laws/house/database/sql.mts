// Which tables a piece of SQL reads and writes. Names of WITH, aliases, functions and FROM inside of functions such as
// extract(year FROM day) are told apart from tables. A value stands in the text as `$name`.

export type SqlTables = { readonly reads: readonly string[]; readonly writes: readonly string[] };

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$\w+|"[^"]+"|[a-z_]\w*(?:\.(?:[a-z_]\w*|"[^"]+"|\*))*|[(),;]|\S/gi;

const STARTS = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'WITH', 'VALUES', 'TABLE', 'MERGE']);
const ENDS_OF_FROM = new Set(
  'WHERE GROUP ORDER LIMIT HAVING WINDOW FOR OFFSET FETCH UNION INTERSECT EXCEPT RETURNING SET VALUES SELECT'.split(
    ' ',
  ),
);
/** Functions whose arguments are parted by FROM. */
const FROM_INSIDE = new Set(['EXTRACT', 'SUBSTRING', 'TRIM', 'OVERLAY', 'POSITION']);

const isName = (token: string | undefined): token is string => token !== undefined && /^[a-z_"$]/i.test(token);

const tokensOf = (text: string): string[] =>
  (text.match(TOKEN) ?? []).filter((token) => !token.startsWith('--') && !token.startsWith('/*'));

/** Where the bracket opens that the one at `at` closes. */
const openingOf = (tokens: readonly string[], at: number): number => {
  let depth = 0;
  for (let index = at; index >= 0; index -= 1) {
    if (tokens[index] === ')') depth += 1;
    if (tokens[index] === '(') depth -= 1;
    if (depth === 0) return index;
  }
  return 0;
};

/** Names that WITH gives: `name AS (SELECT`, `name (columns) AS MATERIALIZED (INSERT`. */
const commonNames = (tokens: readonly string[], upper: readonly string[]): Set<string> => {
  const names = new Set<string>();
  for (const [index, word] of upper.entries()) {
    if (word !== 'AS') continue;
    let next = index + 1;
    while (upper[next] === 'NOT' || upper[next] === 'MATERIALIZED') next += 1;
    if (upper[next] !== '(' || !(STARTS.has(upper[next + 1] ?? '') || upper[next + 1]?.startsWith('$'))) continue;
    const before = tokens[index - 1] === ')' ? openingOf(tokens, index - 1) - 1 : index - 1;
    const name = tokens[before];
    if (isName(name)) names.add(name);
  }
  return names;
};

class Reader {
  readonly reads = new Set<string>();
  readonly writes = new Set<string>();
  readonly #tokens: readonly string[];
  readonly #upper: readonly string[];
  /** Of each open bracket: the function before it, and whether a comma parts tables there. */
  readonly #frames: { readonly caller: string; tables: boolean }[] = [{ caller: '', tables: false }];

  constructor(text: string) {
    this.#tokens = tokensOf(text);
    this.#upper = this.#tokens.map((token) => token.toUpperCase());
    for (const index of this.#tokens.keys()) this.#take(index);
    for (const name of commonNames(this.#tokens, this.#upper)) {
      this.reads.delete(name);
      this.writes.delete(name);
    }
  }

  #word(index: number): string {
    return this.#upper[index] ?? '';
  }

  #take(index: number): void {
    const word = this.#word(index);
    const frame = this.#frames.at(-1);
    if (word === '(') this.#frames.push({ caller: this.#word(index - 1), tables: false });
    else if (word === ')' && this.#frames.length > 1) this.#frames.pop();
    else if (frame === undefined) return;
    else if (word === ',' && frame.tables) this.#read(index + 1);
    else if (word === ';' || ENDS_OF_FROM.has(word)) frame.tables = false;
    else if (word === 'FROM') this.#from(index, frame);
    else if (word === 'JOIN') this.#read(index + 1);
    else if (word === 'USING' && this.#word(index + 1) !== '(') {
      frame.tables = true;
      this.#read(index + 1);
    } else this.#write(index, word);
  }

  #from(index: number, frame: { readonly caller: string; tables: boolean }): void {
    const before = this.#word(index - 1);
    const compares = before === 'DISTINCT' && ['IS', 'NOT'].includes(this.#word(index - 2));
    if (compares || FROM_INSIDE.has(frame.caller)) return;
    frame.tables = true;
    if (before === 'DELETE') this.#add(this.writes, index + 1);
    // The target of a COPY stands before FROM, and what comes after it is a file.
    else if (!this.#copies(index)) this.#read(index + 1);
  }

  #copies(index: number): boolean {
    return this.#upper.slice(0, index).includes('COPY') && !this.#upper.slice(0, index).includes('SELECT');
  }

  #write(index: number, word: string): void {
    if ((word === 'INSERT' || word === 'MERGE') && this.#word(index + 1) === 'INTO') this.#add(this.writes, index + 2);
    // FOR UPDATE, FOR NO KEY UPDATE and DO UPDATE write no other table.
    if (word === 'UPDATE' && !['FOR', 'DO', 'KEY'].includes(this.#word(index - 1))) this.#add(this.writes, index + 1);
    if (word === 'COPY' && index === 0) this.#add(this.writes, index + 1);
    if (word === 'TRUNCATE') this.#truncate(this.#word(index + 1) === 'TABLE' ? index + 2 : index + 1);
  }

  #truncate(first: number): void {
    this.#add(this.writes, first);
    if (this.#word(first + 1) === ',') this.#truncate(first + 2);
  }

  #read(first: number): void {
    const at = ['ONLY', 'LATERAL'].includes(this.#word(first)) ? first + 1 : first;
    // A name before a bracket is a function.
    if (this.#word(at + 1) !== '(') this.#add(this.reads, at);
  }

  #add(tables: Set<string>, first: number): void {
    const token = this.#tokens[this.#word(first) === 'ONLY' ? first + 1 : first];
    if (isName(token) && !STARTS.has(token.toUpperCase()) && token !== 'SET') tables.add(token.replaceAll('"', ''));
  }
}

export const tablesOf = (text: string): SqlTables => {
  const { reads, writes } = new Reader(text);
  return { reads: [...reads], writes: [...writes] };
};
