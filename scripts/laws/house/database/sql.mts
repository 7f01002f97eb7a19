// Which tables a piece of SQL reads, writes and locks. Names of WITH, aliases, functions and FROM inside of functions such
// as extract(year FROM day) are told apart from tables. A value stands in the text as `$name`.
import { type CommonName, commonNamesOf, isName, STARTS, tableOf, tokensOf } from './sql-words.mts';

export type SqlTables = {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Tables whose rows are locked, or which are locked whole. */
  readonly locks: readonly string[];
};

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const ENDS_OF_FROM = setOf(
  'WHERE GROUP ORDER LIMIT HAVING WINDOW FOR OFFSET FETCH UNION INTERSECT EXCEPT RETURNING SET VALUES SELECT',
);
/** Functions whose arguments are parted by FROM. */
const FROM_INSIDE = setOf('EXTRACT SUBSTRING TRIM OVERLAY POSITION');
/** What may stand after a table and is no alias of it. */
const NO_ALIAS = setOf(
  `${[...ENDS_OF_FROM].join(' ')} ON USING JOIN LEFT RIGHT INNER FULL CROSS NATURAL TABLESAMPLE WHEN`,
);
const BEFORE_TABLE = setOf('TRUNCATE LOCK CREATE TEMP TEMPORARY UNLOGGED DROP ALTER');
const BEFORE_OTHER_UPDATE = setOf('FOR DO KEY');
const LOCKING = /^FOR (?:UPDATE|NO KEY UPDATE|SHARE|KEY SHARE)\b/;

type Item = { readonly table: string | undefined; readonly alias: string };

/** An open bracket: the word before it, whether a comma parts tables there, and what stands in its FROM. */
type Frame = { readonly caller: string; readonly inFrom: boolean; tables: boolean; items: Item[] };

class Reader {
  readonly reads = new Set<string>();
  readonly writes = new Set<string>();
  readonly locks = new Set<string>();
  readonly #tokens: readonly string[];
  readonly #upper: readonly string[];
  readonly #common: readonly CommonName[];
  readonly #frames: Frame[] = [{ caller: '', inFrom: false, tables: false, items: [] }];

  constructor(text: string) {
    this.#tokens = tokensOf(text);
    this.#upper = this.#tokens.map((token) => token.toUpperCase());
    this.#common = commonNamesOf(this.#tokens, this.#upper);
    for (const index of this.#tokens.keys()) this.#take(index);
  }

  #word(index: number): string {
    return this.#upper[index] ?? '';
  }

