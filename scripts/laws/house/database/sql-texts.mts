// The SQL that a file writes, and the tables that it names.
import type { Declaration } from '../declarations.mts';
import { bare, childOf, isType, type Node, nodesOf, type Syntax, textOf, walk } from '../syntax.mts';
import { tablesOf } from './sql.mts';
import type { TableUse } from './table-use.mts';

export type SqlText = {
  readonly text: string;
  readonly line: number;
  /** The declaration at the top of the file that it stands in. */
  readonly owner: string;
};

const SQL = /\b(?:INSERT INTO|DELETE FROM|MERGE INTO|TRUNCATE|UPDATE [\w.$]+ (?:AS |SET )|SELECT\b[\s\S]*\bFROM)\b/;
const SQL_TAGS = new Set(['$queryRaw', '$executeRaw', 'sql']);

export const nameOfCallee = (node: Node | undefined): string | undefined =>
  node?.type === 'MemberExpression' ? textOf(childOf(node, 'property')) : textOf(node);

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

export const usesOfSql = (texts: readonly SqlText[], fragments: Fragments): TableUse[] =>
  texts.flatMap(({ text, line, owner }) => {
    const { reads, writes } = tablesOf(text);
    const use = (named: string, write: boolean): TableUse => {
      const fragment = named.startsWith('$') ? fragments(named.slice(1)) : named;
      return { table: fragment?.match(FIRST_NAME)?.[1] ?? named, write, line, owner };
    };
    return [...reads.map((table) => use(table, false)), ...writes.map((table) => use(table, true))];
  });
