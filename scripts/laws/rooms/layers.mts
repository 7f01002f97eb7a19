// Law of layers: routes -> commands -> rules and store; a view never writes; projections belong to subscriptions.

import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import type { Source } from '../house/source.mts';
import { changesIn } from '../house/writes.mts';

const LAW = 'layers';

type Border = { readonly forbidden: ReadonlySet<string>; readonly because: string };

/** What files of a role may not import, other than types. */
const BORDERS: ReadonlyMap<string, Border> = new Map([
  ['views', { forbidden: new Set(['commands', 'routes']), because: 'a view only reads' }],
  ['routes', { forbidden: new Set(['store', 'sql', 'projection']), because: 'a route calls a command or a view' }],
  [
    'store',
    {
      forbidden: new Set(['commands', 'routes', 'subscriptions']),
      because: 'a store is called, it calls nobody above it',
    },
  ],
  [
    'sql',
    {
      forbidden: new Set(['store', 'views', 'commands', 'routes', 'subscriptions']),
      because: 'it is a part of their statements and runs none',
    },
  ],
  ['commands', { forbidden: new Set(['routes']), because: 'a command does not know who asked for it' }],
]);

const PROJECTORS = new Set(['subscriptions', 'projection']);

const importFindings = (house: House, source: Source): Finding[] =>
  source.imports.flatMap(({ specifier, line, typeOnly }) => {
    const target = typeOnly || !specifier.startsWith('.') ? undefined : house.follow(source, specifier);
    if (target?.role === undefined) return [];
    const border = BORDERS.get(source.role ?? '');
    const found = (sentence: string): Finding => ({ law: LAW, file: source.path, line, what: specifier, sentence });
    if (border?.forbidden.has(target.role))
      return [found(`${source.role} import ${target.path}, but ${border.because}: move the call, or what is called`)];
    if (target.role === 'projection' && !PROJECTORS.has(source.role ?? ''))
      return [found(`${target.path} writes what another service told: only *.subscriptions.ts import it`)];
    return [];
  });

const check = (house: House): Finding[] => {
  const changes = changesIn(house);
  return house.production
    .filter(({ place }) => place.room !== undefined)
    .flatMap((source) => [
      ...importFindings(house, source),
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
  says: 'Routes import no store, views write nothing, stores call nobody above, projections belong to subscriptions.',
  check,
};
