// Law of folders: no circle between folders, also not through a third one. An import is an arrow, and so is SQL that reads
// or locks a table of another room. A file directly in src is a folder of its own, since the files that put a service
// together stand there.
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import type { Source } from '../house/source.mts';

const LAW = 'no-circles';

type Edge = { readonly to: string; readonly file: string; readonly line: number; readonly table?: string };
type Graph = ReadonlyMap<string, ReadonlyMap<string, Edge>>;

const folderOf = ({ path, place }: Source): string =>
  place.room === '' ? path.slice(`${place.owner}/src/`.length) : (place.room ?? '');

const importEdges = (house: House, source: Source): Edge[] =>
  source.imports.flatMap(({ specifier, line }) => {
    const target = specifier.startsWith('.') ? house.follow(source, specifier) : undefined;
    if (target === undefined || target.place.owner !== source.place.owner || target.place.room === undefined) return [];
    return [{ to: folderOf(target), file: source.path, line }];
  });

const readEdges = (house: House, source: Source): Edge[] => {
  const rooms = house.apps.find(({ path }) => path === source.place.owner)?.rooms ?? new Map();
  const owners = new Map(
    [...rooms].flatMap(([room, { tables }]) => tables.map((table): [string, string] => [table, room])),
  );
  return house.usesOf(source).flatMap(({ table, line }) => {
    const to = owners.get(table);
    return to === undefined ? [] : [{ to, file: source.path, line, table }];
  });
};

const graphOf = (house: House, owner: string): Graph => {
  const graph = new Map<string, Map<string, Edge>>();
  for (const source of house.production) {
    if (source.place.owner !== owner || source.place.room === undefined) continue;
    const from = folderOf(source);
    const edges = graph.get(from) ?? new Map<string, Edge>();
    graph.set(from, edges);
    for (const edge of [...importEdges(house, source), ...readEdges(house, source)])
      if (edge.to !== from && !edges.has(edge.to)) edges.set(edge.to, edge);
  }
  return graph;
};

/** The shortest way from a folder back to itself. */
const circleFrom = (graph: Graph, start: string): Edge[] | undefined => {
  const ways = new Map<string, Edge[]>([[start, []]]);
  for (const [folder, way] of ways) {
    for (const edge of graph.get(folder)?.values() ?? []) {
      if (edge.to === start) return [...way, edge];
      if (!ways.has(edge.to)) ways.set(edge.to, [...way, edge]);
    }
  }
  return undefined;
};

const circlesIn = (graph: Graph): ReadonlyMap<string, Edge[]> => {
  const circles = new Map<string, Edge[]>();
  for (const folder of [...graph.keys()].sort()) {
    const circle = circleFrom(graph, folder);
    const names = circle?.map(({ to }) => to).sort();
    if (circle !== undefined && names !== undefined && !circles.has(names.join(' ')))
      circles.set(names.join(' '), circle);
  }
  return circles;
};

const check = (house: House): Finding[] =>
  [
    ...new Set(house.production.filter(({ place }) => place.room !== undefined).map(({ place }) => place.owner)),
  ].flatMap((owner) =>
    [...circlesIn(graphOf(house, owner))].map(([names, circle]) => {
      const [first] = circle;
      const start = circle.at(-1)?.to ?? '';
      const steps = circle.map(({ to, file, line, table }) =>
        table === undefined ? `${to} (${file}:${line})` : `${to} (${file}:${line} names ${table})`,
      );
      return {
        law: LAW,
        file: `${owner}/src`,
        line: first?.line ?? 1,
        what: names,
        sentence: `folders need each other in a circle, ${[start, ...steps].join(' -> ')}: move what they share below them`,
      };
    }),
  );

export const noCircles: Law = {
  name: LAW,
  says: 'Folders need each other in no circle, by imports or by the tables that they read, also not through a third.',
  check,
};
