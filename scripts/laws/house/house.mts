// The whole house as the laws see it: sources, the plans of rooms, and the tables that the schemas name.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { z } from 'zod';
import { type Model, modelsOf } from './database/models.mts';
import { type Resolve, resolveIn, usesOfPrisma } from './database/prisma-calls.mts';
import { usesOfSql } from './database/sql-texts.mts';
import type { TableUse } from './database/table-use.mts';
import { type Source, sourceOf } from './source.mts';

const Names = z.array(z.string()).default([]);
const Room = z.strictObject({ tables: Names, reads: Names, locks: Names, imports: Names, libraries: Names });
const Plan = z.strictObject({ wings: z.array(z.string()).optional(), rooms: z.record(z.string(), Room) });

export type Room = z.infer<typeof Room>;

export type App = {
  /** `apps/payment` */
  readonly path: string;
  /** What rooms.json says; undefined while there is none. */
  readonly rooms: ReadonlyMap<string, Room> | undefined;
  /** The wings of a large app, from the bottom to the top; undefined when it has none. */
  readonly wings: readonly string[] | undefined;
  /** Folders of which rooms.json says by `<folder>/*` that each room in them is one kind of a register. */
  readonly registersOfKinds: ReadonlySet<string>;
  readonly models: ReadonlyMap<string, Model>;
  readonly tables: ReadonlySet<string>;
};

export type House = {
  readonly files: ReadonlyMap<string, string>;
  /** All files, also those whose text no law reads. */
  readonly paths: ReadonlySet<string>;
  readonly sources: readonly Source[];
  /** Sources that run in production. */
  readonly production: readonly Source[];
  readonly apps: readonly App[];
  /** The file that an import leads to; undefined outside of the house. */
  readonly follow: (from: Source, specifier: string) => Source | undefined;
  readonly usesOf: (source: Source) => readonly TableUse[];
};

/** Names do not lead through this many files; two that hand on to each other do. */
const DEEPEST = 12;

const CODE = /\.[cm]?tsx?$/;
const EACH = '/*';

/** `benefits/kinds/*` stands for every room in that folder: a further kind is a folder, and no line of the plan. */
const eachRoom = (name: string, rooms: readonly string[]): readonly string[] => {
  if (!name.endsWith(EACH)) return [name];
  const folder = name.slice(0, -EACH.length);
  return rooms.filter((room) => dirname(room) === folder);
};

const planOf = (written: Readonly<Record<string, Room>>, rooms: readonly string[]): ReadonlyMap<string, Room> =>
  new Map(
    Object.entries(written).flatMap(([name, room]) => {
      const imports = room.imports.flatMap((to) => eachRoom(to, rooms));
      return eachRoom(name, rooms).map((one): [string, Room] => [one, { ...room, imports }]);
    }),
  );

const appOf = (path: string, files: ReadonlyMap<string, string>): App => {
  // `--draft payment > apps/payment/rooms.json` finds the file that the shell has just emptied.
  const plan = files.get(`${path}/rooms.json`)?.trim() || undefined;
  const schemas = [...files].filter(([name]) => name.startsWith(`${path}/prisma/`) && name.endsWith('.prisma'));
  const models = modelsOf(schemas.map(([, text]) => text));
  const inSrc = `${path}/src/`;
  const folders = [...files.keys()].filter((name) => CODE.test(name) && name.startsWith(inSrc)).map(dirname);
  const rooms = [...new Set(folders)].map((folder) => folder.slice(inSrc.length));
  const read = plan === undefined ? undefined : Plan.parse(JSON.parse(plan));
  const written = read?.rooms;
  return {
    path,
    rooms: written && planOf(written, rooms),
    wings: read?.wings,
    registersOfKinds: new Set(
      Object.keys(written ?? {}).flatMap((name) => (name.endsWith(EACH) ? [name.slice(0, -EACH.length)] : [])),
    ),
    models,
    tables: new Set([...models.values()].map(({ table }) => table)),
  };
};