  #take(index: number): void {
    const word = this.#word(index);
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    if (word === '(') this.#open(index, frame);
    else if (word === ')') this.#close(index, frame);
    else if (word === ',' && frame.tables) this.#read(index + 1, frame);
    else if (word === ';' || ENDS_OF_FROM.has(word)) this.#endFrom(index, word, frame);
    else if (word === 'FROM') this.#from(index, frame);
    else if (word === 'JOIN') this.#read(index + 1, frame);
    else if (word === 'USING' && this.#word(index + 1) !== '(') {
      frame.tables = true;
      this.#read(index + 1, frame);
    } else this.#write(index, word);
  }

  #open(index: number, frame: Frame): void {
    const caller = this.#word(index - 1);
    const inFrom = ['FROM', 'JOIN', 'LATERAL'].includes(caller) || (caller === ',' && frame.tables);
    // FROM (a JOIN b ON ...)
    const first = this.#word(index + 1);
    const joins = inFrom && !STARTS.has(first) && !first.startsWith('$') && !FROM_INSIDE.has(frame.caller);
    const inner: Frame = { caller, inFrom, tables: joins, items: [] };
    this.#frames.push(inner);
    if (joins) this.#read(index + 1, inner);
  }

  #close(index: number, frame: Frame): void {
    if (this.#frames.length === 1) return;
    this.#frames.pop();
    const alias = this.#aliasAt(index + 1);
    if (frame.inFrom)
      this.#frames.at(-1)?.items.push(...frame.items.map((item) => ({ ...item, alias: alias ?? item.alias })));
  }

  #endFrom(index: number, word: string, frame: Frame): void {
    frame.tables = false;
    if (word === 'SELECT' || word === ';') frame.items = [];
    if (word === 'FOR') this.#lock(index, frame);
  }

  /** FOR UPDATE OF a, b locks rows of these, without OF those of all tables of the FROM. */
  #lock(index: number, { items }: Frame): void {
    const [clause] =
      this.#upper
        .slice(index, index + 4)
        .join(' ')
        .match(LOCKING) ?? [];
    if (clause === undefined) return;
    const after = index + clause.split(' ').length;
    const named = this.#word(after) === 'OF' ? this.#listAt(after + 1) : undefined;
    const locked =
      named === undefined
        ? items
        : named.map((alias) => items.find((item) => item.alias === alias) ?? { table: alias, alias });
    for (const { table } of locked) if (table !== undefined) this.locks.add(table);
  }

  #listAt(first: number): string[] {
    const token = this.#tokens[first];
    if (!isName(token)) return [];
    return [tableOf(token), ...(this.#word(first + 1) === ',' ? this.#listAt(first + 2) : [])];
  }

  #from(index: number, frame: Frame): void {
    const before = this.#word(index - 1);
    const compares = before === 'DISTINCT' && ['IS', 'NOT'].includes(this.#word(index - 2));
    if (compares || FROM_INSIDE.has(frame.caller)) return;
    frame.tables = true;
    if (before === 'DELETE') this.#add(index + 1);
    // The target of a COPY stands before FROM, and what comes after it is a file.
    else if (!this.#copies(index)) this.#read(index + 1, frame);
  }

  #copies(index: number): boolean {
    return this.#upper.slice(0, index).includes('COPY') && !this.#upper.slice(0, index).includes('SELECT');
  }

  #write(index: number, word: string): void {
    const next = this.#word(index + 1);
    const before = this.#word(index - 1);
    if ((word === 'INSERT' || word === 'MERGE') && next === 'INTO') this.#add(index + 2);
    // FOR UPDATE, FOR NO KEY UPDATE and DO UPDATE write no other table.
    else if (word === 'UPDATE' && !BEFORE_OTHER_UPDATE.has(before)) this.#add(index + 1);
    else if (word === 'COPY' && index === 0) this.#add(index + 1);
    else this.#wholeTables(index, word);
  }

  /** TRUNCATE, DROP TABLE, LOCK TABLE a, b; and TABLE a, which reads it. */
  #wholeTables(index: number, word: string): void {
    const next = this.#word(index + 1);
    const first = this.#afterWords(index + 1, ['TABLE', 'IF', 'EXISTS', 'ONLY']);
    const frame = this.#frames.at(-1);
    const named = () => this.#listAt(first);
    if (word === 'TRUNCATE' || ((word === 'DROP' || word === 'ALTER') && next === 'TABLE'))
      for (const table of named()) this.writes.add(table);
    else if (word === 'LOCK' && (next === 'TABLE' || index === 0)) for (const table of named()) this.locks.add(table);
    else if (word === 'TABLE' && !BEFORE_TABLE.has(this.#word(index - 1)) && frame !== undefined)
      this.#read(index + 1, frame);
  }

  #afterWords(index: number, words: readonly string[]): number {
    return words.includes(this.#word(index)) ? this.#afterWords(index + 1, words) : index;
  }

  #aliasAt(index: number): string | undefined {
    const at = this.#word(index) === 'AS' ? index + 1 : index;
    const token = this.#tokens[at];
    return isName(token) && !NO_ALIAS.has(this.#word(at)) ? tableOf(token) : undefined;
  }

  #read(first: number, frame: Frame): void {
    const at = ['ONLY', 'LATERAL'].includes(this.#word(first)) ? first + 1 : first;
    // A name before a bracket is a function.
    if (this.#word(at + 1) === '(') return;
    const named = this.#nameAt(at);
    if (named === undefined) return;
    const hidden = this.#common.some(({ name, from, to }) => name === named && at > from && at < to);
    if (!hidden) this.reads.add(named);
    frame.items.push({ table: hidden ? undefined : named, alias: this.#aliasAt(at + 1) ?? named });
  }

  #nameAt(at: number): string | undefined {
    const token = this.#tokens[at];
    return isName(token) && !STARTS.has(token.toUpperCase()) && token !== 'SET' ? tableOf(token) : undefined;
  }

  #add(first: number): void {
    const named = this.#nameAt(this.#word(first) === 'ONLY' ? first + 1 : first);
    if (named !== undefined) this.writes.add(named);
  }
}

export const tablesOf = (text: string): SqlTables => {
  const { reads, writes, locks } = new Reader(text);
  return { reads: [...reads], writes: [...writes], locks: [...locks] };
};
