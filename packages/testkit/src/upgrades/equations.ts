import type { Table } from './catalogue';

const LEFT = /^\("?(\w+)"? = (?!ANY \()(.+)\)$/s;
const RIGHT = /^\((.+) = "?(\w+)"?\)$/s;

/** Whether all brackets that it opens are its own. */
const isWhole = (text: string): boolean => {
  let depth = 0;
  for (const sign of text.replaceAll(/'(?:[^']|'')*'/g, '')) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
};

/**
 * Columns whose value a constraint computes from the others, by the expression of it: nobody would hit upon
 * `amount_vnd = (fund_pays + 50) / 100`.
 */
export const equationsOf = ({ columns, checks }: Table): ReadonlyMap<string, string> => {
  const isColumn = (name: string | undefined): name is string => columns.some((column) => column.name === name);
  const equations = new Map<string, string>();
  for (const { expression } of checks) {
    const [, leftName, leftRest = ''] = LEFT.exec(expression) ?? [];
    const [, rightRest = '', rightName] = RIGHT.exec(expression) ?? [];
    if (isColumn(leftName) && isWhole(leftRest)) equations.set(leftName, leftRest);
    else if (isColumn(rightName) && isWhole(rightRest)) equations.set(rightName, rightRest);
  }
  return equations;
};
