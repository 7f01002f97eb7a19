// Law of plain routes: a door is made by a builder of kit.ts under the builder's own name, and says its method, its path and
// its handle in place. So the laws about doors see each of them.
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import { BUILDERS, declaredOf } from '../house/routes.mts';
import type { Source } from '../house/source.mts';
import { bare, childOf, isType, type Node, nodesOf, textOf, walk } from '../house/syntax.mts';

const LAW = 'plain-routes';

const KIT = /(?:^|\/)kit(?:\.ts)?$/;
/** What makes the builders. */
const MAKERS = new Set(['createKit', 'routeBuilders']);

type Note = { readonly line: number; readonly what: string; readonly sentence: string };

const OWN_NAME = 'a builder of doors keeps its own name, by which laws see what it builds';

const importNotes = ({ path, imports }: Source): Note[] =>
  imports.flatMap(({ names, line, typeOnly }) =>
    names.flatMap(({ imported, local }): Note[] => {
      if (typeOnly) return [];
      if (BUILDERS.has(imported) && local !== imported)
        return [{ line, what: `${imported} as ${local}`, sentence: `${imported} is called ${local} here: ${OWN_NAME}` }];
      return MAKERS.has(imported) && !KIT.test(path)
        ? [{ line, what: imported, sentence: `${imported} makes builders of doors: only kit.ts calls it` }]
        : [];
    }),
  );

const isBuilder = (node: Node | undefined): boolean =>
  node?.type === 'Identifier' && BUILDERS.has(textOf(node) ?? '');

/** `export { route as read }`, `const { route: read } = createKit()` */
const renamedIn = (node: Node): string | undefined => {
  const [from, to] =
    node.type === 'ExportSpecifier'
      ? [childOf(node, 'orig'), childOf(node, 'exported')]
      : node.type === 'KeyValuePatternProperty'
        ? [childOf(node, 'key'), childOf(node, 'value')]
        : [undefined, undefined];
  const renamed = from !== undefined && to !== undefined && isBuilder(from) && textOf(from) !== textOf(to);
  return renamed ? `${textOf(from)} as ${textOf(to) ?? '...'}` : undefined;
};

const SAID_IN_PLACE = ['method', 'path', 'handle'] as const;

/** What the argument of a builder does not say where it stands. */
const missingIn = (call: Node): readonly string[] => {
  const [argument] = nodesOf(call, 'arguments');
  const literal = argument === undefined ? undefined : bare(argument);
  if (literal?.type !== 'ObjectExpression') return SAID_IN_PLACE;
  const declared = declaredOf(literal);
  const method = declared.get('method');
  return SAID_IN_PLACE.filter((key) =>
    key === 'method' ? method === undefined || bare(method).type !== 'StringLiteral' : !declared.has(key),
  );
};

const looksLikeRoute = (node: Node): boolean => {
  if (node.type !== 'ObjectExpression') return false;
  const declared = declaredOf(node);
  return SAID_IN_PLACE.every((key) => declared.has(key));
};

const codeNotes = ({ path, imports, syntax }: Source): Note[] => {
  const hasBuilders =
    KIT.test(path) || imports.some(({ names }) => names.some(({ imported }) => BUILDERS.has(imported)));
  const found: Note[] = [];
  const add = (node: Node, what: string, sentence: string) =>
    found.push({ line: syntax.linesOf(node).first, what, sentence });
  /** Names and objects that stand where they should. */
  const judged = new Set<Node>();
  walk(syntax.module, (node) => {
    if (isType(node) || node.type === 'ImportDeclaration') return false;
    for (const part of ['property', 'key', 'orig', 'exported']) {
      const inner = childOf(node, part);
      if (inner !== undefined) judged.add(inner);
    }
    const renamed = hasBuilders ? renamedIn(node) : undefined;
    if (renamed !== undefined) add(node, renamed, `${renamed}: ${OWN_NAME}`);
    const callee = node.type === 'CallExpression' ? childOf(node, 'callee') : undefined;
    if (callee !== undefined && isBuilder(callee) && hasBuilders) {
      judged.add(callee);
      const [argument] = nodesOf(node, 'arguments');
      if (argument !== undefined) judged.add(bare(argument));
      const missing = missingIn(node);
      if (missing.length > 0)
        add(
          node,
          `${textOf(callee)} without ${missing.join(', ')}`,
          `this door does not say its ${missing.join(', its ')} in place: write it into the object that ${textOf(callee)} is given, the method as a literal`,
        );
    } else if (hasBuilders && isBuilder(node) && !judged.has(node))
      add(node, `${textOf(node)} handed on`, `${textOf(node)} is handed on: ${OWN_NAME}`);
    if (looksLikeRoute(node) && !judged.has(node))
      add(node, 'a door without a builder', 'this is a door, and no builder of kit.ts makes it: write route({ ... })');
    return undefined;
  });
  return found;
};

const check = (house: House): Finding[] =>
  house.production
    .filter(({ place }) => place.owner.startsWith('apps/') && place.room !== undefined)
    .flatMap((source) =>
      [...importNotes(source), ...codeNotes(source)].map((one) => ({ law: LAW, file: source.path, ...one })),
    );

export const plainRoutes: Law = {
  name: LAW,
  says: 'A door is made by a builder of kit.ts, under its own name, with method, path and handle in place.',
  check,
};
