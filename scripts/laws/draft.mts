// A first rooms.json of an app, as its code is: who writes a table first in the alphabet gets it.
import type { TableUse } from './house/database/table-use.mts';
import type { House } from './house/house.mts';
import { importsBetweenRooms, roomsOf } from './rooms/rooms.mts';

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

export type Draft = {
  readonly rooms: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Tables with more than one writing room. */
  readonly contested: readonly { readonly table: string; readonly rooms: readonly string[] }[];
};

const PURE_ALREADY = /^(?:\.|zod$|@ansinh\/contracts\/)/;

export const draftOf = (house: House, path: string): Draft => {
  const app = house.apps.find((one) => one.path === path);
  if (app === undefined) throw new Error(`there is no ${path}`);
  const sources = house.production.filter(({ place }) => place.owner === path && place.room !== undefined);
  const uses = sources.flatMap((source) =>
    house
      .usesOf(source)
      .filter(({ table }) => app.tables.has(table))
      .map((use) => ({ ...use, room: source.place.room ?? '' })),
  );
  const writers = Map.groupBy(
    uses.filter(({ write }) => write),
    ({ table }) => table,
  );
  const ownerOf = (table: string): string | undefined => sorted((writers.get(table) ?? []).map(({ room }) => room))[0];
  const foreign = (room: string, does: (use: TableUse) => boolean) =>
    sorted(
      uses
        .filter((use) => use.room === room && !use.write && does(use) && ownerOf(use.table) !== room)
        .map(({ table }) => table),
    );
  const imports = importsBetweenRooms(house, path);
  const librariesOf = (room: string) =>
    sources
      .filter(({ place, role }) => place.room === room && (role === 'rules' || role === 'rule'))
      .flatMap((source) => source.imports)
      .filter(({ specifier, typeOnly }) => !typeOnly && !PURE_ALREADY.test(specifier))
      .map(({ specifier }) => specifier);
  const planOf = (room: string) => ({
    tables: sorted([...app.tables].filter((table) => ownerOf(table) === room)),
    reads: foreign(room, ({ lock }) => !lock).filter((table) => !foreign(room, ({ lock }) => lock).includes(table)),
    locks: foreign(room, ({ lock }) => lock),
    imports: sorted(imports.filter(({ from }) => from === room).map(({ to }) => to)),
    libraries: sorted(librariesOf(room)),
  });
  const rooms = sorted(roomsOf(house, app)).map((room) => [
    room,
    Object.fromEntries(Object.entries(planOf(room)).filter(([, named]) => named.length > 0)),
  ]);
  return {
    rooms: Object.fromEntries(rooms),
    contested: [...writers]
      .map(([table, by]) => ({ table, rooms: sorted(by.map(({ room }) => room)) }))
      .filter(({ rooms: by }) => by.length > 1),
  };
};
