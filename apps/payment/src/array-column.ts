const NEEDS_QUOTES = /[",{}\\\s]|^$|^null$/i;

const elementText = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  const text = value instanceof Date ? value.toISOString() : String(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
};

/**
 * One column of many rows as the text of a PostgreSQL array, for `unnest(${...}::uuid[])`. A real array would be encoded
 * element by element, which takes longer than the statement; JSON would be parsed a second time by the server.
 */
export const columnOf = <Row>(rows: readonly Row[], name: keyof Row): string =>
  `{${rows.map((row) => elementText(row[name])).join(',')}}`;

/** Rows per statement: large enough to be set-based, small enough that no statement or parameter grows without bound. */
const CHUNK = 10_000;

export const chunksOf = <Item>(items: readonly Item[], size = CHUNK): Item[][] => {
  const chunks: Item[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
};
