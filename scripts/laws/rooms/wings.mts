// Wings: the rooms of a large app whose names begin with the same folder. `wings` of rooms.json names them from the bottom to
// the top; a room imports nothing of a wing above its own, and reads none of its tables.
import { type Finding, lineOfWord } from '../finding.mts';
import type { App, House } from '../house/house.mts';
import type { RoomImport } from './rooms.mts';

const LAW = 'rooms';

const wingOf = (room: string): string => room.split('/')[0] ?? room;

type Arrow = RoomImport & { readonly does: string };

/** Tables of other rooms that a room names in its statements. */
const readsBetweenRooms = (house: House, app: App): Arrow[] => {
  const owners = new Map(
    [...(app.rooms ?? [])].flatMap(([room, { tables }]) => tables.map((table): [string, string] => [table, room])),
  );
  return house.production
    .filter(({ place }) => place.owner === app.path && place.room !== undefined && place.room !== '')
    .flatMap((source) =>
      house.usesOf(source).flatMap(({ table, line }) => {
        const to = owners.get(table);
        const arrow = { from: source.place.room ?? '', file: source.path, line, does: `names ${table} of` };
        return to === undefined ? [] : [{ ...arrow, to }];
      }),
    );
};

const upward = (wings: readonly string[], { from, to, file, line, does }: Arrow): Finding[] => {
  const [own, other] = [wings.indexOf(wingOf(from)), wings.indexOf(wingOf(to))];
  if (own === -1 || other <= own) return [];
  const sentence = `${from} ${does} ${to}, of the wing ${wings[other]} above ${wings[own]} ("wings" of rooms.json): move what both need below them`;
  return [{ law: LAW, file, line, what: `${from} ${does} ${to} above`, sentence }];
};

export const wingFindings = (house: House, app: App, imports: readonly RoomImport[]): Finding[] => {
  const { wings, rooms, path } = app;
  if (wings === undefined || rooms === undefined) return [];
  const file = `${path}/rooms.json`;
  const there = new Set([...rooms.keys()].map(wingOf));
  const found = (wing: string, sentence: string): Finding => ({
    law: LAW,
    file,
    line: lineOfWord(house.files.get(file), `"${wing}"`),
    what: `wing ${wing}`,
    sentence,
  });
  const arrows = [...imports.map((one) => ({ ...one, does: 'imports from' })), ...readsBetweenRooms(house, app)];
  return [
    ...[...there]
      .filter((wing) => !wings.includes(wing))
      .map((wing) => found(wing, `the wing ${wing} is not in "wings" of rooms.json: say above which others it stands`)),
    ...wings
      .filter((wing) => !there.has(wing))
      .map((wing) => found(wing, `"wings" of rooms.json names ${wing}, which holds no room: remove it`)),
    ...arrows.flatMap((arrow) => upward(wings, arrow)),
  ];
};
