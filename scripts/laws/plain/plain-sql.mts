// Law of plain SQL: a statement is a template that stands in the code, and the handle of the database is called db. So the
// other laws see which tables a file reads and writes; a text that is put together, or a handle with another name, hides it.
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import type { Source } from '../house/source.mts';
import { bare, childOf, isType, type Node, nodesOf, partsOf, propertyOf, textOf, walk } from '../house/syntax.mts';

const LAW = 'plain-sql';

/** Packages that run the statements of others: of a library, or on tables whose names a service gives. */
const RUNNERS = /^packages\/(?:database|jobs|ledger|messaging)\//;

const RUNNING = new Set(['$queryRaw', '$executeRaw', '$queryRawTyped', '$queryRawUnsafe', '$executeRawUnsafe']);
const HANDLE = 'db';
const OF_PRISMA = 'Prisma';
/** What statements are made with by hand, or run by; messaging alone has a session of its own. */
const SQL_LIBRARIES = /^(?:@prisma\/client(?:\/|$)|sql-template-tag$|pg$|@ansinh\/database\/session$)/;

const TEMPLATE = 'a statement is a template where it runs, so that its tables can be seen';
const CALLED_DB = 'the handle of the database is called db everywhere, so that it can be seen what is written by it';

type Note = { readonly node: Node; readonly what: string; readonly sentence: string };

const note = (node: Node, what: string, sentence: string): Note => ({ node, what, sentence });

/** Tags of templates, and objects of the members that are looked at by themselves. */
type Judged = Set<Node>;

/** `$queryRaw` other than before a template: it would take any text, or be called under another name. */
const runningNote = (node: Node, tags: Judged): Note | undefined => {
  const named =
    node.type === 'MemberExpression'
      ? propertyOf(node)
      : /Pattern/.test(node.type)
        ? textOf(childOf(node, 'key'))
        : undefined;
  if (named === undefined || !RUNNING.has(named) || tags.has(node)) return undefined;
  return note(node, named, `${named} stands here without a template: ${TEMPLATE}`);
};

/** `Prisma.sql` before a template, and `Prisma.empty`; all else makes SQL of texts. */
const prismaNotes = (node: Node, tags: Judged, judged: Judged): Note[] => {
  const object = node.type === 'MemberExpression' ? childOf(node, 'object') : undefined;
  if (object?.type === 'Identifier' && textOf(object) === OF_PRISMA) {
    judged.add(object);
    const member = propertyOf(node) ?? 'a value';
    return member === 'empty' || (member === 'sql' && tags.has(node))
      ? []
      : [
          note(
            node,
            `${OF_PRISMA}.${member}`,
            `${OF_PRISMA}.${member} makes SQL of a text whose tables nobody sees: write a template of Prisma.sql; an alias and words of the code are put in by sqlName and sqlWords of @ansinh/database`,
          ),
        ];
  }
  return node.type === 'Identifier' && textOf(node) === OF_PRISMA && !judged.has(node)
    ? [note(node, OF_PRISMA, `${OF_PRISMA} is used under another name: ${TEMPLATE}`)]
    : [];
};

const HANDLE_TYPES = new Set(['TransactionClient', 'PrismaClient', 'Db']);
const PARTS_OF_TYPES = new Set(['Pick', 'Omit', 'Readonly', 'Required', 'Partial']);

/** Whether a type is the handle: `Prisma.TransactionClient`, `Db`, `Tx['db']`, a part of one, or one among others. */
const isHandleType = (type: Node | undefined): boolean => {
  if (type === undefined) return false;
  const inner = (part: string) => nodesOf(type, part).some(isHandleType);
  if (type.type === 'TsTypeAnnotation' || type.type === 'TsParenthesizedType') return inner('typeAnnotation');
  if (type.type === 'TsUnionType' || type.type === 'TsIntersectionType') return inner('types');
  if (type.type === 'TsIndexedAccessType') {
    const index = childOf(type, 'indexType');
    return index !== undefined && textOf(childOf(index, 'literal')) === HANDLE;
  }
  if (type.type !== 'TsTypeReference') return false;
  const named = childOf(type, 'typeName');
  const name = textOf(named?.type === 'TsQualifiedName' ? childOf(named, 'right') : named) ?? '';
  if (HANDLE_TYPES.has(name)) return true;
  const parameters = childOf(type, 'typeParams');
  return PARTS_OF_TYPES.has(name) && parameters !== undefined && isHandleType(nodesOf(parameters, 'params')[0]);
};

const nameOf = (node: Node | undefined): string | undefined =>
  node?.type === 'MemberExpression' ? propertyOf(node) : textOf(node);

