import { reject } from '@ansinh/contracts/catalogue/problems';
import { ImportRow } from '@ansinh/contracts/enrollment/imports.api';
import type { FieldError } from '@ansinh/contracts/wire/field-error';
import { parse } from 'csv-parse/sync';
import { checkedRow, malformed, type RowReader } from './import.lines';

const { card: CARD, ...PERSON } = ImportRow.shape;
/** The fields of a row by the names of their columns: what a card has stands behind `card.`. */
const FIELDS: ReadonlyMap<string, { readonly isOptional: boolean }> = new Map([
  ...Object.entries(PERSON).map(
    ([name, schema]) => [name, { isOptional: schema.safeParse(undefined).success }] as const,
  ),
  // A row without a card leaves them all empty.
  ...Object.keys(CARD.unwrap().shape).map((name) => [`card.${name}`, { isOptional: true }] as const),
]);
const CARD_FIELD = 'card.';

type Separator = ',' | ';';

const separatorOf = (head: string): Separator => (head.split(';').length > head.split(',').length ? ';' : ',');

/** Undefined for a quote out of place. Most lines have none: they need no parser, and a register has millions. */
const cellsOf = (text: string, separator: Separator): string[] | undefined => {
  if (!text.includes('"')) return text.split(separator);
  try {
    return parse(text, { delimiter: separator, relax_column_count: true })[0];
  } catch {
    return undefined;
  }
};

/**
 * A column that is not known would be lost without a word, one that stands there twice would be half lost: then no row
 * is read. Throws `request.invalid`.
 */
const requireColumns = (columns: readonly string[]): void => {
  const errors: FieldError[] = columns.flatMap((column, at) => {
    if (!FIELDS.has(column)) return [{ pointer: `/columns/${at}`, detail: 'is no field of ImportRow' }];
    return columns.indexOf(column) === at ? [] : [{ pointer: `/columns/${at}`, detail: 'stands there twice' }];
  });
  for (const [name, { isOptional }] of FIELDS)
    if (!isOptional && !columns.includes(name)) errors.push({ pointer: '/columns', detail: `has no ${name}` });
  if (errors.length > 0) throw reject('request.invalid', { errors, known: [...FIELDS.keys()] });
};

const rowOf = (columns: readonly string[], cells: readonly string[]): Record<string, unknown> | undefined => {
  const person: Record<string, unknown> = {};
  const card: Record<string, string> = {};
  columns.forEach((column, at) => {
    const cell = cells[at]?.trim() ?? '';
    if (cell === '') return;
    if (column.startsWith(CARD_FIELD)) card[column.slice(CARD_FIELD.length)] = cell;
    else person[column] = cell;
  });
  if (Object.keys(card).length > 0) person.card = card;
  return Object.keys(person).length === 0 ? undefined : person;
};

/**
 * Reads the lines of a CSV file (RFC 4180), one row a line: the first names the columns. The separator is the comma, or
 * the semicolon when the first line has more of them. A field in quotes may hold separators and quotes, but no line break,
 * so that a quote that is never closed spoils its own line and no other.
 */
export const csvRows = (): RowReader => {
  let head: { readonly columns: readonly string[]; readonly separator: Separator } | undefined;
  return (line, number) => {
    const text = line.replace(/\r$/, '');
    if (head === undefined) {
      const first = text.replace(/^\ufeff/, '');
      const separator = separatorOf(first);
      const columns = (cellsOf(first, separator) ?? []).map((column) => column.trim());
      requireColumns(columns);
      head = { columns, separator };
      return undefined;
    }
    const cells = cellsOf(text, head.separator);
    if (cells === undefined) return malformed(number, 'a quote is out of place or not closed');
    if (cells.length > head.columns.length) return malformed(number, 'the line has more fields than the first one');
    const row = rowOf(head.columns, cells);
    return row === undefined ? undefined : checkedRow(row, number);
  };
};