const candidates = (from: string, specifier: string): string[] => {
  const [, name, inner] = specifier.match(/^@ansinh\/([a-z0-9-]+)(?:\/(.+))?$/) ?? [];
  const base = specifier.startsWith('.')
    ? normalize(join(dirname(from), specifier))
    : name === undefined
      ? undefined
      : `${name === 'local' ? 'infra/local' : `packages/${name}`}/src${inner === undefined ? '' : `/${inner}`}`;
  return base === undefined
    ? []
    : [base, `${base}.ts`, `${base}.tsx`, `${base}.mts`, `${base}.d.ts`, `${base}/index.ts`];
};

/** Builds a house of texts by path: of those that lie on the disk, or of those that a test plants. */
export const houseOf = (
  files: ReadonlyMap<string, string>,
  paths: ReadonlySet<string> = new Set(files.keys()),
): House => {
  const sources = [...files].filter(([path]) => CODE.test(path)).map(([path, text]) => sourceOf(path, text));
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const apps = [...new Set(sources.map(({ place }) => place.owner))]
    .filter((owner) => owner.startsWith('apps/'))
    .map((owner) => appOf(owner, files));
  const follow: House['follow'] = (from, specifier) =>
    candidates(from.path, specifier)
      .map((path) => byPath.get(path))
      .find((source) => source !== undefined);
  const fragmentIn = (source: Source, name: string): string | undefined => {
    const own = source.sql.find(({ owner }) => owner === name)?.text;
    if (own !== undefined) return own;
    for (const { specifier, names } of source.imports) {
      const imported = names.find(({ local }) => local === name)?.imported;
      const target = imported === undefined ? undefined : follow(source, specifier);
      if (target !== undefined && imported !== undefined) return fragmentIn(target, imported);
    }
    return undefined;
  };
  /** What a name of another file stands for, also when that one hands it on. */
  const importedInto =
    (source: Source, depth = 0): Resolve =>
    (name) => {
      for (const { specifier, names } of depth > DEEPEST ? [] : source.imports) {
        const imported = names.find(({ local }) => local === name)?.imported;
        const target = imported === undefined ? undefined : follow(source, specifier);
        if (target !== undefined && imported !== undefined)
          return resolveIn(target.declarations, importedInto(target, depth + 1))(imported);
      }
      return undefined;
    };
  const uses = new Map<Source, readonly TableUse[]>();
  const usesOf: House['usesOf'] = (source) => {
    const known = uses.get(source);
    if (known !== undefined) return known;
    const models = apps.find(({ path }) => path === source.place.owner)?.models ?? new Map<string, Model>();
    const found = [
      ...usesOfSql(source.sql, (name) => fragmentIn(source, name)),
      ...usesOfPrisma(source.declarations, source.syntax, models, importedInto(source)),
    ];
    uses.set(source, found);
    return found;
  };
  return { files, paths, sources, production: sources.filter(({ test }) => !test), apps, follow, usesOf };
};

const ALL = ['{apps,packages,infra,tests,scripts,docs}/**/*', '*.*', '.dependency-cruiser.cjs'];
/** What is installed, built and generated, where it belongs: elsewhere a folder of such a name holds code like any other. */
const SKIPPED =
  /(?:^|\/)(?:node_modules|\.turbo|\.local)(?:\/|$)|^(?:apps|packages|infra)\/[^/]+\/(?:dist|src\/generated)(?:\/|$)/;

/** What laws read: code, plans of rooms, schemas, the map and the scripts. */
const READ =
  /^(?:apps\/[^/]+\/(?:src|testing)\/.*\.tsx?|packages\/[^/]+\/(?:src|testing)\/.*\.ts|infra\/local\/src\/.*\.ts|tests\/.*\.ts|apps\/[^/]+\/rooms\.json|apps\/[^/]+\/prisma\/.*\.prisma|docs\/ARCHITECTURE\.md|(?:apps|packages|infra)\/[^/]+\/README\.md|CONTRIBUTING\.md|package\.json)$/;

/** Reads the house that lies in a folder. */
export const readHouse = (root: string): House => {
  const paths = globSync(ALL, { cwd: root, exclude: (name) => SKIPPED.test(name) })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  const read = paths.filter((path) => READ.test(path));
  return houseOf(new Map(read.map((path) => [path, readFileSync(join(root, path), 'utf8')])), new Set(paths));
};
