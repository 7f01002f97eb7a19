import { reject } from '@ansinh/contracts/catalogue/problems';
import type { FileLimit } from '@ansinh/http';
import { csvRows } from './csv.lines';
import { LINE_LENGTH_MAX, ndjsonRow, piecesOf, type RowReader, readLines } from './import.lines';
import type { ReadLine } from './row.rules';

/** How a line becomes a row, by the type of the file. CSV begins anew with each file: its first line names the columns. */
const ROW_READERS: Readonly<Record<string, () => RowReader>> = {
  'application/x-ndjson': () => ndjsonRow,
  'application/jsonl': () => ndjsonRow,
  'text/csv': csvRows,
};
export const IMPORT_TYPES: readonly string[] = Object.keys(ROW_READERS);

/** A file is done in one transaction, and a second person looks through it. */
export const ROWS_MAX = 5_000;
export const IMPORT_BYTES_MAX = 5_000_000;
export const IMPORT_LIMITS: readonly FileLimit[] = [
  { max: ROWS_MAX, en: 'rows', vi: 'dòng' },
  { max: LINE_LENGTH_MAX, en: 'characters in a row', vi: 'ký tự trong một dòng' },
];

/**
 * Reads a file of the register, before a transaction begins. What is wrong with a line is told with it.
 * @throws Rejection request.invalid, for too many rows and for columns that are not known
 */
export const readImport = async (content: Buffer, contentType: string): Promise<readonly ReadLine[]> => {
  const readerOf = ROW_READERS[contentType] ?? (() => ndjsonRow);
  const lines: ReadLine[] = [];
  for await (const line of readLines(piecesOf(content), readerOf())) {
    lines.push(line);
    if (lines.length > ROWS_MAX)
      throw reject('request.invalid', { errors: [{ pointer: '', detail: `a file has at most ${ROWS_MAX} rows` }] });
  }
  return lines;
};
