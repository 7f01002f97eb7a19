// Law of rooms: every room stands in rooms.json, and imports only from the rooms that it names there.

import { type Finding, type Law, lineOfWord } from '../finding.mts';
import type { App, House } from '../house/house.mts';

const LAW = 'rooms';

/** Rooms of an app that hold code, by the files in them. */
export const roomsOf = (house: House, app: App): ReadonlySet<string> =>
  new Set(
    house.sources
      .filter(({ place }) => place.owner === app.path && place.room !== undefined && place.room !== '')
      .map(({ place }) => place.room ?? ''),
  );

export type RoomImport = { readonly from: string; readonly to: string; readonly file: string; readonly line: number };

/** Imports of files of one room from another one; files directly in src belong to no room. */
export const importsBetweenRooms = (house: House, owner: string): RoomImport[] =>
  house.production
    .filter(({ place }) => place.owner === owner && place.room !== undefined && place.room !== '')
    .flatMap((source) =>
      source.imports.flatMap(({ specifier, line }) => {
        const to = specifier.startsWith('.') ? house.follow(source, specifier)?.place.room : undefined;
        const from = source.place.room ?? '';
        return to === undefined || to === '' || to === from ? [] : [{ from, to, file: source.path, line }];
      }),
    );

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
  says: 'Every folder with code is a room of rooms.json and imports only from the rooms it names.',
  check,
};
