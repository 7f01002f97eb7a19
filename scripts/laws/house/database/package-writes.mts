// Where a file writes by what a package gives: an event to the outbox, an entry in the books, an act in the audit.
import type { Declaration } from '../declarations.mts';
import type { Import } from '../imports.mts';
import { childOf, isType, type Node, nodesOf, propertyOf, type Syntax, textOf, walk } from '../syntax.mts';
import { WRITING_EXPORTS, WRITING_METHODS } from './writing-packages.mts';

export type PackageWrite = {
  /** The declaration at the top of the file that it stands in. */
  readonly owner: string;
  readonly what: string;
  /** The name whose method it is, `ledger` of `ledger.writeEntries`. */
  readonly of: string | undefined;
  readonly line: number;
};

/** A method that is named is a method that may be called: `tx.append`, `const { append } = tx`, `({ append }: Tx) =>`. */
const methodIn = (node: Node): Pick<PackageWrite, 'what' | 'of'> | undefined => {
  const named = (what: string | undefined, of?: string) =>
    what !== undefined && WRITING_METHODS.has(what) ? { what, of } : undefined;
  if (node.type === 'MemberExpression') return named(propertyOf(node), textOf(childOf(node, 'object')));
  if (node.type !== 'ObjectPattern') return undefined;
  return nodesOf(node, 'properties')
    .map((property) => named(textOf(childOf(property, 'key'))))
    .find((found) => found !== undefined);
};

export const packageWritesIn = (
  declarations: readonly Declaration[],
  imports: readonly Import[],
  { linesOf }: Syntax,
): PackageWrite[] => {
  const writing = new Map(
    imports.flatMap(({ specifier, names }) =>
      names
        .filter(({ imported }) => WRITING_EXPORTS.get(specifier)?.has(imported))
        .map(({ local, imported }) => [local, imported]),
    ),
  );
  return declarations.flatMap(({ name: owner, node, names, line }) => {
    const found: PackageWrite[] = [...names].flatMap((name) => {
      const what = writing.get(name);
      return what === undefined ? [] : [{ owner, what, of: undefined, line }];
    });
    walk(node, (inner) => {
      if (isType(inner)) return false;
      const method = methodIn(inner);
      if (method !== undefined) found.push({ owner, ...method, line: linesOf(inner).first });
      return undefined;
    });
    return found;
  });
};
