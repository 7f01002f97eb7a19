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

/** Models by the names under which a declaration has them, from whatever handle: `const p = handle.payout`, `({ payout: p }) =>`. */
const namedModelsIn = (node: Node, models: ReadonlyMap<string, Model>): ReadonlyMap<string, Model> => {
  const found = new Map<string, Model>();
  const add = (name: string | undefined, model: string | undefined) => {
    const named = model === undefined ? undefined : models.get(model);
    if (name !== undefined && named !== undefined) found.set(name, named);
  };
  walk(node, (inner) => {
    const key = textOf(childOf(inner, 'key'));
    const init = inner.type === 'VariableDeclarator' ? childOf(inner, 'init') : undefined;
    if (inner.type === 'AssignmentPatternProperty') add(key, key);
    if (inner.type === 'KeyValuePatternProperty') add(textOf(childOf(inner, 'value')), key);
    if (init !== undefined && bare(init).type === 'MemberExpression')
      add(textOf(childOf(inner, 'id')), propertyOf(bare(init)));
    return undefined;
  });
  return found;
};

const callOf = (
  node: Node,
  models: ReadonlyMap<string, Model>,
  named: ReadonlyMap<string, Model>,
): Call | undefined => {
  const callee = node.type === 'CallExpression' ? childOf(node, 'callee') : undefined;
  const method = callee?.type === 'MemberExpression' ? propertyOf(callee) : undefined;
  const object = callee === undefined ? undefined : childOf(callee, 'object');
  const model =
    object?.type === 'MemberExpression' ? models.get(propertyOf(object) ?? '') : named.get(textOf(object) ?? '');
  if (method === undefined || model === undefined || object === undefined) return undefined;
  return WRITING.has(method) || READING.test(method)
    ? { model, write: WRITING.has(method), handle: object }
    : undefined;
};

/** The value of a name, for `include: WITH_LINES` and `where: { ...own }`, and how names are resolved where it is declared. */
export type Resolve = (name: string) => Resolved | undefined;
export type Resolved = { readonly node: Node; readonly resolve: Resolve };

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

/** The objects that an expression may be: behind names, calls of functions, choices and lists, also of other files. */
const objectsIn = (node: Node, resolve: Resolve, depth = 0): Resolved[] => {
  if (depth > DEEPEST) return [];
  const inside = (nodes: readonly Node[], where: Resolve = resolve) =>
    nodes.flatMap((one) => objectsIn(one, where, depth + 1));
  const value = bare(node);
  if (value.type === 'ObjectExpression') return [{ node: value, resolve }];
  if (value.type === 'ConditionalExpression')
    return inside([...nodesOf(value, 'consequent'), ...nodesOf(value, 'alternate')]);
  if (value.type === 'ArrayExpression') return inside(nodesOf(value, 'elements'));
  const named = value.type === 'CallExpression' ? childOf(value, 'callee') : value;
  const declared = named?.type === 'Identifier' ? resolve(textOf(named) ?? '') : undefined;
  if (declared === undefined) return [];
  const { node: made, resolve: where } = declared;
  return inside(value.type === 'CallExpression' ? returnedBy(bare(made)) : [made], where);
};

type Property = Resolved;

const propertiesIn = (node: Node, resolve: Resolve): Property[] =>
  objectsIn(node, resolve).flatMap((object) =>
    nodesOf(object.node, 'properties').map((property) => ({ node: property, resolve: object.resolve })),
  );

type Related = { readonly table: string; readonly write: boolean };

const relationsIn = (
  node: Node,
  model: Model,
  models: ReadonlyMap<string, Model>,
  resolve: Resolve,
  depth = 0,
): Related[] => {
  if (depth > DEEPEST) return [];
  return propertiesIn(node, resolve).flatMap(({ node: property, resolve: where }) => {
    const inner = childOf(property, 'value') ?? childOf(property, 'arguments') ?? property;
    // `{ members }` is a property too.
    const to = model.relations.get(textOf(childOf(property, 'key') ?? property) ?? '');
    const next = to === undefined ? undefined : models.get(to);
    if (next === undefined) return relationsIn(inner, model, models, where, depth + 1);
    // `{ create }` is a property too.
    const asked = propertiesIn(inner, where).map((one) => textOf(childOf(one.node, 'key') ?? one.node) ?? '');
    const write = asked.some((key) => WRITING_INSIDE.has(key));
    return [{ table: next.table, write }, ...relationsIn(inner, next, models, where, depth + 1)];
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

/** Names of a file as they stand at its top: its own, and those of other files by `imported`. */
export const resolveIn = (declarations: readonly Declaration[], imported: Resolve): Resolve => {
  const resolve: Resolve = (name) => {
    const declared = declarations.find((one) => one.name === name)?.node;
    if (declared?.type === 'ExportSpecifier') return resolve(textOf(childOf(declared, 'orig')) ?? '');
    const made = declared === undefined ? undefined : (childOf(declared, 'init') ?? declared);
    return made === undefined ? imported(name) : { node: made, resolve: within(made, resolve) };
  };
  return resolve;
};

/** What a function declares itself comes before what its file does. */
const within =
  (node: Node, resolve: Resolve): Resolve =>
  (name) => {
    const local = localIn(node, name);
    return local === undefined ? resolve(name) : { node: local, resolve: within(node, resolve) };
  };

export const usesOfPrisma = (
  declarations: readonly Declaration[],
  { linesOf }: Syntax,
  models: ReadonlyMap<string, Model>,
  imported: Resolve = () => undefined,
): TableUse[] =>
  declarations.flatMap(({ name: owner, node }) => {
    const found: TableUse[] = [];
    const resolve = within(node, resolveIn(declarations, imported));
    const named = namedModelsIn(node, models);
    const called = new Set<Node>();
    walk(node, (inner) => {
      const call = callOf(inner, models, named);
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
