// One file of the house, read once for all laws.
import { basename, dirname } from 'node:path/posix';
import { type PackageWrite, packageWritesIn } from './database/package-writes.mts';
import { type SqlText, sqlIn } from './database/sql-texts.mts';
import { type Declaration, declarationsOf } from './declarations.mts';
import { type Import, importsOf } from './imports.mts';
import { parse, type Syntax } from './syntax.mts';

export type Place = {
  /** `apps/payment`, `packages/http`, or the first folder of anything else. */
  readonly owner: string;
  /** The folder under `src`; '' for a file directly in it, undefined outside of `src`. */
  readonly room: string | undefined;
};

export type Source = {
  readonly path: string;
  readonly place: Place;
  readonly test: boolean;
  /** `rules` of `payout.rules.ts`; undefined for a file without a role. */
  readonly role: string | undefined;
  readonly lines: readonly string[];
  readonly syntax: Syntax;
  readonly imports: readonly Import[];
  readonly declarations: readonly Declaration[];
  readonly sql: readonly SqlText[];
  /** What it writes by functions of packages. */
  readonly packageWrites: readonly PackageWrite[];
};

const TEST = /\.test\.tsx?$|\/testing\/|^tests\/|^packages\/testkit\//;

export const placeOf = (path: string): Place => {
  const [, owner = '', inside = ''] = path.match(/^((?:apps|packages|infra)\/[^/]+|[^/]+)\/(.*)$/) ?? [];
  if (!inside.startsWith('src/')) return { owner, room: undefined };
  const folder = dirname(inside);
  return { owner, room: folder === 'src' ? '' : folder.slice('src/'.length) };
};

/** `payout.room.test.ts` has the role `room.test`. */
export const roleOf = (path: string): string | undefined => {
  const name = basename(path).replace(/\.(d\.)?[cm]?tsx?$/, '');
  const dot = name.indexOf('.');
  return dot === -1 ? undefined : name.slice(dot + 1);
};

const once = <Value,>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** The text is parsed when a law asks for more than its lines: most laws leave tests alone. */
export const sourceOf = (path: string, text: string): Source => {
  const syntax = once(() => parse(path, text));
  const declarations = once(() => declarationsOf(syntax()));
  const imports = once(() => importsOf(syntax()));
  const sql = once(() => sqlIn(declarations(), syntax()));
  const packageWrites = once(() => packageWritesIn(declarations(), imports(), syntax()));
  return {
    path,
    place: placeOf(path),
    test: TEST.test(path),
    role: roleOf(path),
    lines: text.replace(/\n$/, '').split('\n'),
    get syntax() {
      return syntax();
    },
    get declarations() {
      return declarations();
    },
    get imports() {
      return imports();
    },
    get sql() {
      return sql();
    },
    get packageWrites() {
      return packageWrites();
    },
  };
};
