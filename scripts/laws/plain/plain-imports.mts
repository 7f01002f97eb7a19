// Law of plain imports: what a file takes of another one stands in it as a literal, and nothing that runs in production takes
// from what tests share. So it can be seen who needs whom.
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import type { Source } from '../house/source.mts';
import { childOf, type Node, nodesOf, textOf, walk } from '../house/syntax.mts';

const LAW = 'plain-imports';

/** The word by which a call loads a module. */
const loaderOf = (node: Node): string | undefined => {
  const callee = node.type === 'CallExpression' ? childOf(node, 'callee') : undefined;
  if (callee?.type === 'Import') return 'import()';
  return callee?.type === 'Identifier' && textOf(callee) === 'require' ? 'require()' : undefined;
};

const loadingNotes = ({ syntax }: Source): { readonly node: Node; readonly what: string }[] => {
  const found: { node: Node; what: string }[] = [];
  walk(syntax.module, (node) => {
    const loader = loaderOf(node);
    if (loader !== undefined && nodesOf(node, 'arguments')[0]?.type !== 'StringLiteral')
      found.push({ node, what: loader });
    return undefined;
  });
  return found;
};

const findingsOf = (house: House, source: Source): Finding[] => {
  const found = (line: number, what: string, sentence: string): Finding => ({
    law: LAW,
    file: source.path,
    line,
    what,
    sentence,
  });
  return [
    ...loadingNotes(source).map(({ node, what }) =>
      found(
        source.syntax.linesOf(node).first,
        what,
        `${what} takes a module that is worked out: write its name as a literal, one line for each module`,
      ),
    ),
    ...source.imports.flatMap(({ specifier, line, names, typeOnly }) => {
      const target = typeOnly ? undefined : house.follow(source, specifier);
      return [
        ...(target?.test === true
          ? [
              found(
                line,
                specifier,
                `${target.path} is shared by tests, and no law looks into it: what runs in production stands in a room`,
              ),
            ]
          : []),
        ...(source.place.owner.startsWith('apps/') && names.some(({ imported }) => imported === 'createRequire')
          ? [found(line, 'createRequire', 'createRequire loads modules that nobody sees: import them')]
          : []),
      ];
    }),
  ];
};

const check = (house: House): Finding[] =>
  house.production.filter(({ place }) => place.room !== undefined).flatMap((source) => findingsOf(house, source));

export const plainImports: Law = {
  name: LAW,
  says: 'import() and require() take a literal; what runs in production imports nothing that tests share.',
  check,
};
