// Law of plain routes: a door is made by a builder of kit.ts under the builder's own name, and says its method, its path and
// its handle in place. So the laws about doors see each of them.
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import { BUILDERS, declaredOf } from '../house/routes.mts';
import type { Source } from '../house/source.mts';
import { bare, childOf, isType, type Node, nodesOf, partsOf, textOf, walk } from '../house/syntax.mts';

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
        return [
          { line, what: `${imported} as ${local}`, sentence: `${imported} is called ${local} here: ${OWN_NAME}` },
        ];
      return MAKERS.has(imported) && !KIT.test(path)
        ? [{ line, what: imported, sentence: `${imported} makes builders of doors: only kit.ts calls it` }]
        : [];
    }),
  );

const isBuilder = (node: Node | undefined): boolean => node?.type === 'Identifier' && BUILDERS.has(textOf(node) ?? '');

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

/** A call of a builder, and what it is given. */
const callNote = (node: Node, judged: Set<Node>): Omit<Note, 'line'> | undefined => {
  const callee = node.type === 'CallExpression' ? childOf(node, 'callee') : undefined;
  if (callee === undefined || !isBuilder(callee)) return undefined;
  judged.add(callee);
  for (const argument of nodesOf(node, 'arguments')) judged.add(bare(argument));
  const missing = missingIn(node);
  const builder = textOf(callee);
  return missing.length === 0
    ? undefined
    : {
        what: `${builder} without ${missing.join(', ')}`,
        sentence: `this door does not say its ${missing.join(', its ')} in place: write it into the object that ${builder} is given, the method as a literal`,
      };
};

/** What is wrong with a builder where it stands; `judged` are names and objects that stand where they should. */
const builderNote = (node: Node, judged: Set<Node>): Omit<Note, 'line'> | undefined => {
  const renamed = renamedIn(node);
  if (renamed !== undefined) return { what: renamed, sentence: `${renamed}: ${OWN_NAME}` };
  const name = textOf(node);
  return isBuilder(node) && !judged.has(node)
    ? { what: `${name} handed on`, sentence: `${name} is handed on: ${OWN_NAME}` }
    : callNote(node, judged);
};

const WITHOUT_BUILDER = {
  what: 'a door without a builder',
  sentence: 'this is a door, and no builder of kit.ts makes it: write route({ ... })',
};

const codeNotes = ({ path, imports, syntax }: Source): Note[] => {
  const hasBuilders =
    KIT.test(path) || imports.some(({ names }) => names.some(({ imported }) => BUILDERS.has(imported)));
  const found: Note[] = [];
  const judged = new Set<Node>();
  walk(syntax.module, (node) => {
    if (isType(node) || node.type === 'ImportDeclaration') return false;
    for (const name of partsOf(node, 'property', 'key', 'orig', 'exported')) judged.add(name);
    const note = hasBuilders ? builderNote(node, judged) : undefined;
    const own = looksLikeRoute(node) && !judged.has(node) ? WITHOUT_BUILDER : undefined;
    for (const one of [note, own]) if (one !== undefined) found.push({ line: syntax.linesOf(node).first, ...one });
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
