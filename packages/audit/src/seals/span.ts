/** Positions from `from` to before `to`. */
export type Span = { readonly from: bigint; readonly to: bigint };

/** Above every number that a position can be. */
export const NO_END = 9_223_372_036_854_775_808n;

/** Reads what PostgreSQL writes of an int8multirange: `{[1,58),[60,)}`. */
export const spansOf = (text: string): Span[] =>
  [...text.matchAll(/\[(-?\d+),(-?\d*)\)/g)].map(([, from = '', to = '']) => ({
    from: BigInt(from),
    to: to === '' ? NO_END : BigInt(to),
  }));

/** The positions of rows, which stand in their order, as PostgreSQL reads an int8multirange. */
export const spansTextOf = (positions: readonly bigint[]): string => {
  const spans: { from: bigint; to: bigint }[] = [];
  for (const position of positions) {
    const last = spans.at(-1);
    if (last !== undefined && last.to === position) last.to = position + 1n;
    else spans.push({ from: position, to: position + 1n });
  }
  return `{${spans.map(({ from, to }) => `[${from},${to})`).join(',')}}`;
};

/** What of them is not above a position. */
export const upTo = (spans: readonly Span[], last: bigint): Span[] =>
  spans.map(({ from, to }) => ({ from, to: to > last + 1n ? last + 1n : to })).filter(({ from, to }) => from < to);

/** How many positions they hold. */
export const countOf = (spans: readonly Span[]): bigint => spans.reduce((sum, { from, to }) => sum + (to - from), 0n);
