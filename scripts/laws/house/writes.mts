// Which functions change something: they write a table, tell an event, or call a function of the app that does.
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

/** Follows names through the files of the house; packages keep no business state, so their tables do not count. */
export const changesIn = (house: House): Changes => {
  const known = new Map<string, Change | undefined>();

  const declared = (source: Source, name: string): Change | undefined => {
    const direct = source.appends.has(name) || house.usesOf(source).some(({ write, owner }) => write && owner === name);
    if (direct) return { way: [name] };
    const declaration = source.declarations.find((one) => one.name === name);
    for (const inner of declaration?.names ?? []) {
      const change = inner === name ? undefined : of(source, inner);
      if (change !== undefined) return { way: [name, ...change.way] };
    }
    return undefined;
  };

  const imported = (source: Source, name: string): Change | undefined => {
    for (const { specifier, names, typeOnly } of source.imports) {
      if (typeOnly || !specifier.startsWith('.')) continue;
      const target = house.follow(source, specifier);
      const found = names.find(({ local, typeOnly: only }) => local === name && !only);
      if (target === undefined || found === undefined) continue;
      return of(target, found.imported);
    }
    return undefined;
  };

  const of = (source: Source, name: string): Change | undefined => {
    const key = `${source.path}#${name}`;
    if (known.has(key)) return known.get(key);
    // A circle of names changes nothing by going round.
    known.set(key, undefined);
    const change = source.declarations.some((one) => one.name === name)
      ? declared(source, name)
      : imported(source, name);
    known.set(key, change);
    return change;
  };

  return { of };
};
