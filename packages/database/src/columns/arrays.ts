const NEEDS_QUOTES = /[",{}\\\s]|^$|^null$/i;

const elementText = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  const text = value instanceof Date ? value.toISOString() : String(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
};

export type ArrayElement = string | number | bigint | Date | null | undefined;

/**
 * A PostgreSQL array as one text parameter, for `INSERT ... SELECT FROM unnest(${arrayColumn(ids)}::uuid[])`. A real array
 * would be encoded element by element, which for the 900,000 lines of a month takes three times as long as the insert
 * itself; JSON would be parsed a second time by the server. For inserts, and for rows that are found by their whole key: the
 * planner does not see how many elements there are, and would join or compare each of them with each row of a table.
 */
export const arrayColumn = (values: readonly ArrayElement[]): string => `{${values.map(elementText).join(',')}}`;

/** The same of one column of many rows: `unnest(${columnOf(rows, 'id')}::uuid[])`. */
export const columnOf = <Row>(rows: readonly Row[], name: keyof Row): string =>
  `{${rows.map((row) => elementText(row[name])).join(',')}}`;

/** Rows per statement: large enough to be set-based, small enough that no statement or parameter grows without bound. */
const CHUNK_ROWS = 10_000;

export const chunksOf = <Item>(items: readonly Item[], size = CHUNK_ROWS): Item[][] => {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
};
