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

/** The value of a name that the file declares itself, for `include: WITH_LINES`. */
type Constants = (name: string) => Node | undefined;

const relationsIn = (
  node: Node,
  model: Model,
  models: ReadonlyMap<string, Model>,
  constants: Constants,
): { table: string; write: boolean }[] => {
  const value = bare(node);
  if (value.type === 'Identifier') {
    const constant = constants(textOf(value) ?? '');
    return constant === undefined ? [] : relationsIn(constant, model, models, constants);
  }
  const parts =
    value.type === 'ConditionalExpression' ? ['consequent', 'alternate'] : ['elements', 'properties', 'arguments'];
  return parts
    .flatMap((part) => nodesOf(value, part))
    .flatMap((part) => {
      const inner =
        childOf(part, 'value') ?? childOf(part, 'arguments') ?? (part.type === 'KeyValueProperty' ? undefined : part);
      if (inner === undefined) return [];
      const to = model.relations.get(textOf(childOf(part, 'key')) ?? '');
      const next = to === undefined ? undefined : models.get(to);
      if (next === undefined) return inner === value ? [] : relationsIn(inner, model, models, constants);
      const keys = nodesOf(bare(inner), 'properties').map((property) => textOf(childOf(property, 'key')) ?? '');
      const write = keys.some((key) => WRITING_INSIDE.has(key));
      return [{ table: next.table, write }, ...relationsIn(inner, next, models, constants)];
    });
};

export const usesOfPrisma = (
  declarations: readonly Declaration[],
  { linesOf }: Syntax,
  models: ReadonlyMap<string, Model>,
): TableUse[] => {
  const constants: Constants = (name) => {
    const declared = declarations.find((one) => one.name === name)?.node;
    return declared === undefined ? undefined : childOf(declared, 'init');
  };
  return declarations.flatMap(({ name: owner, node }) => {
    const found: TableUse[] = [];
    walk(node, (inner) => {
      const call = callOf(inner, models);
      if (call !== undefined) {
        const line = linesOf(inner).first;
        const related = nodesOf(inner, 'arguments').flatMap((argument) =>
          relationsIn(argument, call.model, models, constants),
        );
        for (const { table, write } of [{ table: call.model.table, write: call.write }, ...related])
          found.push({ table, write: write && call.write, line, owner });
      }
      return undefined;
    });
    return found;
  });
};
