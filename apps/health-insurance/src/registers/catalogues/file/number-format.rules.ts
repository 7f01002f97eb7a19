const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Formats that every spreadsheet knows by number alone (ECMA-376 part 1, 18.8.30); the others mean nothing here. */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  [1, '0'],
  [2, '0.00'],
  [9, '0%'],
  [10, '0.00%'],
  ...[14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)].map((id) => [id, 'yyyy-mm-dd'] as const),
  ...[18, 19, 20, 21, 45, 46, 47].map((id) => [id, 'h:mm'] as const),
]);

export type NumberFormat = { readonly pattern: string; readonly isMoment: boolean };

/** A spreadsheet takes no longer one; what is longer was written by nobody's spreadsheet and means nothing. */
const CODE_LENGTH_MAX = 255;
const ELAPSED = /^(?:h+|m+|s+)$/i;

/** The end of what only prints or pads: quoted text, one escaped letter, colours and currencies in brackets; `at` when none begins there. */
const ornamentEnd = (code: string, at: number): number => {
  const sign = code.charAt(at);
  if (sign === '\\' || sign === '_' || sign === '*') return at + 1 < code.length ? at + 2 : at;
  if (sign !== '"' && sign !== '[') return at;
  const close = code.indexOf(sign === '"' ? '"' : ']', at + 1);
  if (close === -1) return at;
  return sign === '[' && ELAPSED.test(code.slice(at + 1, close)) ? at : close + 1;
};

const withoutOrnaments = (code: string): string => {
  let plain = '';
  for (let at = 0; at < code.length; ) {
    const end = ornamentEnd(code, at);
    if (end === at) plain += code.charAt(at);
    at = Math.max(end, at + 1);
  }
  return plain;
};

/** Whether numbers of a format are days or times, and its first part, which is for positive numbers. */
export const numberFormat = (id: number, own: ReadonlyMap<number, string>): NumberFormat => {
  const code = own.get(id) ?? BUILT_IN.get(id) ?? 'General';
  if (code.length > CODE_LENGTH_MAX) return { pattern: '', isMoment: false };
  const [pattern = ''] = withoutOrnaments(code).split(';', 1);
  return { pattern: pattern.trim(), isMoment: /[dmyhs]/i.test(pattern) && !pattern.includes('@') };
};
