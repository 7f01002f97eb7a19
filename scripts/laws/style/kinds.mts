// Law of kinds: what differs by kind stands in a table of kinds, not in a chain of questions. One question tells two
// kinds apart; the second about the same thing in the same declaration begins a chain, which the next kind would lengthen.
// A chain that the compiler ends is as good as a table: `unreachable(move)`, `move satisfies never`, or, where one kind is
// left, `move.kind satisfies 'paid'`.

import type { Finding, Law } from '../finding.mts';
import type { Declaration } from '../house/declarations.mts';
import type { House } from '../house/house.mts';
import { bare, childOf, isType, type Node, nodesOf, propertyOf, type Syntax, textOf, walk } from '../house/syntax.mts';
import { DISCRIMINATORS } from './words.mts';

const LAW = 'kinds';

const isKind = (node: Node): boolean => {
  if (node.type !== 'MemberExpression' && node.type !== 'Identifier') return false;
  const name = node.type === 'MemberExpression' ? propertyOf(node) : textOf(node);
  return name !== undefined && (DISCRIMINATORS.has(name) || /[a-z]Kind$/.test(name));
};

/** Who asks is no kind of thing: each kind of tenant sees what is its own, and the agency everything. */
const AGENCY = 'agency';

type Question = { readonly about: Node; readonly kinds: readonly string[]; readonly node: Node };

const literalsOf = (nodes: readonly Node[]): string[] =>
  nodes.map(bare).flatMap((one) => (one.type === 'StringLiteral' ? (textOf(one) ?? []) : []));

const question = (about: Node | undefined, kinds: readonly string[], node: Node): Question | undefined => {
  const asked = about === undefined ? undefined : bare(about);
  return asked !== undefined && isKind(asked) && kinds.length > 0 ? { about: asked, kinds, node } : undefined;
};

/** `kind === 'a'`, `['a', 'b'].includes(kind)`, `switch (kind)`. */
const questionOf = (node: Node): Question | undefined => {
  if (node.type === 'BinaryExpression' && (node.operator === '===' || node.operator === '!==')) {
    const sides = [...nodesOf(node, 'left'), ...nodesOf(node, 'right')].map(bare);
    return question(sides.find(isKind), literalsOf(sides), node);
  }
  if (node.type === 'SwitchStatement') {
    const tests = nodesOf(node, 'cases').flatMap((one) => nodesOf(one, 'test'));
    return question(childOf(node, 'discriminant'), literalsOf(tests), node);
  }
  const callee = node.type === 'CallExpression' ? childOf(node, 'callee') : undefined;
  const list =
    callee?.type === 'MemberExpression' && propertyOf(callee) === 'includes' ? childOf(callee, 'object') : undefined;
  if (list === undefined || bare(list).type !== 'ArrayExpression') return undefined;
  return question(nodesOf(node, 'arguments')[0], literalsOf(nodesOf(bare(list), 'elements')), node);
};

/** Types that leave nothing but kinds that are written down: never, 'a', 'a' | 'b'. */
const isClosed = (type: Node): boolean =>
  type.kind === 'never' ||
  type.type === 'TsLiteralType' ||
  (type.type === 'TsUnionType' && nodesOf(type, 'types').every(isClosed));

/** What the compiler is asked to know: `unreachable(move)`, `move satisfies never`, `move.kind satisfies 'paid'`. */
const endedOf = (node: Node, { write }: Syntax): string | undefined => {
  if (node.type === 'CallExpression' && textOf(childOf(node, 'callee')) === 'unreachable')
    return nodesOf(node, 'arguments').map(write)[0];
  const type = node.type === 'TsSatisfiesExpression' ? childOf(node, 'typeAnnotation') : undefined;
  return type !== undefined && isClosed(type) ? write(childOf(node, 'expression') ?? node) : undefined;
};

/** Each method of a class asks for itself. */
const unitsOf = ({ name, node }: Declaration): { readonly name: string; readonly node: Node }[] => {
  const members = node.type === 'ClassDeclaration' ? nodesOf(node, 'body') : [];
  return members.length === 0
    ? [{ name, node }]
    : members.map((member) => {
        const key = childOf(member, 'key');
        return { name: textOf(key) ?? textOf(key && childOf(key, 'id')) ?? name, node: member };
      });
};

const check = (house: House): Finding[] =>
  house.production
    .filter(({ place }) => /^(?:apps|packages)\//.test(place.owner) && place.room !== undefined)
    .flatMap(({ path, declarations, syntax }) =>
      declarations.flatMap(unitsOf).flatMap(({ name, node }) => {
        const questions: Question[] = [];
        const ended: string[] = [];
        walk(node, (inner) => {
          const end = endedOf(inner, syntax);
          if (end !== undefined) ended.push(end);
          if (isType(inner)) return false;
          const asked = questionOf(inner);
          if (asked !== undefined) questions.push(asked);
          return undefined;
        });
        const byThing = Map.groupBy(questions, ({ about }) => syntax.write(about).replaceAll('?.', '.'));
        return [...byThing].flatMap(([thing, asked]) => {
          const kinds = new Set(asked.flatMap((one) => one.kinds));
          const [first] = asked;
          if (kinds.size < 2 || kinds.has(AGENCY) || first === undefined) return [];
          // `unreachable(item)` ends the questions about item.kind, too.
          if (ended.some((end) => thing === end || thing.startsWith(`${end}.`))) return [];
          const sentence = `${name} asks ${thing} for ${[...kinds].join(', then ')}: make it a table, \`satisfies Record<Kind, ...>\`, or end the chain with unreachable(${thing}), so that the compiler asks for a new kind`;
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
  says: 'What differs by kind is a table, `satisfies Record<Kind, ...>`, or a chain that the compiler ends: unreachable(kind).',
  check,
};
