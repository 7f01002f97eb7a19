// What a file declares at its top, and what each of these names.
import { childOf, childrenOf, isType, type Node, nodesOf, type Syntax, textOf } from './syntax.mts';

export type Declaration = {
  readonly name: string;
  readonly exported: boolean;
  readonly line: number;
  readonly node: Node;
  /** The names that stand in it as values: what it calls or hands on is among them. */
  readonly names: ReadonlySet<string>;
};

/** Names that a part of a program uses as values, without those of properties and types. */
export const namesIn = (node: Node, found: Set<string> = new Set()): Set<string> => {
  if (isType(node)) return found;
  if (node.type === 'Identifier') {
    const name = textOf(node);
    if (name !== undefined) found.add(name);
    return found;
  }
  const property = node.type === 'MemberExpression' ? childOf(node, 'property') : childOf(node, 'key');
  const skipped = property?.type === 'Identifier' ? property : undefined;
  for (const child of childrenOf(node)) if (child !== skipped) namesIn(child, found);
  return found;
};

const namesBound = (pattern: Node): string[] => {
  const name = pattern.type === 'Identifier' ? textOf(pattern) : undefined;
  return name === undefined ? [...namesIn(pattern)] : [name];
};

/** Names that a pattern binds: `{ a, b: { c }, ...rest }`, `[first]`, a parameter and its usual value. */
export const boundBy = (pattern: Node): string[] => {
  const name = pattern.type === 'Identifier' ? textOf(pattern) : undefined;
  if (name !== undefined) return [name];
  const parts = [
    // The key of `{ a: b }` is no name, that of `{ a }` and `{ a = 1 }` is.
    ...(pattern.type === 'AssignmentPatternProperty' ? nodesOf(pattern, 'key') : nodesOf(pattern, 'value')),
    ...['properties', 'elements', 'argument', 'left', 'pat', 'param'].flatMap((part) => nodesOf(pattern, part)),
  ];
  return parts.flatMap(boundBy);
};

const declaredIn = (node: Node): { names: string[]; node: Node }[] => {
  if (node.type === 'VariableDeclaration')
    return nodesOf(node, 'declarations').map((one) => {
      const pattern = childOf(one, 'id');
      return { names: pattern === undefined ? [] : namesBound(pattern), node: one };
    });
  const name = textOf(childOf(node, 'identifier'));
  return name === undefined ? [] : [{ names: [name], node }];
};

/** Statements of the top that declare nothing stand under this name: they run when the file is loaded. */
export const ON_LOAD = '(on load)';

export const declarationsOf = ({ module, linesOf }: Syntax): Declaration[] => {
  const statements = nodesOf(module, 'body');
  // `export { a, b }` without a source.
  const later = new Set(
    statements
      .filter((node) => node.type === 'ExportNamedDeclaration' && childOf(node, 'source') === undefined)
      .flatMap((node) => nodesOf(node, 'specifiers').map((specifier) => textOf(childOf(specifier, 'orig')))),
  );
  // `export { pay as send }`: send is a name of its own, which leads to pay.
  const renamed = statements
    .filter((node) => node.type === 'ExportNamedDeclaration' && childOf(node, 'source') === undefined)
    .flatMap((statement) =>
      nodesOf(statement, 'specifiers').flatMap((node) => {
        const [name, orig] = [textOf(childOf(node, 'exported')), textOf(childOf(node, 'orig'))];
        if (name === undefined || orig === undefined) return [];
        return [{ name, exported: true, line: linesOf(node).first, node, names: new Set([orig]) }];
      }),
    );
  const declared = statements.flatMap((statement) => {
    if (['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'].includes(statement.type)) return [];
    const exported = statement.type === 'ExportDeclaration';
    const inner = exported ? (childOf(statement, 'declaration') ?? statement) : statement;
    if (isType(inner)) return [];
    const inside = declaredIn(inner);
    const named = inside.length > 0 ? inside : [{ names: [ON_LOAD], node: inner }];
    return named.flatMap(({ names, node }) =>
      names.map((name) => ({
        name,
        exported: exported || later.has(name),
        line: linesOf(node).first,
        node,
        names: namesIn(node),
      })),
    );
  });
  return [...declared, ...renamed];
};
