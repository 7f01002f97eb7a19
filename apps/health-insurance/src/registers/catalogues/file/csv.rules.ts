import { CsvError, parse } from 'csv-parse/sync';
import { COLUMNS_MAX, CSV_MAX, ROWS_MAX } from './sent-row';

const { cells: CELLS_MAX, lineLength: LINE_LENGTH_MAX } = CSV_MAX;

class TooLarge extends Error {}
const TOO_WIDE = `it has more than ${COLUMNS_MAX} columns`;

const countOf = (text: string, sign: string): number => {
  let count = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
};

/** What a spreadsheet writes above a table to tell its separator. */
const TOLD_SEPARATOR = /^sep=([,;\t|])[ \t]*\r?\n/i;

const separatorOf = (text: string): string => {
  const end = text.indexOf('\n');
  const head = text.slice(0, end === -1 ? LINE_LENGTH_MAX : Math.min(end, LINE_LENGTH_MAX));
  return countOf(head, ';') > countOf(head, ',') ? ';' : ',';
};

const LINE_ENDS = new Set(['\n', '\r'].map((sign) => sign.charCodeAt(0)));

/** Whether a line has more separators than a row may: the parser would make a row of millions of empty cells before it tells. */
const isTooWide = (text: string, separator: string): boolean => {
  const code = separator.charCodeAt(0);
  let count = 0;
  for (let at = 0; at < text.length && count <= COLUMNS_MAX; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === code) count += 1;
    else if (LINE_ENDS.has(sign)) count = 0;
  }
  return count > COLUMNS_MAX;
};

/** Counts while the rows are made, so that nothing beyond is made. */
const counter = () => {
  let [rows, cells] = [0, 0];
  return (record: string[]): string[] => {
    rows += 1;
    cells += record.length;
    // The head is a row more.
    if (rows > ROWS_MAX + 1) throw new TooLarge(`it has more than ${ROWS_MAX} rows`);
    if (record.length > COLUMNS_MAX) throw new TooLarge(TOO_WIDE);
    if (cells > CELLS_MAX) throw new TooLarge(`it has more than ${CELLS_MAX} cells`);
    return record;
  };
};

const faultOf = (error: unknown): string => {
  if (error instanceof TooLarge) return error.message;
  if (!(error instanceof CsvError)) throw error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return `it has more than ${LINE_LENGTH_MAX} letters in a row`;
  return 'a quote is not closed';
};

/**
 * Reads CSV (RFC 4180), or says why it is not read: a quote that is not closed or stands in the middle of a field is never
 * guessed at. The separator is the comma, or the semicolon when the first line has more of them, as Vietnamese spreadsheets
 * write it, or what the first line tells by `sep=`. Empty lines say nothing and are left out.
 */
export const readCsv = (sent: string): string[][] | string => {
  const told = TOLD_SEPARATOR.exec(sent);
  const text = told === null ? sent : sent.slice(told[0].length);
  const delimiter = told?.[1] ?? separatorOf(text);
  if (isTooWide(text, delimiter)) return TOO_WIDE;
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_records_with_empty_values: true,
      max_record_size: LINE_LENGTH_MAX,
      on_record: counter(),
    });
  } catch (error) {
    return faultOf(error);
  }
};
