import { reject } from '@ansinh/contracts';
import { z } from 'zod';
import { readCsv } from './csv.rules';

/** A row as it was sent: columns by their national names, values as text; empty ones are left out. */
export type SentRow = Readonly<Record<string, string>>;

// A price of a spreadsheet may come as a JSON number: its shortest decimal text is what the sender wrote.
const Cell = z.union([z.string(), z.number(), z.null()]);
const Row = z.record(z.string(), z.unknown());

const unreadable = (reason: string): never => {
  throw reject('catalogue.unreadable', { reason });
};

const rowOf = (value: unknown, index: number): SentRow => {
  const parsed = Row.safeParse(value);
  if (!parsed.success) return unreadable(`row ${index} is no object`);
  const cells = Object.entries(parsed.data).flatMap(([column, cell]) => {
    const read = Cell.safeParse(cell);
    const text = read.success && read.data !== null ? String(read.data).trim() : '';
    return text === '' ? [] : [[column.trim().toUpperCase(), text] as const];
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

const ndjsonRows = (text: string): SentRow[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => rowOf(parseJson(line, `line ${index + 1}`), index));

const csvRows = (text: string): SentRow[] => {
  const rows = readCsv(text);
  if (rows === undefined) return unreadable('a quote is not closed');
  const [columns = [], ...cells] = rows;
  const wide = cells.findIndex((row) => row.length > columns.length);
  if (wide !== -1) return unreadable(`row ${wide} has more fields than the first line has columns`);
  return cells.map((row, index) =>
    rowOf(Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])), index),
  );
};

/** Rows of a catalogue file: a JSON array, one JSON object a line, or CSV with its columns in the first line. */
export const readCatalogueFile = (content: Uint8Array): SentRow[] => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return unreadable('the file is not UTF-8; a spreadsheet (XLSX) is saved as CSV first');
  }
  const begin = text.trimStart();
  if (begin.startsWith('[')) return jsonRows(text);
  return begin.startsWith('{') ? ndjsonRows(text) : csvRows(text);
};
