// Law of layers: routes -> commands -> rules and store; only stores and projections write; a view never leads to a write;
// projections belong to subscriptions, examples to routes; an import names what it takes, so that calls can be followed.

import type { Finding, Law } from '../finding.mts';
import { OF_STORES } from '../house/database/writing-packages.mts';
import type { House } from '../house/house.mts';
import type { Import } from '../house/imports.mts';
import type { Source } from '../house/source.mts';
import { changesIn, declarerOf } from '../house/writes.mts';

const LAW = 'layers';

type Border = { readonly forbidden: ReadonlySet<string>; readonly because: string };

/** What files of a role may not import, other than types. */
const BORDERS: ReadonlyMap<string, Border> = new Map([
  ['views', { forbidden: new Set(['commands', 'routes', 'jobs']), because: 'a view only reads' }],
  ['routes', { forbidden: new Set(['store', 'sql', 'projection']), because: 'a route calls a command or a view' }],
  [
    'jobs',
    {
      forbidden: new Set(['store', 'sql', 'routes', 'subscriptions']),
      because: 'a job calls a command or a view, as a route does',
    },
  ],
  [
    'store',
    {
      forbidden: new Set(['commands', 'routes', 'subscriptions', 'jobs']),
      because: 'a store is called, it calls nobody above it',
    },
  ],
  [
    'sql',
    {
      forbidden: new Set(['store', 'views', 'commands', 'routes', 'subscriptions', 'jobs']),
      because: 'it is a part of their statements and runs none',
    },
  ],
  ['commands', { forbidden: new Set(['routes']), because: 'a command does not know who asked for it' }],
]);

const PROJECTORS = new Set(['subscriptions', 'projection']);

/** The files that an import takes something from: the one it names, and those whose names that one hands on. */
const takenFrom = (house: House, source: Source, { specifier, names }: Import): Source[] => {
  const target = house.follow(source, specifier);
  if (target === undefined) return [];
  const declarers = names
    .filter(({ typeOnly }) => !typeOnly)
    .flatMap(({ imported }) => declarerOf(house, { source: target, name: imported })?.source ?? []);
  return [...new Set([target, ...declarers])];
};

const EXAMPLES = 'examples';
const SHOWS_EXAMPLES = new Set(['routes', EXAMPLES]);
const CONTRACTS = /^@ansinh\/contracts\//;

/** An example is data: what a partner reads must not be computed by what it is an example of. */
const exampleFindings = (house: House, source: Source): Finding[] =>
  source.imports.flatMap((one): Finding[] => {
    const { specifier, line, typeOnly } = one;
    const targets = typeOnly || !specifier.startsWith('.') ? [] : takenFrom(house, source, one);
    const found = (sentence: string): Finding => ({ law: LAW, file: source.path, line, what: specifier, sentence });
    if (source.role === EXAMPLES) {
      const isAllowed = typeOnly || CONTRACTS.test(specifier) || targets.some(({ role }) => role === EXAMPLES);
      return isAllowed
        ? []
        : [found(`examples import ${specifier}, but they are data: they take from contracts and other examples alone`)];
    }
    return targets.some(({ role }) => role === EXAMPLES) && !SHOWS_EXAMPLES.has(source.role ?? '')
      ? [found(`${specifier} holds what a route shows: only *.routes.ts import it`)]
      : [];
  });

const importFindings = (house: House, source: Source): Finding[] =>
  source.imports.flatMap((one) => {
    const { specifier, line, typeOnly } = one;
    if (typeOnly || !specifier.startsWith('.')) return [];
    const border = BORDERS.get(source.role ?? '');
    const found = (sentence: string): Finding => ({ law: LAW, file: source.path, line, what: specifier, sentence });
    return takenFrom(house, source, one).flatMap(({ path, role }) => {
      if (border !== undefined && role !== undefined && border.forbidden.has(role))
        return [found(`${source.role} import ${path}, but ${border.because}: move the call, or what is called`)];
      if (role === 'projection' && !PROJECTORS.has(source.role ?? ''))
        return [found(`${path} writes what another service told: only *.subscriptions.ts import it`)];
      return [];
    });
  });

const WRITERS = new Set(['store', 'projection']);

/** Writes of a file itself: SQL, calls of Prisma, and what packages write of the service's own rows. */
const writeFindings = (house: House, source: Source): Finding[] => {
  if (WRITERS.has(source.role ?? '')) return [];
  const isOfStore = (name: string | undefined): boolean =>
    name !== undefined && WRITERS.has(declarerOf(house, { source, name })?.source.role ?? '');
  const written = [
    ...house
      .usesOf(source)
      .filter(({ write }) => write)
      .map(({ table, line }) => ({ what: table, line })),
    ...source.packageWrites.filter(({ what, of }) => OF_STORES.has(what) && !isOfStore(of)),
  ];
  return written.map(({ what, line }) => ({
    law: LAW,
    file: source.path,
    line,
    what: `writes ${what}`,
    sentence: `this file writes (${what}), which only a *.store.ts or a *.projection.ts does: move the statement, and call it`,
  }));
};

/** What `import * as x`, `export * from` and `import('./x')` take of our own files cannot be followed. */
const starFindings = (source: Source): Finding[] =>
  source.imports
    .filter(({ specifier, names }) => specifier.startsWith('.') && names.some(({ imported }) => imported === '*'))
    .map(({ specifier, line }) => ({
      law: LAW,
      file: source.path,
      line,
      what: `all of ${specifier}`,
      sentence: `this file takes all of ${specifier}: name what it takes, so that it can be seen who calls whom`,
    }));

const check = (house: House): Finding[] => {
  const changes = changesIn(house);
  return house.production
    .filter(({ place }) => place.room !== undefined)
    .flatMap((source) => [
      ...importFindings(house, source),
      ...exampleFindings(house, source),
      ...(source.place.owner.startsWith('apps/') ? [...writeFindings(house, source), ...starFindings(source)] : []),
      ...(source.role === 'views' ? source.declarations : []).flatMap(({ name, line }) => {
        const change = changes.of(source, name);
        if (change === undefined) return [];
        const way = change.way.slice(1).join(' -> ');
        const how = way === '' ? `${name} writes` : `${name} writes through ${way}`;
        const sentence = `${how}, but a view never writes: move it to a *.commands.ts, or to a *.projection.ts when it tells what another service told`;
        return [{ law: LAW, file: source.path, line, what: name, sentence }];
      }),
    ]);
};

export const layers: Law = {
  name: LAW,
  says: 'Only stores and projections write; routes import no store, views lead to no write, stores call nobody above; examples are data of routes.',
  check,
};
