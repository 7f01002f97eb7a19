// What a pure file does not do: keep something between two calls. What stands at the top of it is data that nobody writes.
import { boundBy, type Declaration } from '../house/declarations.mts';
import type { Source } from '../house/source.mts';
import { bare, childOf, isFunction, isType, type Node, nodesOf, propertyOf, textOf, walk } from '../house/syntax.mts';
import type { ImpureWord } from './impure-words.mts';

/** Objects that a file may make when it is loaded: they are what they were made of, unless somebody writes them. */
const OF_VALUES = new Set(['Map', 'Set', 'RegExp', 'Date', 'URL', 'Error', 'TextEncoder', 'TextDecoder', 'Uint8Array']);
const COLLECTIONS = new Set(['Map', 'Set', 'Array']);
/** Their only use is to be filled later. */
const WEAK = new Set(['WeakMap', 'WeakSet', 'WeakRef']);

/** Methods that change what they are called on. */
const CHANGING = new Set([
  ...['set', 'add', 'delete', 'clear', 'push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill'],
  ...['copyWithin', 'next'],
]);
/** Of these an object of another file may have one of its own by the same name: `money.add(one, other)`. */
const COMMON_WORDS = new Set(['set', 'add', 'delete', 'next', 'fill', 'sort', 'reverse']);
/** Methods that hand out a part of what they are called on. */
const HANDING_OUT = new Set(['get', 'at', 'find', 'values', 'entries']);
const CHANGING_FIRST = /^(?:assign|defineProperty|defineProperties|setPrototypeOf|set|deleteProperty)$/;
const REFLECTING = new Set(['Object', 'Reflect']);

const plain = (node: Node | undefined): Node | undefined => {
  if (node === undefined) return undefined;
  const value = bare(node);
  return value.type === 'OptionalChainingExpression' ? plain(childOf(value, 'base')) : value;
};

type Root = { readonly name: string; readonly depth: number };

/** The name at the beginning of `CACHE.of[kind].get(key)?.list`, and how many steps away it is. */
const rootOf = (node: Node | undefined): Root | undefined => {
  const value = plain(node);
  if (value?.type === 'Identifier') return { name: textOf(value) ?? '', depth: 0 };
  if (value?.type === 'MemberExpression') {
    const root = rootOf(childOf(value, 'object'));
    return root && { ...root, depth: root.depth + 1 };
  }
  const callee = value?.type === 'CallExpression' ? plain(childOf(value, 'callee')) : undefined;
  return callee?.type === 'MemberExpression' && HANDING_OUT.has(propertyOf(callee) ?? '') ? rootOf(callee) : undefined;
};

type Write = { readonly root: Root; readonly method: string | undefined };

const membersIn = (node: Node): Node[] => {
  const found: Node[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'MemberExpression') return undefined;
    found.push(inner);
    return false;
  });
  return found;
};

/** What an expression writes of something that has a name; a name that is given another value is a `let`. */
const writesOf = (node: Node): Write[] => {
  const of = (target: Node | undefined, method?: string): Write[] => {
    const root = rootOf(target);
    return root === undefined ? [] : [{ root, method }];
  };
  const assigned =
    node.type === 'AssignmentExpression'
      ? childOf(node, 'left')
      : node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete')
        ? childOf(node, 'argument')
        : undefined;
  if (assigned !== undefined) return membersIn(assigned).flatMap((member) => of(childOf(member, 'object')));
  const callee = node.type === 'CallExpression' ? plain(childOf(node, 'callee')) : undefined;
  const method = callee?.type === 'MemberExpression' ? propertyOf(callee) : undefined;
  if (callee === undefined || method === undefined) return [];
  if (REFLECTING.has(textOf(childOf(callee, 'object')) ?? ''))
    return CHANGING_FIRST.test(method) ? of(nodesOf(node, 'arguments')[0]) : [];
  return of(childOf(callee, 'object'), method);
};

/** `readonly string[]`, `ReadonlyMap<...>`: the compiler keeps it from being written. */
const isReadonly = (declarator: Node): boolean => {
  const type = childOf(
    childOf(childOf(declarator, 'id') ?? declarator, 'typeAnnotation') ?? declarator,
    'typeAnnotation',
  );
  if (type?.type === 'TsTypeOperator') return type.op === 'readonly';
  return type?.type === 'TsTypeReference' && /^Readonly/.test(textOf(childOf(type, 'typeName')) ?? '');
};

const madeBy = (node: Node): string | undefined =>
  node.type === 'NewExpression' ? (textOf(childOf(node, 'callee')) ?? 'class') : undefined;

const isEmptyCollection = (node: Node): boolean => {
  const made = madeBy(node);
  if (made !== undefined && WEAK.has(made)) return true;
  return made !== undefined && COLLECTIONS.has(made) && nodesOf(node, 'arguments').length === 0;
};

const isEmptyLiteral = (node: Node): boolean =>
  (node.type === 'ArrayExpression' && nodesOf(node, 'elements').length === 0) ||
  (node.type === 'ObjectExpression' && nodesOf(node, 'properties').length === 0);

