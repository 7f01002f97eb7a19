// What a pure file does not say: it asks for the clock, for random values, for settings, for the network, or for the time
// zone and the language of the machine.
import type { Source } from '../house/source.mts';
import { childOf, isType, type Node, nodesOf, partsOf, propertyOf, textOf, walk } from '../house/syntax.mts';

/** Globals that are impure however they are used. */
const IMPURE_NAMES = new Set([
  'process',
  'globalThis',
  'global',
  'fetch',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  // Its data and its usual language are those of the machine.
  'Intl',
  'navigator',
  // They reach all of the others.
  'eval',
  'Function',
  'require',
]);

/** Globals that are pure by these members alone; `new Date(value)` is pure too. Under another name they are seen nowhere. */
const PURE_MEMBERS: ReadonlyMap<string, RegExp> = new Map([
  ['Date', /^(?:UTC|parse)$/],
  ['Math', /^(?!random$)/],
  ['crypto', /^(?!getRandomValues$|random|generate|subtle$)/],
]);

/** Methods whose answer depends on the time zone or the language of the machine, and the way from a value to its class. */
const IMPURE_METHODS =
  /^(?:(?:get|set)(?:Hours|Minutes|Seconds|Milliseconds|Date|Day|Month|FullYear|TimezoneOffset)|toLocale\w+|to(?:Date|Time)String|constructor)$/;

/** What even a named library of hashes may not be asked for. */
const IMPURE_IMPORTS =
  /^(?:random(?:UUID|Bytes|Int|Fill|FillSync)|getRandomValues|generate(?:Key|KeySync|KeyPair|KeyPairSync|Prime|PrimeSync)|webcrypto|subtle|createRequire)$/;

export type ImpureWord = { readonly what: string; readonly line: number };

const guardedIn = (node: Node | undefined): string | undefined => {
  const name = node?.type === 'Identifier' ? textOf(node) : undefined;
  return name !== undefined && PURE_MEMBERS.has(name) ? name : undefined;
};

const memberOf = (name: string, member: string | undefined): string | undefined =>
  member !== undefined && PURE_MEMBERS.get(name)?.test(member) ? undefined : `${name}.${member ?? '[...]'}`;

/** `const { now } = Date` */
const takenOf = (name: string, pattern: Node | undefined): string | undefined =>
  pattern?.type === 'ObjectPattern'
    ? nodesOf(pattern, 'properties')
        .map((one) => memberOf(name, textOf(childOf(one, 'key'))))
        .find((what) => what !== undefined)
    : `${name} under another name`;

/** The child that names a guarded global, and what is impure about this use of it. */
type Use = { readonly global: Node; readonly what: string | undefined };

const useOf = (node: Node): Use | undefined => {
  const used = (part: string, whatOf: (name: string) => string | undefined): Use | undefined => {
    const global = childOf(node, part);
    const name = guardedIn(global);
    return global === undefined || name === undefined ? undefined : { global, what: whatOf(name) };
  };
  if (node.type === 'MemberExpression') return used('object', (name) => memberOf(name, propertyOf(node)));
  if (node.type === 'CallExpression') return used('callee', (name) => `${name}()`);
  if (node.type === 'NewExpression')
    return used('callee', (name) =>
      name === 'Date' && nodesOf(node, 'arguments').length > 0 ? undefined : `new ${name}()`,
    );
  if (node.type === 'VariableDeclarator') return used('init', (name) => takenOf(name, childOf(node, 'id')));
  if (node.type === 'BinaryExpression' && node.operator === 'instanceof') return used('right', () => undefined);
  return undefined;
};

const methodOf = (node: Node): string | undefined => {
  const method = node.type === 'MemberExpression' ? propertyOf(node) : undefined;
  return method !== undefined && IMPURE_METHODS.test(method) ? method : undefined;
};

const importedWords = ({ imports }: Source): ImpureWord[] =>
  imports.flatMap(({ specifier, names, line, typeOnly }) =>
    names.flatMap(({ imported, typeOnly: only }) => {
      if (typeOnly || only) return [];
      if (IMPURE_IMPORTS.test(imported)) return [{ what: imported, line }];
      // Of all of a library nobody sees what is asked for.
      const isWhole = imported === '*' || imported === 'default';
      return isWhole && specifier.startsWith('node:') ? [{ what: `all of ${specifier}`, line }] : [];
    }),
  );

export const impureWordsIn = (source: Source): ImpureWord[] => {
  const { syntax, declarations } = source;
  const found = importedWords(source);
  // What a file declares itself, or is given, is no global.
  const own = new Set(declarations.map(({ name }) => name));
  // Names of properties and of keys are no names of globals, and what was judged with its use is not judged again.
  const judged = new Set<Node>();
  const wordOf = (node: Node): string | undefined => {
    const use = useOf(node);
    if (use !== undefined) judged.add(use.global);
    const name = node.type === 'Identifier' && !judged.has(node) ? textOf(node) : undefined;
    const global = name !== undefined && IMPURE_NAMES.has(name) && !own.has(name) ? name : undefined;
    const guarded = judged.has(node) ? undefined : guardedIn(node);
    return use?.what ?? methodOf(node) ?? global ?? (guarded && `${guarded} under another name`);
  };
  walk(syntax.module, (node) => {
    if (isType(node) || node.type === 'ImportDeclaration') return false;
    for (const name of partsOf(node, 'property', 'key')) judged.add(name);
    const what = wordOf(node);
    if (what !== undefined) found.push({ what, line: syntax.linesOf(node).first });
    return undefined;
  });
  return found;
};
