// The tables that a file reads and writes through Prisma.
import type { Declaration } from '../declarations.mts';
import { bare, childOf, type Node, nodesOf, propertyOf, type Syntax, textOf, walk } from '../syntax.mts';
import type { Model } from './models.mts';
import type { TableUse } from './table-use.mts';

const WRITING = new Set([
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
  'delete',
  'deleteMany',
]);
const READING = /^(find|count|aggregate|groupBy)/;
/** Inside the data of a call: they write the table on the other side of a relation. */
const WRITING_INSIDE = new Set([...WRITING, 'connectOrCreate', 'set', 'disconnect', 'connect']);

type Call = { readonly model: Model; readonly write: boolean; readonly handle: Node };

const callOf = (node: Node, models: ReadonlyMap<string, Model>): Call | undefined => {
  const callee = node.type === 'CallExpression' ? childOf(node, 'callee') : undefined;
  const method = callee?.type === 'MemberExpression' ? propertyOf(callee) : undefined;
  const object = callee === undefined ? undefined : childOf(callee, 'object');
  const named = object?.type === 'MemberExpression' ? propertyOf(object) : undefined;
  const model = named === undefined ? undefined : models.get(named);
  if (method === undefined || model === undefined || object === undefined) return undefined;
  return WRITING.has(method) || READING.test(method)
    ? { model, write: WRITING.has(method), handle: object }
    : undefined;
};

/** The value of a name that the file declares itself, for `include: WITH_LINES` and `where: { ...own }`. */
type Resolve = (name: string) => Node | undefined;

const returnedBy = (made: Node): Node[] => {
  const body = childOf(made, 'body');
  if (body === undefined) return [];
  if (nodesOf(body, 'stmts').length === 0) return [body];
  const returned: Node[] = [];
  walk(body, (inner) => {
    if (inner.type === 'ReturnStatement') returned.push(...nodesOf(inner, 'argument'));
    return undefined;
  });
  return returned;
};

/** Objects do not nest this deep; a name that stands for itself does. */
const DEEPEST = 12;

/** The objects that an expression may be: behind names, calls of the file's own functions, choices and lists. */
const objectsIn = (node: Node, resolve: Resolve, depth = 0): Node[] => {
  if (depth > DEEPEST) return [];
  const inside = (nodes: readonly Node[]) => nodes.flatMap((one) => objectsIn(one, resolve, depth + 1));
  const value = bare(node);
  if (value.type === 'ObjectExpression') return [value];
  if (value.type === 'ConditionalExpression')
    return inside([...nodesOf(value, 'consequent'), ...nodesOf(value, 'alternate')]);
  if (value.type === 'ArrayExpression') return inside(nodesOf(value, 'elements'));
  const named = value.type === 'CallExpression' ? childOf(value, 'callee') : value;
  const declared = named?.type === 'Identifier' ? resolve(textOf(named) ?? '') : undefined;
  if (declared === undefined) return [];
  return inside(value.type === 'CallExpression' ? returnedBy(bare(declared)) : [declared]);
};

type Related = { readonly table: string; readonly write: boolean };

const relationsIn = (
  node: Node,
  model: Model,
  models: ReadonlyMap<string, Model>,
  resolve: Resolve,
  depth = 0,
): Related[] => {
  if (depth > DEEPEST) return [];
  const properties = objectsIn(node, resolve).flatMap((object) => nodesOf(object, 'properties'));
  return properties.flatMap((property) => {
    const inner = childOf(property, 'value') ?? childOf(property, 'arguments') ?? property;
    // `{ members }` is a property too.
    const to = model.relations.get(textOf(childOf(property, 'key') ?? property) ?? '');
    const next = to === undefined ? undefined : models.get(to);
    if (next === undefined) return relationsIn(inner, model, models, resolve, depth + 1);
    const asked = objectsIn(inner, resolve).flatMap((object) => nodesOf(object, 'properties'));
    const write = asked.some((one) => WRITING_INSIDE.has(textOf(childOf(one, 'key')) ?? ''));
    return [{ table: next.table, write }, ...relationsIn(inner, next, models, resolve, depth + 1)];
  });
};

const localIn = (node: Node, name: string): Node | undefined => {
  let found: Node | undefined;
  walk(node, (inner) => {
    if (inner.type === 'VariableDeclarator' && textOf(childOf(inner, 'id')) === name) found ??= childOf(inner, 'init');
    return found === undefined;
  });
  return found;
};

const nameOf = (node: Node | undefined): string | undefined =>
  node?.type === 'MemberExpression' ? propertyOf(node) : textOf(node);

const isHandle = (node: Node | undefined): boolean => node !== undefined && nameOf(bare(node)) === 'db';

const keysOf = (pattern: Node): string[] =>
  pattern.type === 'ObjectPattern'
    ? nodesOf(pattern, 'properties').flatMap((property) => textOf(childOf(property, 'key')) ?? [])
    : [];

/** Before the name of a value that names a model; methods of the client begin with a dollar themselves. */
const VALUE = '=';

/** What a node takes out of the handle: `const { payout } = tx.db`, `({ db: { payout } }) =>`, `tx.db.payout` and `tx.db[name]`. */
const takenFrom = (node: Node): string[] => {
  if (node.type === 'VariableDeclarator' && isHandle(childOf(node, 'init'))) return keysOf(childOf(node, 'id') ?? node);
  if (node.type === 'KeyValuePatternProperty' && textOf(childOf(node, 'key')) === 'db')
    return keysOf(childOf(node, 'value') ?? node);
  if (node.type !== 'MemberExpression' || !isHandle(childOf(node, 'object'))) return [];
  const name = propertyOf(node);
  return [name ?? `${VALUE}$${nameOf(childOf(childOf(node, 'property') ?? node, 'expression')) ?? '_'}`];
};

/** A model that is not called where it is named may be written by whoever holds it: it counts as written. */
const handedOut = (node: Node, called: ReadonlySet<Node>, models: ReadonlyMap<string, Model>): string[] =>
  called.has(node)
    ? []
    : takenFrom(node).flatMap((name) => models.get(name)?.table ?? (name.startsWith(VALUE) ? [name.slice(1)] : []));

export const usesOfPrisma = (
  declarations: readonly Declaration[],
  { linesOf }: Syntax,
  models: ReadonlyMap<string, Model>,
): TableUse[] =>
  declarations.flatMap(({ name: owner, node }) => {
    const found: TableUse[] = [];
    const resolve: Resolve = (name) => {
      const declared = declarations.find((one) => one.name === name)?.node;
      return localIn(node, name) ?? (declared === undefined ? undefined : childOf(declared, 'init'));
    };
    const called = new Set<Node>();
    walk(node, (inner) => {
      const call = callOf(inner, models);
      if (call === undefined) {
        for (const table of handedOut(inner, called, models))
          found.push({ table, write: true, lock: false, line: linesOf(inner).first, owner });
        return undefined;
      }
      called.add(call.handle);
      const line = linesOf(inner).first;
      const related = nodesOf(inner, 'arguments').flatMap((argument) =>
        relationsIn(argument, call.model, models, resolve),
      );
      for (const { table, write } of [{ table: call.model.table, write: call.write }, ...related])
        found.push({ table, write: write && call.write, lock: false, line, owner });
      return undefined;
    });
    return found;
  });
