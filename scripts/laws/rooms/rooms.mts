// Law of rooms: every room stands in rooms.json, and imports only from the rooms that it names there, from none of a wing
// above its own. What lies directly in src is below all rooms or above them.

import { basename } from 'node:path/posix';
import { type Finding, type Law, lineOfWord } from '../finding.mts';
import type { App, House } from '../house/house.mts';
import { declarerOf } from '../house/writes.mts';
import { wingFindings } from './wings.mts';

const LAW = 'rooms';

/** Rooms of an app that hold code, by the files in them. */
export const roomsOf = (house: House, app: App): ReadonlySet<string> =>
  new Set(
    house.sources
      .filter(({ place }) => place.owner === app.path && place.room !== undefined && place.room !== '')
      .map(({ place }) => place.room ?? ''),
  );

export type RoomImport = { readonly from: string; readonly to: string; readonly file: string; readonly line: number };

/** Imports of files of one room from another one, and from the room of what that one hands on. */
export const importsBetweenRooms = (house: House, owner: string): RoomImport[] =>
  house.production
    .filter(({ place }) => place.owner === owner && place.room !== undefined && place.room !== '')
    .flatMap((source) =>
      source.imports.flatMap(({ specifier, names, line }) => {
        const target = specifier.startsWith('.') ? house.follow(source, specifier) : undefined;
        if (target === undefined) return [];
        const from = source.place.room ?? '';
        const declarers = names.map(({ imported }) => declarerOf(house, { source: target, name: imported })?.source);
        const rooms = new Set([target, ...declarers].map((file) => file?.place.room));
        return [...rooms].flatMap((to) =>
          to === undefined || to === '' || to === from ? [] : [{ from, to, file: source.path, line }],
        );
      }),
    );

/** What every room may import. */
const BELOW_ALL = new Set(['kit.ts', 'config.ts']);
/** What puts the rooms of an app together: it imports them, and none of them imports it. */
const ABOVE_ALL = new Set(['main.ts', 'service.ts', 'readings.worker.ts']);

/** Files directly in src are in no room, so nothing goes from one room to another through them. */
const rootFindings = (house: House, app: App): Finding[] => {
  const own = house.production.filter(({ place }) => place.owner === app.path && place.room !== undefined);
  const above = new Set([...ABOVE_ALL, `${basename(app.path)}.ts`]);
  return own.flatMap((source) => {
    const { path, place, imports } = source;
    const found = (line: number, what: string, sentence: string): Finding => ({
      law: LAW,
      file: path,
      line,
      what,
      sentence,
    });
    const isRoot = place.room === '';
    if (isRoot && !BELOW_ALL.has(basename(path)) && !above.has(basename(path)))
      return [
        found(
          1,
          basename(path),
          `${basename(path)} lies in no room: directly in src are ${[...BELOW_ALL, ...above].join(', ')}`,
        ),
      ];
    return imports.flatMap(({ specifier, line }) => {
      const target = specifier.startsWith('.') ? house.follow(source, specifier) : undefined;
      if (target === undefined || target.place.owner !== app.path) return [];
      if (isRoot && BELOW_ALL.has(basename(path)) && target.place.room !== '')
        return [
          found(line, specifier, `${basename(path)} imports from the room ${target.place.room}: it is below all rooms`),
        ];
      if (!isRoot && target.place.room === '' && above.has(basename(target.path)))
        return [found(line, specifier, `a room imports ${basename(target.path)}, which puts the rooms together`)];
      return [];
    });
  });
};

const check = (house: House): Finding[] =>
  house.apps.flatMap((app) => {
    const file = `${app.path}/rooms.json`;
    if (app.rooms === undefined) {
      const sentence = `${app.path} has no rooms.json: \`node scripts/laws/main.mjs --draft ${app.path.slice(5)}\` writes a first one`;
      return [{ law: LAW, file, line: 1, what: 'no rooms.json', sentence }];
    }
    const plan = app.rooms;
    const text = house.files.get(file);
    const there = roomsOf(house, app);
    const imports = importsBetweenRooms(house, app.path);
    const used = new Set(imports.map(({ from, to }) => `${from} ${to}`));
    const found = (word: string, what: string, sentence: string): Finding => ({
      law: LAW,
      file,
      line: lineOfWord(text, `"${word}"`),
      what,
      sentence,
    });
    return [
      ...rootFindings(house, app),
      ...wingFindings(house, app, imports),
      ...[...there]
        .filter((room) => !plan.has(room))
        .map((room) =>
          found('rooms', room, `the room ${room} is not in rooms.json: say there what it writes, reads and imports`),
        ),
      ...[...plan.keys()]
        .filter((room) => !there.has(room))
        .map((room) => found(room, room, `rooms.json names ${room}, which holds no code: remove it`)),
      ...[...plan].flatMap(([room, declared]) =>
        declared.imports
          .filter((to) => !used.has(`${room} ${to}`))
          .map((to) =>
            found(room, `${room} -> ${to}`, `${room} no longer imports from ${to}: remove it from "imports"`),
          ),
      ),
      ...imports
        .filter(({ from, to }) => !(plan.get(from)?.imports.includes(to) ?? true))
        .map(({ from, to, file: importer, line }) => ({
          law: LAW,
          file: importer,
          line,
          what: `${from} -> ${to}`,
          sentence: `${from} imports from ${to}, which rooms.json does not allow: move what both need below them, or declare the import`,
        })),
    ];
  });

export const rooms: Law = {
  name: LAW,
  says: 'Every folder with code is a room of rooms.json and imports only from the rooms it names, of no wing above; nothing goes round them through src.',
  check,
};
