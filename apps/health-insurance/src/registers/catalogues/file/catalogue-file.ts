import { isWholeText } from '@ansinh/contracts/vocabulary/text';
import { jsonFault, jsonFaultText } from '@ansinh/http/admission';
import { decodeUtf8, XmlError } from '@ansinh/xml';
import { z } from 'zod';
import type { Cell } from './cell.rules';
import { readCsv } from './csv.rules';
import { type Headings, JSON_MAX, ROWS_MAX, type SentFile, type SentRow, WORKBOOK_MAX } from './sent-row';
import { columnLetters, readSheet, type SheetRow } from './sheet';
import { unreadable } from './unreadable';
import { readWorkbook } from './workbook';
import { openWorkbook } from './workbook-zip';

/** Titles and signatures may stand above a table, but not a whole page of them. */
const HEAD_ROWS_MAX = 50;

const Row = z.record(z.string(), z.unknown());
const Value = z.union([z.string(), z.number(), z.null()]);

const headingOf = (text: string): string => text.trim().toUpperCase();

/** A number of JSON is what a sheet makes of it: whether 40.10 was typed for 40.1 cannot be told. */
const cellOf = (value: unknown): Cell | undefined => {
  const read = Value.safeParse(value).data ?? '';
  if (typeof read === 'string' && !isWholeText(read)) return { fault: 'half of a character, or a mark of direction' };
  if (typeof read === 'number') return { number: read, pattern: '' };
  const text = read.trim();
  return text === '' ? undefined : text;
};

const rowOf = (value: unknown, index: number): SentRow => {
  const parsed = Row.safeParse(value);
  if (!parsed.success) return unreadable(`row ${index} is no object`);
  const cells = Object.entries(parsed.data).flatMap(([column, sent]) => {
    const cell = cellOf(sent);
    return cell === undefined ? [] : [[headingOf(column), cell] as const];
  });
  return Object.fromEntries(cells);
};

const parseJson = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return unreadable(`${what} is no JSON`);
  }
};

const jsonRows = (text: string): SentRow[] => {
  const parsed = z.array(z.unknown()).safeParse(parseJson(text, 'the body'));
  return parsed.success ? parsed.data.map(rowOf) : unreadable('the body is no array');
};

/** The lines of a text that say something; no more of them than are read. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? text.length : end);
    if (line.trim() !== '') yield line;
    start = end === -1 ? text.length : end + 1;
  }
}

const ndjsonRows = (text: string): SentRow[] => {
  const rows: SentRow[] = [];
  for (const line of linesOf(text)) {
    if (rows.length === ROWS_MAX) return unreadable(`a list has at most ${ROWS_MAX} rows`);
    rows.push(rowOf(parseJson(line, `line ${rows.length + 1}`), rows.length));
  }
  return rows;
};

const requireOneOfEach = (headings: readonly string[], { known }: Headings): void => {
  const twice = headings.find((heading, at) => known.has(heading) && headings.indexOf(heading) !== at);
  if (twice !== undefined) unreadable(`the column ${twice} stands there twice`);
};

const csvRows = (text: string, headings: Headings): SentRow[] => {
  const rows = readCsv(text);
  if (typeof rows === 'string') return unreadable(rows);
  const [head = [], ...cells] = rows;
  const columns = head.map(headingOf);
  requireOneOfEach(columns, headings);
  // Spreadsheets end rows in separators that say nothing.
  const wide = cells.findIndex((row) => row.slice(columns.length).some((cell) => cell.trim() !== ''));
  if (wide !== -1) return unreadable(`row ${wide} has more fields than the first line has columns`);
  // Columns that are not read are dropped at once, as those of a sheet are.
  const read = columns.flatMap((column, at) => (headings.known.has(column) ? [[column, at] as const] : []));
  return cells.map((row, index) =>
    rowOf(Object.fromEntries(read.map(([column, at]) => [column, row[at] ?? ''])), index),
  );
};

/** The table of a sheet: its head is the first row that names the code, and columns that are not read are dropped at once. */
class SheetTable {
  readonly rows: SentRow[] = [];
  readonly #headings: Headings;
  readonly #numbers: number[] = [];
  readonly #columns = new Map<string, number>();
  #seen = 0;

