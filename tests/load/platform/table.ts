const NAME_WIDTH = 26;
const CELL_WIDTH = 9;

/** A figure as wide as a column. */
export const cell = (value: number, digits = 0): string => value.toFixed(digits).padStart(CELL_WIDTH);

/** One line: a name and what stands behind it, each a text as wide as it is or a heading. */
export const line = (name: string, ...cells: readonly string[]): string =>
  name.padEnd(NAME_WIDTH) + cells.map((text) => text.padStart(CELL_WIDTH)).join('');
