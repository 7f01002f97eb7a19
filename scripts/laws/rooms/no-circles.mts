// Law of folders: no circle between folders, also not through a third one. An import is an arrow, and so is SQL that reads
// or locks a table of another room. A file directly in src is a folder of its own, since the files that put a service
// together stand there.
import { type Finding, type Law, lineOfWord } from '../finding.mts';
import type { House, Room } from '../house/house.mts';
import type { Source } from '../house/source.mts';

const LAW = 'no-circles';

type Edge = { readonly to: string; readonly file: string; readonly line: number; readonly table?: string };
type Graph = ReadonlyMap<string, ReadonlyMap<string, Edge>>;

const folderOf = ({ path, place }: Source): string =>
  place.room === '' ? path.slice(`${place.owner}/src/`.length) : (place.room ?? '');

type EdgesOf = (source: Source) => Edge[];

const importsIn =
  (house: House): EdgesOf =>
  (source) =>
    source.imports.flatMap(({ specifier, line }) => {
      const target = specifier.startsWith('.') ? house.follow(source, specifier) : undefined;
      const isOurs = target !== undefined && target.place.owner === source.place.owner;
      return isOurs && target.place.room !== undefined ? [{ to: folderOf(target), file: source.path, line }] : [];
    });

const readsIn = (house: House, owner: string): EdgesOf => {
  const rooms = house.apps.find(({ path }) => path === owner)?.rooms ?? new Map<string, Room>();
  const owners = new Map(
    [...rooms].flatMap(([room, { tables }]) => tables.map((table): [string, string] => [table, room])),
  );
  return (source) =>
    house.usesOf(source).flatMap(({ table, line }) => {
      const to = owners.get(table);
      return to === undefined ? [] : [{ to, file: source.path, line, table }];
    });
};

const graphOf = (house: House, owner: string, edgesOf: EdgesOf): Graph => {
  const graph = new Map<string, Map<string, Edge>>();
  for (const source of house.production) {
    if (source.place.owner !== owner || source.place.room === undefined) continue;
    const from = folderOf(source);
    const edges = graph.get(from) ?? new Map<string, Edge>();
    graph.set(from, edges);
    for (const edge of edgesOf(source)) if (edge.to !== from && !edges.has(edge.to)) edges.set(edge.to, edge);
  }
  return graph;
};

/** The shortest way from one folder to another one, or round to itself. */
const wayBetween = (graph: Graph, start: string, end: string): Edge[] | undefined => {
  const ways = new Map<string, Edge[]>([[start, []]]);
  for (const [folder, way] of ways) {
    for (const edge of graph.get(folder)?.values() ?? []) {
      if (edge.to === end) return [...way, edge];
      if (!ways.has(edge.to)) ways.set(edge.to, [...way, edge]);
    }
  }
  return undefined;
};

const circlesIn = (graph: Graph): ReadonlyMap<string, Edge[]> => {
  const circles = new Map<string, Edge[]>();
  for (const folder of [...graph.keys()].sort()) {
    const circle = wayBetween(graph, folder, folder);
    const names = circle?.map(({ to }) => to).sort();
    if (circle !== undefined && names !== undefined && !circles.has(names.join(' ')))
      circles.set(names.join(' '), circle);
  }
  return circles;
};

const written = (start: string, way: readonly Edge[]): string =>
  [
    start,
    ...way.map(({ to, file, line, table }) => `${to} (${file}:${line}${table === undefined ? '' : ` names ${table}`})`),
  ].join(' -> ');

const importCircles = (imports: Graph, owner: string): Finding[] =>
  [...circlesIn(imports)].map(([names, circle]) => ({
    law: LAW,
    file: `${owner}/src`,
    line: circle[0]?.line ?? 1,
    what: names,
    sentence: `folders import each other in a circle, ${written(circle.at(-1)?.to ?? '', circle)}: move what they share below them`,
  }));

/** A table that is read against the arrows: its room needs the reader already. */
const readCircles = (house: House, owner: string, imports: Graph): Finding[] => {
  const byImport = importsIn(house);
  const reads = readsIn(house, owner);
  const all = graphOf(house, owner, (source) => [...byImport(source), ...reads(source)]);
  const found = new Map<string, Finding>();
  for (const source of house.production.filter(({ place }) => place.owner === owner && place.room !== undefined)) {
    const from = folderOf(source);
    for (const edge of reads(source)) {
      const isImported = edge.to === from || (imports.get(from)?.has(edge.to) ?? false);
      const back = isImported ? undefined : wayBetween(all, edge.to, from);
      const what = `${from} names ${edge.table} of ${edge.to}`;
      if (back === undefined || found.has(what)) continue;
      const sentence = `${what}, which needs ${from} itself, ${written(from, [edge, ...back])}: ask from above, or keep in ${from} what it has to know`;
      const file = `${owner}/rooms.json`;
      found.set(what, { law: LAW, file, line: lineOfWord(house.files.get(file), `"${from}"`), what, sentence });
    }
  }
  return [...found.values()];
};

const check = (house: House): Finding[] =>
  [
    ...new Set(house.production.filter(({ place }) => place.room !== undefined).map(({ place }) => place.owner)),
  ].flatMap((owner) => {
    const imports = graphOf(house, owner, importsIn(house));
    return [...importCircles(imports, owner), ...readCircles(house, owner, imports)];
  });

export const noCircles: Law = {
  name: LAW,
  says: 'Folders need each other in no circle, by imports or by the tables that they read, also not through a third.',
  check,
};
