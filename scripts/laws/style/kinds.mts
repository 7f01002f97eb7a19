// Law of kinds: what differs by kind stands in a table of kinds, not in a chain of questions. One question tells two
// kinds apart; the second about the same thing in the same declaration begins a chain, which the next kind would lengthen.

import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import { bare, childOf, isType, type Node, textOf, walk } from '../house/syntax.mts';

const LAW = 'kinds';

const isKind = (node: Node): boolean => {
  const name = textOf(node.type === 'MemberExpression' ? childOf(node, 'property') : node);
  return name !== undefined && node.type !== 'StringLiteral' && /^kind$|[a-z]Kind$/.test(name);
};

/** Who asks is no kind of thing: each kind of tenant sees what is its own, and the agency everything. */
const AGENCY = 'agency';

type Question = { readonly about: Node; readonly kind: string; readonly node: Node };

const questionOf = (node: Node): Question | undefined => {
  if (node.type !== 'BinaryExpression' || (node.operator !== '===' && node.operator !== '!==')) return undefined;
  const sides = [childOf(node, 'left'), childOf(node, 'right')].flatMap((side) =>
    side === undefined ? [] : [bare(side)],
  );
  const about = sides.find(isKind);
  const kind = textOf(sides.find(({ type }) => type === 'StringLiteral'));
  return about === undefined || kind === undefined ? undefined : { about, kind, node };
};

const check = (house: House): Finding[] =>
  house.production
    .filter(({ place }) => place.owner.startsWith('apps/') && place.room !== undefined)
    .flatMap(({ path, declarations, syntax }) =>
      declarations.flatMap(({ name, node }) => {
        const questions: Question[] = [];
        walk(node, (inner) => {
          if (isType(inner)) return false;
          const question = questionOf(inner);
          if (question !== undefined) questions.push(question);
          return undefined;
        });
        const byThing = Map.groupBy(questions, ({ about }) => syntax.write(about));
        return [...byThing].flatMap(([thing, asked]) => {
          const kinds = new Set(asked.map(({ kind }) => kind));
          const [first] = asked;
          if (kinds.size < 2 || kinds.has(AGENCY) || first === undefined) return [];
          const sentence = `${name} asks ${thing} for ${[...kinds].join(', then ')}: make it a table, \`satisfies Record<Kind, ...>\`, so that a new kind is a line of it`;
          return [
            {
              law: LAW,
              file: path,
              line: syntax.linesOf(first.node).first,
              what: `${name} ${thing}`,
              size: kinds.size,
              sentence,
            },
          ];
        });
      }),
    );

export const kinds: Law = {
  name: LAW,
  says: 'What differs by kind is a table, `satisfies Record<Kind, ...>`, and no chain of `kind === `.',
  check,
};
