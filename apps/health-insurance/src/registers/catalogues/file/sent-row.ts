import type { FileLimit } from '@ansinh/http';
import type { Cell } from './cell.rules';

/** A row as it was sent: columns by their national names; empty cells are left out. */
export type SentRow = Readonly<Record<string, Cell>>;

export type SentFile = {
  readonly rows: readonly SentRow[];
  /** Where the sender finds a value, when that is not the row and column that a fault is told by. */
  readonly placeOf?: (row: number, column: string) => string;
};

/** The columns that a list is read by. */
export type Headings = {
  readonly known: ReadonlySet<string>;
  /** Names of the column that every row needs: the first row of a sheet that has one of them is the head of the table. */
  readonly codes: readonly string[];
};

export const ROWS_MAX = 50_000;
/** As many as a spreadsheet can have. */
export const COLUMNS_MAX = 16_384;

/** Of a workbook: as much as a spreadsheet can have, or far more than any list has. */
export const WORKBOOK_MAX = {
  elements: 4_000_000,
  styles: 65_490,
  ownFormats: 5_000,
  strings: 1_000_000,
  sheetBytes: 48_000_000,
} as const;
/** Of CSV: a cell of a thousand letters in each of some columns. */
export const CSV_MAX = { cells: 3_000_000, lineLength: 100_000 } as const;
/** Of JSON: fifty thousand rows of thirty columns, each with its name. */
export const JSON_MAX = { values: 3_000_000, depth: 3 } as const;

/** As those read them who send lists. */
export const CATALOGUE_LIMITS: readonly FileLimit[] = [
  { max: ROWS_MAX, en: 'rows', vi: 'dòng' },
  { max: COLUMNS_MAX, en: 'columns', vi: 'cột' },
  { max: CSV_MAX.cells, en: 'cells (CSV)', vi: 'ô (CSV)' },
  { max: CSV_MAX.lineLength, en: 'letters in a row (CSV)', vi: 'ký tự trong một dòng (CSV)' },
  { max: JSON_MAX.values, en: 'values and names (JSON)', vi: 'giá trị và tên (JSON)' },
  {
    max: WORKBOOK_MAX.sheetBytes,
    en: 'bytes of a sheet unpacked (XLSX)',
    vi: 'byte một trang tính sau khi giải nén (XLSX)',
  },
  { max: WORKBOOK_MAX.elements, en: 'elements of a sheet (XLSX)', vi: 'thẻ XML của một trang tính (XLSX)' },
  { max: WORKBOOK_MAX.styles, en: 'styles of cells (XLSX)', vi: 'kiểu ô (XLSX)' },
  { max: WORKBOOK_MAX.ownFormats, en: 'number formats of its own (XLSX)', vi: 'định dạng số tự tạo (XLSX)' },
  { max: WORKBOOK_MAX.strings, en: 'texts (XLSX)', vi: 'chuỗi văn bản (XLSX)' },
];