  constructor(headings: Headings) {
    this.#headings = headings;
  }

  get hasHead(): boolean {
    return this.#columns.size > 0;
  }

  take({ number, cells }: SheetRow, fail: (reason: string) => never): void {
    this.#seen += 1;
    if (!this.hasHead) {
      this.#takeHead(cells);
      if (!this.hasHead && this.#seen === HEAD_ROWS_MAX)
        fail(`the first ${HEAD_ROWS_MAX} rows have no head of a table`);
      return;
    }
    const row: Record<string, Cell> = {};
    for (const [heading, column] of this.#columns) {
      const cell = cells.get(column);
      if (cell !== undefined) row[heading] = cell;
    }
    if (Object.keys(row).length === 0) return;
    if (this.rows.length === ROWS_MAX) fail(`a list has at most ${ROWS_MAX} rows`);
    this.rows.push(row);
    this.#numbers.push(number);
  }

  /** `cell F7`, or the row alone when the sheet has no such column. */
  readonly placeOf = (row: number, heading: string): string => {
    const column = this.#columns.get(heading);
    const number = this.#numbers[row] ?? 0;
    return column === undefined ? `row ${number}` : `cell ${columnLetters(column)}${number}`;
  };

  #takeHead(cells: SheetRow['cells']): void {
    const found = [...cells].flatMap(([column, cell]) =>
      typeof cell === 'string' ? [{ column, heading: headingOf(cell) }] : [],
    );
    if (!found.some(({ heading }) => this.#headings.codes.includes(heading))) return;
    requireOneOfEach(
      found.map(({ heading }) => heading),
      this.#headings,
    );
    for (const { column, heading } of found) if (this.#headings.known.has(heading)) this.#columns.set(heading, column);
  }
}

const sheetRows = async (content: Buffer, headings: Headings): Promise<SentFile> => {
  const parts = await openWorkbook(content);
  const table = new SheetTable(headings);
  let part = 'the workbook';
  try {
    const workbook = await readWorkbook(parts);
    part = `the sheet ${workbook.sheetName}`;
    const xml = await parts(workbook.sheetPath, WORKBOOK_MAX.sheetBytes);
    if (xml === undefined) return unreadable(`${part} is missing`);
    readSheet(xml, workbook, (row, fail) => table.take(row, fail));
  } catch (error) {
    if (error instanceof XmlError) return unreadable(`${part}: ${error.reason}`);
    throw error;
  }
  if (!table.hasHead) return unreadable(`${part} has no row with the column ${headings.codes.join(' or ')}`);
  return { rows: table.rows, placeOf: table.placeOf };
};

const ZIP = Buffer.from('PK\u0003\u0004');
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * Rows of a catalogue file: a JSON array, one JSON object a line, CSV with its columns in the first line, or the first
 * sheet of a workbook (XLSX). Throws `catalogue.unreadable`.
 */
export const readCatalogueFile = async (content: Buffer, headings: Headings): Promise<SentFile> => {
  if (content.subarray(0, ZIP.length).equals(ZIP)) return sheetRows(content, headings);
  if (content.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE))
    return unreadable('an old workbook (XLS) or one with a password is not read: save it as XLSX without one');
  const text = decodeUtf8(content) ?? unreadable('the file is not UTF-8');
  if (text.includes('\0')) return unreadable('the file holds NUL');
  const [begin] = text.trimStart();
  if (begin !== '[' && begin !== '{') return { rows: csvRows(text, headings) };
  const fault = jsonFault(content, JSON_MAX);
  if (fault !== undefined) return unreadable(jsonFaultText(fault));
  return { rows: begin === '[' ? jsonRows(text) : ndjsonRows(text) };
};
