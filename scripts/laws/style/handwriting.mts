// Law of handwriting: arrow constants, `type`, `#private`, guards `require*`, UPPER_CASE for data.

import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import type { Source } from '../house/source.mts';
import { bare, childOf, childrenOf, type Node, nodesOf, textOf, walk } from '../house/syntax.mts';

const LAW = 'handwriting';

type Note = { readonly node: Node; readonly what: string; readonly sentence: string };

const nameOf = (node: Node): string => {
  const parameter = childOf(node, 'param');
  const named = parameter === undefined ? node : (childOf(parameter, 'left') ?? parameter);
  return textOf(childOf(named, 'identifier') ?? childOf(named, 'key') ?? childOf(named, 'id') ?? named) ?? '';
};

/** `asserts x` cannot be said of an arrow constant without a second type. */
const asserts = (node: Node): boolean => {
  let found = false;
  const type = childOf(node, 'returnType');
  if (type !== undefined)
    walk(type, (inner) => {
      if (inner.type === 'TsTypePredicate' && inner.asserts === true) found = true;
      return undefined;
    });
  return found;
};

const noteOf = (node: Node): Note | undefined => {
  if (node.accessibility === 'private' || node.accessibility === 'protected') {
    const what = nameOf(node);
    return { node, what, sentence: `${what} is ${node.accessibility} for the type checker alone: write #${what}` };
  }
  if (node.type === 'TsInterfaceDeclaration') {
    const what = textOf(childOf(node, 'id')) ?? '';
    return { node, what, sentence: `${what} is an interface: write \`type ${what} = { ... }\`` };
  }
  if (
    node.type === 'FunctionDeclaration' &&
    node.generator !== true &&
    childOf(node, 'body') !== undefined &&
    !asserts(node)
  ) {
    const what = nameOf(node);
    return { node, what, sentence: `${what} is a function declaration: write \`const ${what} = (...) => ...\`` };
  }
  return undefined;
};

// Not `checkIn`: who arrives at a hospital checks in.
const GUARD = /^(?:check|ensure|assert|verify)(?!In(?:[A-Z]|$))[A-Z]/;
const GUARDED = new Set(['rules', 'commands', 'views']);

const throws = (node: Node): boolean => {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === 'ThrowStatement') found = true;
    return !found;
  });
  return found;
};

const guardNotes = ({ role, declarations }: Source): Note[] =>
  GUARDED.has(role ?? '')
    ? declarations
        .filter(({ name, exported, node }) => exported && GUARD.test(name) && throws(node))
        .map(({ name, node }) => {
          const better = name.replace(/^[a-z]+/, 'require');
          return { node, what: name, sentence: `${name} throws what is not allowed: a guard is named ${better}` };
        })
    : [];

const PLAIN = new Set([
  'StringLiteral',
  'NumericLiteral',
  'BigIntLiteral',
  'BooleanLiteral',
  'RegExpLiteral',
  'NullLiteral',
]);

/** Values that are written down and not computed: texts, numbers, and lists and tables of them. An empty list is filled later. */
const isData = (node: Node): boolean => {
  const value = bare(node);
  if (PLAIN.has(value.type)) return true;
  if (value.type === 'TemplateLiteral') return nodesOf(value, 'expressions').length === 0;
  if (value.type === 'UnaryExpression') return childrenOf(value).every(isData);
  if (value.type === 'ArrayExpression') return isList(nodesOf(value, 'elements'));
  if (value.type === 'ObjectExpression')
    return isList(nodesOf(value, 'properties').map((property) => childOf(property, 'value') ?? property));
  const made = value.type === 'NewExpression' ? textOf(childOf(value, 'callee')) : undefined;
  return (made === 'Set' || made === 'Map') && isList(nodesOf(value, 'arguments'));
};

const isList = (values: readonly Node[]): boolean => values.length > 0 && values.every(isData);

const constantNotes = ({ syntax }: Source): Note[] =>
  nodesOf(syntax.module, 'body').flatMap((statement) => {
    const declared = statement.type === 'ExportDeclaration' ? childOf(statement, 'declaration') : statement;
    if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'const') return [];
    return nodesOf(declared, 'declarations').flatMap((one) => {
      const name = textOf(childOf(one, 'id')) ?? '';
      const value = childOf(one, 'init');
      if (value === undefined || !/^[a-z]/.test(name) || !isData(value)) return [];
      const better = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
      return [{ node: one, what: name, sentence: `${name} is data that is written down here: call it ${better}` }];
    });
  });

const check = (house: House): Finding[] =>
  house.production
    .filter(({ place, path }) => place.room !== undefined && !path.endsWith('.d.ts'))
    .flatMap((source) => {
      const notes: Note[] = [...guardNotes(source), ...constantNotes(source)];
      walk(source.syntax.module, (node) => {
        const note = noteOf(node);
        if (note !== undefined) notes.push(note);
        return undefined;
      });
      return notes.map(({ node, what, sentence }) => ({
        law: LAW,
        file: source.path,
        line: source.syntax.linesOf(node).first,
        what,
        sentence,
      }));
    });

export const handwriting: Law = {
  name: LAW,
  says: 'Arrow constants, type aliases, #private; guards that throw are named require*; data of a file is in UPPER_CASE.',
  check,
};
