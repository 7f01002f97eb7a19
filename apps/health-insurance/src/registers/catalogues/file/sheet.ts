import { isWholeText } from '@ansinh/contracts/vocabulary/text';
import { readXml } from '@ansinh/xml';
import type { Cell } from './cell.rules';
import { COLUMNS_MAX } from './sent-row';
import { localName, plainText, SHEET_LIMITS, type Workbook } from './workbook';

/** A row that holds something: its number in the sheet and its cells by column, A as 1. */
export type SheetRow = { readonly number: number; readonly cells: ReadonlyMap<number, Cell> };

const LETTERS = 26;
/** worksheet / sheetData / row / c */
const [ROW_DEPTH, CELL_DEPTH] = [2, 3];

/** `F7` -> 6. Undefined for what names no cell. */
const columnOf = (reference: string): number | undefined => {
  const letters = /^([A-Z]{1,3})[0-9]+$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((column, letter) => column * LETTERS + letter.charCodeAt(0) - 64, 0);
};

/** 6 -> `F` */
export const columnLetters = (column: number): string =>
  column > LETTERS
    ? columnLetters(Math.floor((column - 1) / LETTERS)) + columnLetters(((column - 1) % LETTERS) + 1)
    : String.fromCharCode(64 + column);

/** What an element `c` says before its value is known. */
type OpenCell = {
  column: number;
  type: string;
  style: number;
  value: string | undefined;
  inline: string;
  isFormula: boolean;
};

const numberCell = (text: string, style: number, { formats, serialOffset }: Workbook): Cell => {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return { fault: 'no number' };
  const format = formats[style];
  if (format?.isMoment === true) return { serial: number >= 1 ? number + serialOffset : number };
  return { number, pattern: format?.pattern ?? '' };
};

/** Undefined for an empty cell. The types are those of ECMA-376 part 1, 18.18.11. */
const cellOf = (cell: OpenCell, workbook: Workbook): Cell | undefined => {
  const { type, value } = cell;
  if (type === 'inlineStr') return plainText(cell.inline);
  if (value === undefined) return cell.isFormula ? { fault: 'a formula that was never worked out' } : undefined;
  if (type === 's') return workbook.strings[Number(value)] ?? { fault: 'a text that the workbook does not have' };
  if (type === 'str') return plainText(value);
  if (type === 'e') return { fault: value };
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  // A date as text, as strict workbooks write it: midnight is how a day without a time looks.
  if (type === 'd') return value.replace(/T00:00:00(\.0+)?Z?$/, '');
  return numberCell(value, cell.style, workbook);
};

/**
 * Reads the rows of a sheet one after the other. `take` is called for each row that holds something and may `fail` with
 * a reason. Formulas count by the value that was saved with them. Throws XmlError.
 */
export const readSheet = (
  xml: string,
  workbook: Workbook,
  take: (row: SheetRow, fail: (reason: string) => never) => void,
): void => {
  let fail: (reason: string) => never = (reason) => {
    throw new Error(reason);
  };
  let row = { number: 0, cells: new Map<number, Cell>() };
  let column = 0;
  let cell: OpenCell | undefined;
  let reading = 0;

  const attribute = (name: string, value: string): void => {
    if (cell === undefined) return;
    if (name === 'r') cell.column = columnOf(value) ?? cell.column;
    if (name === 't') cell.type = value;
    if (name === 's') cell.style = Number(value);
  };
  const closeCell = (): void => {
    if (cell === undefined) return;
    column = cell.column;
    if (column > COLUMNS_MAX) fail(`a row has at most ${COLUMNS_MAX} columns`);
    const value = cellOf(cell, workbook);
    if (typeof value === 'string' && !isWholeText(value)) {
      row.cells.set(column, { fault: 'half of a character, or a mark of direction' });
      cell = undefined;
      return;
    }
    const isBlank = value === undefined || (typeof value === 'string' && value.trim() === '');
    if (!isBlank) row.cells.set(column, typeof value === 'string' ? value.trim() : value);
    cell = undefined;
  };

  readXml(
    xml,
    {
      open: (name, depth, refuse) => {
        fail = refuse;
        const local = localName(name);
        if (depth === ROW_DEPTH && local === 'row') {
          row = { number: row.number + 1, cells: new Map() };
          column = 0;
        } else if (depth === CELL_DEPTH && local === 'c')
          cell = { column: column + 1, type: 'n', style: 0, value: undefined, inline: '', isFormula: false };
        else if (local === 'rPh') reading += 1;
      },
      attribute: (name, value, depth) => {
        if (depth === ROW_DEPTH && name === 'r' && /^[1-9]\d{0,6}$/.test(value)) row.number = Number(value);
        else if (depth === CELL_DEPTH) attribute(name, value);
      },
      allowsAttribute: () => true,
      close: (name, depth, text) => {
        const local = localName(name);
        if (local === 'rPh') reading -= 1;
        if (depth === ROW_DEPTH && local === 'row' && row.cells.size > 0) take(row, fail);
        else if (depth === CELL_DEPTH && local === 'c') closeCell();
        else if (cell === undefined) return;
        else if (local === 'v') cell.value = text;
        else if (local === 'f') cell.isFormula = true;
        else if (local === 't' && reading === 0) cell.inline += text;
      },
    },
    SHEET_LIMITS,
  );
};
