/** A number as people write it, as a plain decimal, or what makes it two numbers at once. */
export type WrittenNumber = { readonly text: string } | { readonly fault: string };

const GROUPS = {
  '.': {
    one: /^[1-9]\d{0,2}\.\d{3}$/,
    several: /^[1-9]\d{0,2}(?:\.\d{3}){2,6}$/,
    whole: /^[1-9]\d{0,2}(?:\.\d{3}){1,6},\d{1,9}$/,
  },
  ',': {
    one: /^[1-9]\d{0,2},\d{3}$/,
    several: /^[1-9]\d{0,2}(?:,\d{3}){2,6}$/,
    whole: /^[1-9]\d{0,2}(?:,\d{3}){1,6}\.\d{1,9}$/,
  },
} as const;
const DECIMAL_COMMA = /^\d{1,15},\d{1,9}$/;

const both = (text: string): string => {
  const [whole = '', thousands = ''] = text.split(/[.,]/);
  return `can be ${whole} or ${whole}${thousands}: write it without a separator of thousands`;
};

/**
 * Reads a number as Vietnamese offices write it: `1.234.567,5`, `1.234.567`, `45,5`; also `1,234,567.5` and plain decimals.
 * `150.000` is a hundred and fifty thousand in an office and a hundred and fifty in the national files: it is not guessed at.
 */
export const readWritten = (text: string): WrittenNumber => {
  if (GROUPS['.'].one.test(text) || GROUPS[','].one.test(text)) return { fault: both(text) };
  if (GROUPS['.'].several.test(text) || GROUPS['.'].whole.test(text))
    return { text: text.replaceAll('.', '').replace(',', '.') };
  if (GROUPS[','].several.test(text) || GROUPS[','].whole.test(text)) return { text: text.replaceAll(',', '') };
  return { text: DECIMAL_COMMA.test(text) ? text.replace(',', '.') : text };
};
