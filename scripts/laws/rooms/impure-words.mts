// What a pure file does not say: it asks for the clock, for random values, for settings, for the network, or it keeps
// something between two calls.
import type { Source } from '../house/source.mts';
import { childOf, isType, type Node, nodesOf, propertyOf, textOf, walk } from '../house/syntax.mts';

/** Globals that are impure however they are used. */
const IMPURE_NAMES = new Set([
  'process',
  'globalThis',
  'fetch',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
]);
/** Members of what is pure otherwise. */
const IMPURE_MEMBERS: ReadonlyMap<string, RegExp> = new Map([
  ['Date', /^now$/],
  ['Math', /^random$/],
  ['crypto', /^(?:getRandomValues|random\w*|generate\w*)$/],
]);
/** What even a named library of hashes may not be asked for. */
const IMPURE_IMPORTS = /^(?:random(?:UUID|Bytes|Int|Fill|FillSync)|getRandomValues|generateKeyPairSync)$/;

export type ImpureWord = { readonly what: string; readonly line: number };

const dateOf = (node: Node): string | undefined => {
  const isDate = textOf(childOf(node, 'callee')) === 'Date';
  if (!isDate) return undefined;
  if (node.type === 'CallExpression') return 'Date()';
  return node.type === 'NewExpression' && nodesOf(node, 'arguments').length === 0 ? 'new Date()' : undefined;
};

const memberOf = (node: Node): string | undefined => {
  if (node.type !== 'MemberExpression') return undefined;
  const [object, property] = [textOf(childOf(node, 'object')), propertyOf(node)];
  if (object === undefined || property === undefined) return undefined;
  return IMPURE_MEMBERS.get(object)?.test(property) ? `${object}.${property}` : undefined;
};

/** `const { now } = Date` takes the same. */
const takenOf = (node: Node): string | undefined => {
  const object = node.type === 'VariableDeclarator' ? textOf(childOf(node, 'init')) : undefined;
  const members = object === undefined ? undefined : IMPURE_MEMBERS.get(object);
  const keys = nodesOf(childOf(node, 'id') ?? node, 'properties').map((one) => textOf(childOf(one, 'key')) ?? '');
  const taken = keys.find((key) => members?.test(key));
  return taken === undefined ? undefined : `${object}.${taken}`;
};

/** Names of properties and of keys are no names of globals. */
const nameOf = (node: Node, inner: ReadonlySet<Node>): string | undefined => {
  const name = node.type === 'Identifier' && !inner.has(node) ? textOf(node) : undefined;
  return name !== undefined && IMPURE_NAMES.has(name) ? name : undefined;
};

export const impureWordsIn = ({ syntax, imports, declarations }: Source): ImpureWord[] => {
  const found: ImpureWord[] = imports.flatMap(({ names, line, typeOnly }) =>
    names
      .filter(({ imported, typeOnly: only }) => !typeOnly && !only && IMPURE_IMPORTS.test(imported))
      .map(({ imported }) => ({ what: imported, line })),
  );
  // What a file declares itself, or is given, is no global.
  const own = new Set(declarations.map(({ name }) => name));
  const skipped = new Set<Node>();
  walk(syntax.module, (node) => {
    if (isType(node) || node.type === 'ImportDeclaration') return false;
    for (const part of ['property', 'key']) {
      const inner = childOf(node, part);
      if (inner !== undefined) skipped.add(inner);
    }
    const name = nameOf(node, skipped);
    const what =
      dateOf(node) ?? memberOf(node) ?? takenOf(node) ?? (name !== undefined && own.has(name) ? undefined : name);
    if (what !== undefined) found.push({ what, line: syntax.linesOf(node).first });
    return undefined;
  });
  for (const statement of nodesOf(syntax.module, 'body')) {
    const declared = statement.type === 'ExportDeclaration' ? childOf(statement, 'declaration') : statement;
    if (declared?.type === 'VariableDeclaration' && declared.kind !== 'const')
      found.push({ what: `${String(declared.kind)} outside of a function`, line: syntax.linesOf(declared).first });
  }
  return found;
};