/** What has the type of the handle, or is given it, and is not called so. */
const handleNote = (node: Node): Note | undefined => {
  const other = (name: string | undefined, at: Node = node): Note | undefined =>
    name === undefined || name === HANDLE ? undefined : note(at, `${HANDLE} as ${name}`, `${name}: ${CALLED_DB}`);
  const annotated = isHandleType(childOf(node, 'typeAnnotation'));
  // A parameter, a variable; a property of a type or of a class.
  if (node.type === 'Identifier') return annotated ? other(textOf(node)) : undefined;
  if (['TsPropertySignature', 'ClassProperty', 'PrivateProperty'].includes(node.type))
    return annotated ? other(textOf(childOf(node, 'key'))) : undefined;
  if (node.type === 'TsTypeAliasDeclaration')
    return annotated && textOf(childOf(node, 'id')) !== 'Db'
      ? note(node, 'type of db', `${textOf(childOf(node, 'id'))}: the type of the handle is called Db`)
      : undefined;
  if (node.type === 'VariableDeclarator') {
    const init = childOf(node, 'init');
    return init !== undefined && nameOf(bare(init)) === HANDLE ? other(textOf(childOf(node, 'id'))) : undefined;
  }
  if (node.type !== 'KeyValuePatternProperty' || textOf(childOf(node, 'key')) !== HANDLE) return undefined;
  const value = childOf(node, 'value');
  return other(textOf(value?.type === 'AssignmentPattern' ? childOf(value, 'left') : value));
};

/** Types of Prisma under which a model, or rows of other tables with their parents, are handed to a function. */
const OPEN_TYPES = /(?:Delegate|(?:Create|Update|Upsert)\w*(?:Input|Args))$/;

const openTypeNote = (node: Node): Note | undefined => {
  if (node.type !== 'Identifier') return undefined;
  let found: Note | undefined;
  const annotation = childOf(node, 'typeAnnotation');
  if (annotation !== undefined)
    walk(annotation, (type) => {
      const name = type.type === 'TsQualifiedName' ? textOf(childOf(type, 'right')) : undefined;
      if (name !== undefined && OPEN_TYPES.test(name))
        found ??= note(
          node,
          name,
          `${name} may write other tables too: give the function the columns that it writes, and call the model here`,
        );
      return undefined;
    });
  return found;
};

const notesOfTypes = (node: Node): Note[] => [handleNote(node), openTypeNote(node)].filter((one) => one !== undefined);

const importNotes = ({
  imports,
}: Source): { readonly line: number; readonly what: string; readonly sentence: string }[] =>
  imports.flatMap(({ specifier, line, names, typeOnly }) => {
    if (SQL_LIBRARIES.test(specifier) && !typeOnly && names.some((name) => !name.typeOnly))
      return [{ line, what: specifier, sentence: `${specifier} makes or runs SQL by itself: ${TEMPLATE}` }];
    return names
      .filter(({ imported, local }) => imported !== local && (imported === OF_PRISMA || HANDLE_TYPES.has(imported)))
      .map(({ imported, local }) => ({
        line,
        what: `${imported} as ${local}`,
        sentence: `${imported} is imported as ${local}: laws know it by its own name`,
      }));
  });

/** Tables of rooms are in apps; packages call the handle as suits what they do for all. */
const notesOf = ({ syntax, place }: Source): Note[] => {
  const isApp = place.owner.startsWith('apps/');
  const found: Note[] = [];
  const tags: Judged = new Set();
  const judged: Judged = new Set();
  const visit = (node: Node): boolean | undefined => {
    if (node.type === 'ImportDeclaration') return false;
    const tag = node.type === 'TaggedTemplateExpression' ? childOf(node, 'tag') : undefined;
    if (tag !== undefined) tags.add(bare(tag));
    for (const name of partsOf(node, 'property', 'key')) judged.add(name);
    if (isApp) found.push(...notesOfTypes(node));
    if (isType(node)) return node.type !== 'TsTypeReference' && node.type !== 'TsQualifiedName';
    const running = runningNote(node, tags);
    found.push(...(running === undefined ? [] : [running]), ...prismaNotes(node, tags, judged));
    return undefined;
  };
  walk(syntax.module, visit);
  return found;
};

const check = (house: House): Finding[] =>
  house.production
    .filter(({ path, place }) => /^(?:apps|packages)\//.test(path) && place.room !== undefined && !RUNNERS.test(path))
    .flatMap((source) => [
      ...importNotes(source).map((one) => ({ law: LAW, file: source.path, ...one })),
      ...notesOf(source).map(({ node, what, sentence }) => ({
        law: LAW,
        file: source.path,
        line: source.syntax.linesOf(node).first,
        what,
        sentence,
      })),
    ]);

export const plainSql: Law = {
  name: LAW,
  says: 'A statement is a template where it runs, made of no text; the handle of the database is called db.',
  check,
};
