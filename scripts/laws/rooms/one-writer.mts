// Law 1: a table has one writing room. Others ask its store, or declare what their SQL reads.

import { type Finding, type Law, lineOfWord } from '../finding.mts';
import type { TableUse } from '../house/database/table-use.mts';
import type { App, House, Room } from '../house/house.mts';
import type { Source } from '../house/source.mts';

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
  const named = [...rooms].flatMap(([room, { tables, reads }]) =>
    [...tables, ...reads].map((table) => ({ room, table })),
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
  const { table, line, write } = use;
  const room = source.place.room ?? '';
  const found = (what: string, sentence: string): Finding => ({ law: LAW, file: source.path, line, what, sentence });
  const does = write ? 'writes' : 'reads';
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
  if (rooms.get(room)?.reads.includes(table)) return undefined;
  return found(
    `reads ${table}`,
    `${room || 'src'} reads ${table}, which ${owner} owns: ask a store or view of ${home}, or declare it under "reads" in rooms.json`,
  );
};

const idleFindings = ({ app, rooms }: Plan, seen: ReadonlySet<string>, text: string | undefined): Finding[] =>
  [...rooms].flatMap(([room, { reads }]) =>
    reads
      .filter((table) => app.tables.has(table) && !seen.has(`${room} ${table}`))
      .map((table) => ({
        law: LAW,
        file: `${app.path}/rooms.json`,
        line: lineOfWord(text, `"${room}"`),
        what: `${room} no longer reads ${table}`,
        sentence: `${room} no longer reads ${table}: remove it from "reads"`,
      })),
  );

const check = (house: House): Finding[] =>
  house.apps.flatMap((app) => {
    if (app.rooms === undefined) return [];
    const plan = { app, rooms: app.rooms, owners: ownersOf(app.rooms) };
    const text = house.files.get(`${app.path}/rooms.json`);
    const sources = house.production.filter(({ place }) => place.owner === app.path && place.room !== undefined);
    const uses = sources.flatMap((source) => house.usesOf(source).map((use) => ({ source, use })));
    const seen = new Set(uses.map(({ source, use }) => `${source.place.room} ${use.table}`));
    return [
      ...planFindings(plan, text),
      ...uses.flatMap(({ source, use }) => useFinding(plan, source, use) ?? []),
      ...idleFindings(plan, seen, text),
    ];
  });

export const oneWriter: Law = {
  name: LAW,
  says: 'A table has one writing room; what else its rows are read by is declared in rooms.json.',
  check,
};
