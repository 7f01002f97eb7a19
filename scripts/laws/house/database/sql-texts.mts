// The SQL that a file writes, and the tables that it names.
import type { Declaration } from '../declarations.mts';
import { bare, childOf, isType, type Node, nodesOf, propertyOf, type Syntax, textOf, walk } from '../syntax.mts';
import { tablesOf } from './sql.mts';
import { tableOf } from './sql-words.mts';
import type { TableUse } from './table-use.mts';

export type SqlText = {
  readonly text: string;
  readonly line: number;
  /** The declaration at the top of the file that it stands in. */
  readonly owner: string;
};

/** A text that is SQL although nothing tags it; sentences of people are none. */
const SQL =
  /\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE|LOCK\s+TABLE|(?:DROP|ALTER)\s+TABLE|UPDATE\s+[\w.$"]+\s+(?:(?:AS\s+)?\w+\s+)?SET|SELECT\b[\s\S]*\bFROM)\b/i;
const SQL_TAGS = new Set(['$queryRaw', '$executeRaw', 'sql']);

export const nameOfCallee = (node: Node | undefined): string | undefined =>
  node?.type === 'MemberExpression' ? propertyOf(node) : textOf(node);

/** The text of a template; what is put in stands as `$name`, so that a table that a constant names can be found. */
const writtenOut = (template: Node): string => {
  const values = nodesOf(template, 'expressions').map((value) => {
    const inner = bare(value);
    return `$${nameOfCallee(inner.type === 'CallExpression' ? childOf(inner, 'callee') : inner) ?? '_'}`;
  });
  return nodesOf(template, 'quasis')
    .map((quasi, index) => `${String(quasi.raw ?? '')}${values[index] ?? ''}`)
    .join('');
};

/** The SQL of a node itself; `known` is what its parents are. */
const textIn = (node: Node, known: ReadonlySet<Node>): string | undefined => {
  const template = node.type === 'TaggedTemplateExpression' ? childOf(node, 'template') : undefined;
  if (template !== undefined)
    return SQL_TAGS.has(nameOfCallee(childOf(node, 'tag')) ?? '') ? writtenOut(template) : undefined;
  if (node.type === 'StringLiteral') return textOf(node);
  return node.type === 'TemplateLiteral' && !known.has(node) ? writtenOut(node) : undefined;
};

export const sqlIn = (declarations: readonly Declaration[], { linesOf }: Syntax): SqlText[] =>
  declarations.flatMap(({ name, node }) => {
    const found: SqlText[] = [];
    const tagged = new Set<Node>();
    walk(node, (inner) => {
      if (isType(inner)) return false;
      const text = textIn(inner, tagged);
      const template = childOf(inner, 'template');
      if (template !== undefined && text !== undefined) tagged.add(template);
      if (text !== undefined && (template !== undefined || SQL.test(text)))
        found.push({ text, line: linesOf(inner).first, owner: name });
      return undefined;
    });
    return found;
  });

/** Where a table is named by a value: the first name in the SQL that stands under the name of the value. */
export type Fragments = (name: string) => string | undefined;

const FIRST_NAME = /^\s*([a-z_][\w.]*)/i;

const LOCKS = /\bFOR\s+(?:NO\s+KEY\s+|KEY\s+)?(?:UPDATE|SHARE)\b/gi;

/** A text with the fragments in it, for a lock whose FROM stands in a constant. Whoever writes a fragment locks for himself. */
const inFull = (text: string, fragments: Fragments, depth = 0): string =>
  depth > 4
    ? text
    : text.replace(/\$(\w+)/g, (value, name: string) => {
        const fragment = fragments(name);
        return fragment === undefined ? value : inFull(fragment.replace(LOCKS, ''), fragments, depth + 1);
      });

export const usesOfSql = (texts: readonly SqlText[], fragments: Fragments): TableUse[] =>
  texts.flatMap(({ text, line, owner }) => {
    const { reads, writes } = tablesOf(text);
    const { locks } = tablesOf(inFull(text, fragments));
    const use = (named: string, does: 'read' | 'write' | 'lock'): TableUse => {
      const fragment = named.startsWith('$') ? fragments(named.slice(1)) : named;
      const first = fragment?.match(FIRST_NAME)?.[1];
      return {
        table: first === undefined ? named : tableOf(first),
        write: does === 'write',
        lock: does === 'lock',
        line,
        owner,
      };
    };
    return [
      ...reads.map((table) => use(table, 'read')),
      ...locks.map((table) => use(table, 'lock')),
      ...writes.map((table) => use(table, 'write')),
    ];
  });
