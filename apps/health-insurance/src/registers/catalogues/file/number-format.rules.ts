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

/** What a format only prints or pads with: quoted text, one escaped letter, colours and currencies in brackets. */
const ORNAMENT = /"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;

/** Whether numbers of a format are days or times, and its first part, which is for positive numbers. */
export const numberFormat = (id: number, own: ReadonlyMap<number, string>): NumberFormat => {
  const code = own.get(id) ?? BUILT_IN.get(id) ?? 'General';
  const [pattern = ''] = code.replaceAll(ORNAMENT, '').split(';', 1);
  return { pattern: pattern.trim(), isMoment: /[dmyhs]/i.test(pattern) && !pattern.includes('@') };
};
