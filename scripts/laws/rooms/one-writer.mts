// Law 1: a table has one writing room. Others ask its store, or declare what their SQL reads.

import { type Finding, type Law, lineOfWord } from '../finding.mts';
import type { TableUse } from '../house/database/table-use.mts';
import type { App, House, Room } from '../house/house.mts';
import type { Source } from '../house/source.mts';
import { propertyOf, walk } from '../house/syntax.mts';

const LAW = 'one-writer';

/** Tables that PostgreSQL keeps itself. */
const CATALOGUE = /^(?:pg_|information_schema\.)/;

const ownersOf = (rooms: ReadonlyMap<string, Room>): Map<string, string[]> => {
  const owners = new Map<string, string[]>();
  for (const [room, { tables }] of rooms)
    for (const table of tables) owners.set(table, [...(owners.get(table) ?? []), room]);
  return owners;
};

type Plan = { readonly app: App; readonly rooms: ReadonlyMap<string, Room>; readonly owners: Map<string, string[]> };

const planFindings = ({ app, rooms, owners }: Plan, text: string | undefined): Finding[] => {
  const file = `${app.path}/rooms.json`;
  const found = (what: string, sentence: string): Finding => ({
    law: LAW,
    file,
    line: lineOfWord(text, `"${what.split(' ')[0]}"`),
    what,
    sentence,
  });
  const twice = [...owners].filter(([, by]) => by.length > 1);
  const named = [...rooms].flatMap(([room, { tables, reads, locks }]) =>
    [...tables, ...reads, ...locks].map((table) => ({ room, table })),
  );
  return [
    ...[...app.tables]
      .filter((table) => !owners.has(table))
      .map((table) => found(table, `nobody owns the table ${table}: put it under "tables" of the room that writes it`)),
    ...twice.map(([table, by]) =>
      found(
        table,
        `${table} has ${by.length} owners, ${by.join(' and ')}: one room writes it, the others ask its store`,
      ),
    ),
    ...named
      .filter(({ table }) => !app.tables.has(table))
      .map(({ room, table }) =>
        found(`${table} of ${room}`, `${room} names the table ${table}, which is in no schema: remove it`),
      ),
  ];
};

const useFinding = ({ app, rooms, owners }: Plan, source: Source, use: TableUse): Finding | undefined => {
  const { table, line, write, lock } = use;
  const room = source.place.room ?? '';
  const found = (what: string, sentence: string): Finding => ({ law: LAW, file: source.path, line, what, sentence });
  const does = write ? 'writes' : lock ? 'locks' : 'reads';
  if (table.startsWith('$'))
    return found(
      `${does} ${table}`,
      `the SQL takes the table it ${does} from a value: write the name of the table, so that its owner can be seen`,
    );
  if (!app.tables.has(table)) {
    if (!write || CATALOGUE.test(table)) return undefined;
    return found(
      `writes ${table}`,
      `${table} is no table of ${app.path}: only packages write the tables of the platform`,
    );
  }
  const [owner] = owners.get(table) ?? [];
  if (owner === undefined || owner === room) return undefined;
  const home = `${app.path}/src/${owner}`;
  if (write)
    return found(
      `writes ${table}`,
      `${room || 'src'} writes ${table}, which ${owner} owns: call a function of a store in ${home}`,
    );
  // Who locks rows reads them as well.
  const { reads = [], locks = [] } = rooms.get(room) ?? {};
  if (locks.includes(table) || (!lock && reads.includes(table))) return undefined;
  return found(
    `${does} ${table}`,
    `${room || 'src'} ${does} ${table}, which ${owner} owns: ask a store or view of ${home}, or declare it under "${does}" in rooms.json`,
  );
};

type Seen = { readonly reads: ReadonlySet<string>; readonly locks: ReadonlySet<string> };

const idleFindings = ({ app, rooms }: Plan, seen: Seen, text: string | undefined): Finding[] =>
  [...rooms].flatMap(([room, declared]) => {
    const idle = (does: 'reads' | 'locks', table: string, because: string): Finding => ({
      law: LAW,
      file: `${app.path}/rooms.json`,
      line: lineOfWord(text, `"${room}"`),
      what: `${room} no longer ${does} ${table}`,
      sentence: `${because}: remove it from "${does}"`,
    });
    const there = (table: string) => app.tables.has(table);
    return [
      ...declared.reads.filter(there).flatMap((table) => {
        if (declared.locks.includes(table))
          return [idle('reads', table, `${room} locks ${table}, which says that it reads it`)];
        return seen.reads.has(`${room} ${table}`) ? [] : [idle('reads', table, `${room} no longer reads ${table}`)];
      }),
      ...declared.locks
        .filter((table) => there(table) && !seen.locks.has(`${room} ${table}`))
        .map((table) => idle('locks', table, `${room} no longer locks ${table}`)),
    ];
  });

const UNSAFE = new Set(['$queryRawUnsafe', '$executeRawUnsafe']);

/** A text that is put together is read by no law; a tagged template is. */
const unsafeFindings = ({ path, syntax }: Source): Finding[] => {
  const found: Finding[] = [];
  walk(syntax.module, (node) => {
    const what = node.type === 'MemberExpression' ? propertyOf(node) : undefined;
    if (what !== undefined && UNSAFE.has(what))
      found.push({
        law: LAW,
        file: path,
        line: syntax.linesOf(node).first,
        what,
        sentence: `${what} takes any text, whose tables nobody sees: write a template of $queryRaw or $executeRaw`,
      });
    return undefined;
  });
  return found;
};

const check = (house: House): Finding[] =>
  house.apps.flatMap((app) => {
    if (app.rooms === undefined) return [];
    const plan = { app, rooms: app.rooms, owners: ownersOf(app.rooms) };
    const text = house.files.get(`${app.path}/rooms.json`);
    const sources = house.production.filter(({ place }) => place.owner === app.path && place.room !== undefined);
    const uses = sources.flatMap((source) => house.usesOf(source).map((use) => ({ source, use })));
    const seenBy = (those: typeof uses) => new Set(those.map(({ source, use }) => `${source.place.room} ${use.table}`));
    const seen = { reads: seenBy(uses), locks: seenBy(uses.filter(({ use }) => use.lock)) };
    return [
      ...planFindings(plan, text),
      ...uses.flatMap(({ source, use }) => useFinding(plan, source, use) ?? []),
      ...sources.flatMap(unsafeFindings),
      ...idleFindings(plan, seen, text),
    ];
  });

export const oneWriter: Law = {
  name: LAW,
  says: 'A table has one writing room; who else reads or locks its rows is declared in rooms.json.',
  check,
};
