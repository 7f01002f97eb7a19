// Law of folders: no circle between folders, also not through a third one. A file directly in src is a folder of its own,
// since the files that put a service together stand there; so is the register of a folder of kinds, signals/signals.ts,
// which names each kind below it and stands above them.
import { basename } from 'node:path/posix';
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import type { Source } from '../house/source.mts';

const LAW = 'no-circles';

type Edge = { readonly to: string; readonly file: string; readonly line: number };
type Graph = ReadonlyMap<string, ReadonlyMap<string, Edge>>;

const folderOf = ({ path, place, imports }: Source): string => {
  const room = place.room ?? '';
  const namesKinds = imports.some(({ specifier }) => /^\.\/[^/]+\//.test(specifier));
  const isRegister = namesKinds && basename(path) === `${basename(room)}.ts`;
  return room === '' || isRegister ? path.slice(`${place.owner}/src/`.length) : room;
};

const graphOf = (house: House, owner: string): Graph => {
  const graph = new Map<string, Map<string, Edge>>();
  for (const source of house.production) {
    if (source.place.owner !== owner || source.place.room === undefined) continue;
    const from = folderOf(source);
    const edges = graph.get(from) ?? new Map<string, Edge>();
    graph.set(from, edges);
    for (const { specifier, line } of source.imports) {
      const target = specifier.startsWith('.') ? house.follow(source, specifier) : undefined;
      if (target === undefined || target.place.owner !== owner || target.place.room === undefined) continue;
      const to = folderOf(target);
      if (to !== from && !edges.has(to)) edges.set(to, { to, file: source.path, line });
    }
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
      const steps = circle.map(({ to, file, line }) => `${to} (${file}:${line})`);
      return {
        law: LAW,
        file: `${owner}/src`,
        line: first?.line ?? 1,
        what: names,
        sentence: `folders import each other in a circle, ${[start, ...steps].join(' -> ')}: move what they share below them`,
      };
    }),
  );

export const noCircles: Law = {
  name: LAW,
  says: 'Folders import each other in no circle, also not through a third.',
  check,
};
