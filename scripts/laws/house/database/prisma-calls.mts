// The tables that a file reads and writes through Prisma.
import type { Declaration } from '../declarations.mts';
import { bare, childOf, type Node, nodesOf, type Syntax, textOf, walk } from '../syntax.mts';
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

type Call = { readonly model: Model; readonly write: boolean; readonly node: Node };

const callOf = (node: Node, models: ReadonlyMap<string, Model>): Call | undefined => {
  const callee = node.type === 'CallExpression' ? childOf(node, 'callee') : undefined;
  const method = callee?.type === 'MemberExpression' ? textOf(childOf(callee, 'property')) : undefined;
  const object = callee === undefined ? undefined : childOf(callee, 'object');
  const named = object?.type === 'MemberExpression' ? textOf(childOf(object, 'property')) : undefined;
  const model = named === undefined ? undefined : models.get(named);
  if (method === undefined || model === undefined) return undefined;
  return WRITING.has(method) || READING.test(method) ? { model, write: WRITING.has(method), node } : undefined;
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
    walk(node, (inner) => {
      const call = callOf(inner, models);
      if (call === undefined) return undefined;
      const line = linesOf(inner).first;
      const related = nodesOf(inner, 'arguments').flatMap((argument) =>
        relationsIn(argument, call.model, models, resolve),
      );
      for (const { table, write } of [{ table: call.model.table, write: call.write }, ...related])
        found.push({ table, write: write && call.write, line, owner });
      return undefined;
    });
    return found;
  });
