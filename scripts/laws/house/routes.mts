// The routes that a file declares: `route({ method: 'get', ... })`.
import { namesIn } from './declarations.mts';
import type { Source } from './source.mts';
import { bare, childOf, type Node, nodesOf, textOf, walk } from './syntax.mts';

export type Route = {
  readonly method: string;
  readonly path: string;
  /** The command that a GET names, when it changes something by it. */
  readonly effect: string | undefined;
  readonly line: number;
  /** Names that the handler uses. */
  readonly names: ReadonlySet<string>;
};

/** The builders of kit.ts. */
export const BUILDERS: ReadonlySet<string> = new Set(['route', 'streamRoute', 'workRoute']);

export const declaredOf = (node: Node): ReadonlyMap<string, Node> =>
  new Map(
    nodesOf(node, 'properties').flatMap((property): [string, Node][] => {
      // `{ handle }` and `{ async handle() {} }` are properties as well.
      const key = textOf(childOf(property, 'key') ?? property);
      return key === undefined ? [] : [[key, childOf(property, 'value') ?? property]];
    }),
  );

export const routesOf = ({ syntax }: Source): Route[] => {
  const found: Route[] = [];
  walk(syntax.module, (node) => {
    const name = node.type === 'CallExpression' ? textOf(childOf(node, 'callee')) : undefined;
    if (name === undefined || !BUILDERS.has(name)) return undefined;
    const [argument] = nodesOf(node, 'arguments');
    if (argument === undefined) return undefined;
    const declared = declaredOf(bare(argument));
    const handle = declared.get('handle');
    found.push({
      method: textOf(declared.get('method')) ?? '',
      path: textOf(declared.get('path')) ?? '',
      effect: textOf(declared.get('effect')),
      line: syntax.linesOf(node).first,
      names: handle === undefined ? new Set() : namesIn(handle),
    });
    return undefined;
  });
  return found;
};
