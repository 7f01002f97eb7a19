// Law of sizes: what is too large for one head is divided. Tests and generated code are not counted.

import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import type { Source } from '../house/source.mts';
import { childOf, isFunction, type Node, textOf, walk } from '../house/syntax.mts';

const LAW = 'sizes';

export const SIZES = {
  appLines: 25_000,
  wingLines: 5_000,
  roomLines: 1_200,
  roomFiles: 9,
  subRooms: 6,
  fileLines: 250,
  functionLines: 70,
};

const linesIn = (sources: readonly Source[]): number => sources.reduce((sum, { lines }) => sum + lines.length, 0);

type Measured = {
  readonly file: string;
  readonly line?: number;
  readonly what: string;
  readonly size: number;
  readonly max: number;
  readonly advice: string;
};

const over = ({ file, line = 1, what, size, max, advice }: Measured): Finding[] =>
  size <= max ? [] : [{ law: LAW, file, line, what, size, sentence: `${what}: ${size}, at most ${max}; ${advice}` }];

const functionFindings = ({ path, syntax }: Source): Finding[] => {
  const found: Finding[] = [];
  const measure = (node: Node, name: string) => {
    const { first, last } = syntax.linesOf(node);
    const what = `lines of the function ${name}`;
    found.push(
      ...over({
        file: path,
        line: first,
        what,
        size: last - first + 1,
        max: SIZES.functionLines,
        advice: 'give its parts names',
      }),
    );
  };
  const nameOf = (node: Node, above: string) =>
    textOf(childOf(node, 'id') ?? childOf(node, 'key') ?? childOf(node, 'identifier')) ?? above;
  const visit = (node: Node, above: string): void => {
    walk(node, (inner) => {
      if (inner === node) return undefined;
      const name = nameOf(inner, above);
      if (isFunction(inner)) measure(inner, name);
      if (name === above) return undefined;
      visit(inner, name);
      return false;
    });
  };
  visit(syntax.module, '(without a name)');
  return found;
};

const folderFindings = (house: House, owner: string, folder: string): Finding[] => {
  const file = `${owner}/src/${folder}`;
  const inside = house.production.filter(({ place }) => place.owner === owner && place.room === folder);
  const below = house.production.filter(({ place }) => place.owner === owner && place.room?.startsWith(`${folder}/`));
  const subRooms = new Set(below.map(({ place }) => place.room?.slice(folder.length + 1).split('/')[0]));
  const isWing = !folder.includes('/') && subRooms.size > 0;
  // Kinds of one register are alike: whoever knows one of them knows them all.
  const areKinds = house.apps.some(({ path, registersOfKinds }) => path === owner && registersOfKinds.has(folder));
  return [
    ...over({
      file,
      what: 'lines of the room',
      size: linesIn(inside),
      max: SIZES.roomLines,
      advice: 'divide it by the things in it',
    }),
    ...over({
      file,
      what: 'files of the room',
      size: inside.length,
      max: SIZES.roomFiles,
      advice: 'divide it by the things in it',
    }),
    ...over({
      file,
      what: 'rooms in it',
      size: areKinds ? 0 : subRooms.size,
      max: SIZES.subRooms,
      advice: 'put what belongs together into a wing',
    }),
    ...(isWing
      ? over({
          file,
          what: 'lines of the wing',
          size: linesIn([...inside, ...below]),
          max: SIZES.wingLines,
          advice: 'it holds two things',
        })
      : []),
  ];
};

const check = (house: House): Finding[] => {
  const sources = house.production.filter(({ place, role }) => place.room !== undefined && role !== 'generated');
  const owners = Map.groupBy(sources, ({ place }) => place.owner);
  return [
    ...[...owners].flatMap(([owner, own]) => {
      const folders = new Set(
        own.flatMap(({ place }) =>
          (place.room ?? '').split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/')),
        ),
      );
      folders.delete('');
      const size = linesIn(own);
      return [
        ...over({
          file: owner,
          what: 'lines of the app',
          size,
          max: SIZES.appLines,
          advice: 'a wing may become a service',
        }),
        ...[...folders].flatMap((folder) => folderFindings(house, owner, folder)),
      ];
    }),
    ...sources.flatMap((source) => [
      ...over({
        file: source.path,
        what: 'lines of the file',
        size: source.lines.length,
        max: SIZES.fileLines,
        advice: 'it holds more than one thing',
      }),
      ...functionFindings(source),
    ]),
  ];
};

export const sizes: Law = {
  name: LAW,
  says: 'App <= 25,000 lines, wing <= 5,000, room <= 1,200 and <= 9 files and <= 6 rooms in it, file <= 250, function <= 70.',
  check,
};