/** What is made when the file is loaded and can only be meant to change. */
const madeOnLoad = ({ name, node }: Declaration): { readonly node: Node; readonly what: string }[] => {
  const init = childOf(node, 'init');
  const value = init === undefined ? undefined : bare(init);
  const empty = `the empty ${name}, which is filled later`;
  if (value !== undefined && isReadonly(node)) return [];
  if (value !== undefined && isEmptyLiteral(value) && init?.type !== 'TsConstAssertion') return [{ node, what: empty }];
  const found: { node: Node; what: string }[] = [];
  walk(node, (inner) => {
    if (isFunction(inner) || isType(inner)) return false;
    if ((inner.type === 'ClassProperty' || inner.type === 'PrivateProperty') && inner.isStatic !== true) return false;
    const made = madeBy(inner);
    const callee = inner.type === 'CallExpression' ? plain(childOf(inner, 'callee')) : undefined;
    if (isEmptyCollection(inner)) found.push({ node: inner, what: empty });
    else if (made !== undefined && !OF_VALUES.has(made) && !COLLECTIONS.has(made))
      found.push({ node: inner, what: `an object of its own (${made})` });
    else if (callee !== undefined && isFunction(callee))
      found.push({ node: inner, what: 'what a function keeps that is called when the file is loaded' });
    return undefined;
  });
  return found;
};

/** `collection` may be changed by a method, `object` by an assignment or in its parts, `foreign` is of another file. */
type Form = 'collection' | 'object' | 'foreign' | 'searching';
/** Something at the top of a file, also under a name that a function gives to a part of it. */
type Kept = { readonly form: Form; readonly of: string };

const formOf = ({ node }: Declaration): Form => {
  const init = childOf(node, 'init');
  const value = init === undefined ? undefined : bare(init);
  if (value?.type === 'RegExpLiteral') return /[gy]/.test(String(value.flags ?? '')) ? 'searching' : 'object';
  const isCollection = ['ArrayExpression', 'NewExpression', 'CallExpression'].includes(value?.type ?? '');
  return isCollection ? 'collection' : 'object';
};

const keptNames = ({ declarations, imports }: Source): Map<string, Kept> =>
  new Map([
    ...imports
      .filter(({ specifier, typeOnly }) => !typeOnly && /^(?:\.|@ansinh\/)/.test(specifier))
      .flatMap(({ names }) => names.map(({ local }): [string, Kept] => [local, { form: 'foreign', of: local }])),
    ...declarations.map((one): [string, Kept] => [one.name, { form: formOf(one), of: one.name }]),
  ]);

const isChange = (form: Form, { root: { name, depth }, method }: Write): boolean => {
  if (method === undefined) return true;
  if (form === 'searching') return method === 'exec' || method === 'test';
  if (!CHANGING.has(method)) return false;
  // Data of a file is in UPPER_CASE.
  if (form === 'foreign') return depth > 0 || /^[A-Z]/.test(name) || !COMMON_WORDS.has(method);
  return form === 'collection' || depth > 0;
};

/** Names of the function itself hide those of the file, unless they stand for a part of what the file keeps. */
const namesWithin = ({ node }: Declaration, file: ReadonlyMap<string, Kept>): ReadonlyMap<string, Kept> => {
  const within = new Map(file);
  const bind = (pattern: Node | undefined, value: Node | undefined) => {
    const root = value === undefined ? undefined : rootOf(value);
    const kept = root === undefined ? undefined : within.get(root.name);
    // A part of an object, or what a collection hands out, is changed by its methods as a collection is.
    for (const name of pattern === undefined ? [] : boundBy(pattern))
      if (kept === undefined) within.delete(name);
      else within.set(name, { form: kept.form === 'foreign' ? 'foreign' : 'collection', of: kept.of });
  };
  const bound = new Set<Node>([node]);
  walk(node, (inner) => {
    if (isType(inner)) return false;
    if (inner.type === 'ForOfStatement')
      for (const one of nodesOf(childOf(inner, 'left') ?? inner, 'declarations')) {
        bind(childOf(one, 'id'), childOf(inner, 'right'));
        bound.add(one);
      }
    if (inner.type === 'VariableDeclarator' && !bound.has(inner)) bind(childOf(inner, 'id'), childOf(inner, 'init'));
    if (inner.type === 'Parameter') bind(inner, undefined);
    if (isFunction(inner)) for (const parameter of nodesOf(inner, 'params')) bind(parameter, undefined);
    return undefined;
  });
  return within;
};

const writtenIn = (declaration: Declaration, file: ReadonlyMap<string, Kept>): { node: Node; what: string }[] => {
  const names = namesWithin(declaration, file);
  const found: { node: Node; what: string }[] = [];
  walk(declaration.node, (node) => {
    if (isType(node)) return false;
    for (const write of writesOf(node)) {
      const kept = names.get(write.root.name);
      if (kept !== undefined && isChange(kept.form, write)) found.push({ node, what: `what ${kept.of} keeps` });
    }
    return undefined;
  });
  return found;
};

export const keptStateIn = (source: Source): ImpureWord[] => {
  const { syntax, declarations } = source;
  const lineOf = (node: Node) => syntax.linesOf(node).first;
  const letWords = nodesOf(syntax.module, 'body').flatMap((statement) => {
    const declared = statement.type === 'ExportDeclaration' ? childOf(statement, 'declaration') : statement;
    return declared?.type === 'VariableDeclaration' && declared.kind !== 'const'
      ? [{ what: `${String(declared.kind)} outside of a function`, line: lineOf(declared) }]
      : [];
  });
  const made = declarations.flatMap(madeOnLoad);
  // What may not be made is found once, where it is made.
  const file = keptNames(source);
  for (const { name, node } of declarations)
    if (made.some((one) => one.node === childOf(node, 'init'))) file.delete(name);
  const words = [...made, ...declarations.flatMap((one) => writtenIn(one, file))];
  return [...letWords, ...words.map(({ node, what }) => ({ what, line: lineOf(node) }))];
};
