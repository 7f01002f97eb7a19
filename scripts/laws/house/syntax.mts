// The tree that the parser makes, read without its hundred types: a node has a type, perhaps a span, and children.
import { parseSync } from '@swc/core';

export type Node = { readonly type: string; readonly [key: string]: unknown };

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Adds the nodes of a value; arguments stand in objects without a type: { spread, expression }. */
const collect = (value: unknown, found: Node[]): void => {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const one of value) collect(one, found);
  else if (isNode(value)) found.push(value);
  else for (const one of Object.values(value)) collect(one, found);
};

const nodesIn = (value: unknown): Node[] => {
  const found: Node[] = [];
  collect(value, found);
  return found;
};

export const childrenOf = (node: Node): Node[] => {
  const found: Node[] = [];
  for (const name in node) if (name !== 'span') collect(node[name], found);
  return found;
};

/** The child of that name, when it is a node. */
export const childOf = (node: Node, name: string): Node | undefined => {
  const child = node[name];
  return isNode(child) ? child : undefined;
};

/** The children by these names. */
export const partsOf = (node: Node, ...names: readonly string[]): Node[] =>
  names.flatMap((name) => childOf(node, name) ?? []);

export const nodesOf = (node: Node, name: string): Node[] => nodesIn(node[name]);

/** Goes through a tree from above; `visit` answers false where it has seen enough. */
export const walk = (node: Node, visit: (node: Node) => boolean | undefined): void => {
  if (visit(node) === false) return;
  for (const child of childrenOf(node)) walk(child, visit);
};

const VALUES = new Set([
  'TsAsExpression',
  'TsSatisfiesExpression',
  'TsNonNullExpression',
  'TsConstAssertion',
  'TsTypeAssertion',
  'TsInstantiation',
  'TsParameterProperty',
]);

/** Types are written in the tree too; what runs is not in them. */
export const isType = (node: Node): boolean => node.type.startsWith('Ts') && !VALUES.has(node.type);

const FUNCTIONS = new Set([
  'ArrowFunctionExpression',
  'FunctionExpression',
  'FunctionDeclaration',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
]);

export const isFunction = (node: Node): boolean => FUNCTIONS.has(node.type);

export const textOf = (node: Node | undefined): string | undefined =>
  node !== undefined && typeof node.value === 'string' ? node.value : undefined;

/** The name that `a.name` or `a['name']` asks for. */
export const propertyOf = (member: Node): string | undefined => {
  const property = childOf(member, 'property');
  if (property?.type !== 'Computed') return textOf(property);
  const computed = childOf(property, 'expression');
  return computed?.type === 'StringLiteral' ? textOf(computed) : undefined;
};

/** An expression without what only the type checker reads: parentheses, `as`, `satisfies`, `!`. */
export const bare = (node: Node): Node => {
  const inner = childOf(node, 'expression');
  return inner !== undefined && (node.type === 'ParenthesisExpression' || VALUES.has(node.type)) ? bare(inner) : node;
};

const spanOf = (node: Node): { start: number; end: number } | undefined => {
  const { span } = node;
  if (typeof span === 'object' && span !== null && 'start' in span && 'end' in span) {
    const { start, end } = span;
    if (typeof start === 'number' && typeof end === 'number') return { start, end };
  }
  return childrenOf(node)
    .map(spanOf)
    .find((found) => found !== undefined);
};

export type Syntax = {
  readonly module: Node;
  /** The lines that a node begins and ends on, from 1. */
  readonly linesOf: (node: Node) => { readonly first: number; readonly last: number };
  readonly write: (node: Node) => string;
};

/** Spans count bytes of the text and begin with 1. */
export const parse = (path: string, text: string): Syntax => {
  const bytes = Buffer.from(text);
  const starts = [0];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  const lineAt = (position: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  const parsed: unknown = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'es2024' });
  if (!isNode(parsed)) throw new Error(`${path} is no module`);
  return {
    module: parsed,
    linesOf: (node) => {
      const { start, end } = spanOf(node) ?? { start: 1, end: 1 };
      return { first: lineAt(start - 1), last: lineAt(end - 2) };
    },
    write: (node) => {
      const { start, end } = spanOf(node) ?? { start: 1, end: 1 };
      return bytes.subarray(start - 1, end - 1).toString();
    },
  };
};
