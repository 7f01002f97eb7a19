const NEEDS_QUOTES = /[",{}\\\s]|^$|^null$/i;

const elementText = (value: string | number | bigint): string => {
  const text = String(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
};

/** One column of many rows as the text of a PostgreSQL array: a real array would be encoded element by element. */
export const arrayColumn = (values: readonly (string | number | bigint)[]): string =>
  `{${values.map(elementText).join(',')}}`;
