// Law of GET: it changes nothing, except by a command that its route names in `effect`.

import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';
import { routesOf } from '../house/routes.mts';
import { changesIn, declarerOf } from '../house/writes.mts';

const LAW = 'get-changes-nothing';

const check = (house: House): Finding[] => {
  const changes = changesIn(house);
  return house.production
    .filter(({ place }) => place.owner.startsWith('apps/') && place.room !== undefined)
    .flatMap((source) =>
      routesOf(source).flatMap(({ method, path, effect, line, names }) => {
        // A method that a value gives may be a GET.
        if (method !== 'get' && method !== '') return [];
        const found = (what: string, sentence: string): Finding => ({
          law: LAW,
          file: source.path,
          line,
          what,
          sentence,
        });
        const changing = [...names].filter((name) => changes.of(source, name) !== undefined);
        const declarer = effect === undefined ? undefined : declarerOf(house, { source, name: effect });
        const notCommand = declarer !== undefined && declarer.source.role !== 'commands';
        const idle = effect !== undefined && !changing.includes(effect);
        return [
          ...changing
            .filter((name) => name !== effect)
            .map((name) => {
              const way = (changes.of(source, name)?.way ?? []).join(' -> ');
              const sentence = `GET ${path} changes something (${way}): say \`effect: '${name}'\` in the route if it must, else let it only read`;
              return found(`${path} ${name}`, sentence);
            }),
          ...(notCommand
            ? [
                found(
                  `${path} ${effect}`,
                  `GET ${path} names the effect ${effect} of ${declarer.source.path}: an effect is a command, of a *.commands.ts`,
                ),
              ]
            : []),
          ...(idle
            ? [found(`${path} ${effect}`, `GET ${path} names the effect ${effect}, which it does not have: remove it`)]
            : []),
        ];
      }),
    );
};

export const getRoutes: Law = {
  name: LAW,
  says: "A GET changes nothing, or names its command in the route: `effect: '...'`.",
  check,
};
