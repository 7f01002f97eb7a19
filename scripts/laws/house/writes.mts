// Which functions change something: they write a table, tell an event, or call a function of the app that does.
import { ON_LOAD } from './declarations.mts';
import type { House } from './house.mts';
import type { Source } from './source.mts';

export type Change = {
  /** How the change is reached: the names on the way, the last of which makes it. */
  readonly way: readonly string[];
};

export type Changes = {
  /** What a name that is used in a file changes; undefined when nothing. */
  readonly of: (source: Source, name: string) => Change | undefined;
};

type Place = { readonly source: Source; readonly name: string };

const keyOf = ({ source, name }: Place): string => `${source.path}#${name}`;

/** The place that a name of a file comes from, when the file imports it or hands it on. */
const importedFrom = (house: House, { source, name }: Place): Place | undefined => {
  for (const { specifier, names, typeOnly } of source.imports) {
    if (typeOnly || !specifier.startsWith('.')) continue;
    const found = names.find((one) => one.local === name && !one.typeOnly);
    const target = found === undefined ? undefined : house.follow(source, specifier);
    if (found !== undefined && target !== undefined) return { source: target, name: found.imported };
  }
  return undefined;
};

/** Where a name is declared that a file imports from another one, also when that one hands it on. */
export const declarerOf = (house: House, start: Place): Place | undefined => {
  const seen = new Set<string>();
  for (let place: Place | undefined = start; place !== undefined && !seen.has(keyOf(place)); ) {
    const { source, name }: Place = place;
    if (source.declarations.some((one) => one.name === name)) return place;
    seen.add(keyOf(place));
    place = importedFrom(house, place);
  }
  return undefined;
};

/** Follows names through the files of an app; what its packages write is named in writing-packages.mts. */
export const changesIn = (house: House): Changes => {
  const known = new Map<string, Change | undefined>();

  const isChange = ({ source, name }: Place): boolean =>
    name !== ON_LOAD &&
    (source.packageWrites.some(({ owner }) => owner === name) ||
      house.usesOf(source).some(({ write, owner }) => write && owner === name));

  const nextOf = ({ source, name }: Place): Place[] =>
    [...(source.declarations.find((one) => one.name === name)?.names ?? [])].flatMap(
      (inner) => declarerOf(house, { source, name: inner }) ?? [],
    );

  /** The shortest way to a change. What leads to none is known of every name that was seen, circles included. */
  const search = (start: Place): Change | undefined => {
    const ways = new Map<string, { readonly place: Place; readonly way: readonly string[] }>([
      [keyOf(start), { place: start, way: [start.name] }],
    ]);
    for (const { place, way } of ways.values()) {
      if (isChange(place)) return { way };
      for (const next of nextOf(place))
        if (!ways.has(keyOf(next))) ways.set(keyOf(next), { place: next, way: [...way, next.name] });
    }
    for (const key of ways.keys()) known.set(key, undefined);
    return undefined;
  };

  return {
    of: (source, name) => {
      const start = declarerOf(house, { source, name });
      if (start === undefined) return undefined;
      if (!known.has(keyOf(start))) known.set(keyOf(start), search(start));
      return known.get(keyOf(start));
    },
  };
};
