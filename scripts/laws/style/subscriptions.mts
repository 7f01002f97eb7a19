// Who listens to which topic: as the subscriptions of the apps have it, and as the picture of services draws it.
import type { House } from '../house/house.mts';
import { childOf, textOf, walk } from '../house/syntax.mts';

export type Arrow = { readonly from: string; readonly to: string; readonly topic: string };

/** Topics of the events that contracts declare, `payment.payouts.v1`, by service and name of the event. */
const topicsByEvent = (house: House): ReadonlyMap<string, string> =>
  new Map(
    [...house.files].flatMap(([path, text]) => {
      const service = path.match(/^packages\/contracts\/src\/([a-z-]+)\/events\.ts$/)?.[1];
      if (service === undefined) return [];
      return [...text.matchAll(/\b(?:(\w+) = event\(\{[^{}]*?)?\baggregate: '([a-z-]+)'/g)].map(
        ([, event = '', aggregate = '']): [string, string] => [`${service} ${event}`, `${service}.${aggregate}.v1`],
      );
    }),
  );

export const topicsOf = (house: House): ReadonlySet<string> => new Set(topicsByEvent(house).values());

/** `subscription({ on: PayoutPaid })` of a *.subscriptions.ts. */
export const subscribed = (house: House): Arrow[] => {
  const topics = topicsByEvent(house);
  return house.production
    .filter(({ role, place }) => role === 'subscriptions' && place.owner.startsWith('apps/'))
    .flatMap(({ place, imports, syntax }) => {
      const found: Arrow[] = [];
      walk(syntax.module, (node) => {
        const event = textOf(childOf(node, 'key')) === 'on' ? textOf(childOf(node, 'value')) : undefined;
        for (const { specifier, names } of event === undefined ? [] : imports) {
          const service = specifier.match(/^@ansinh\/contracts\/([a-z-]+)\/events$/)?.[1];
          const imported = names.find(({ local }) => local === event)?.imported;
          const topic = topics.get(`${service} ${imported}`);
          if (topic !== undefined) found.push({ from: `apps/${service}`, to: place.owner, topic });
        }
        return undefined;
      });
      return found;
    });
};

export type Drawn = Arrow & { readonly line: number };

/** `E[apps/enrollment] -- "enrollment.cards.v1<br/>..." --> H`: a letter is named where it stands first. */
export const drawnIn = (page: string): Drawn[] => {
  const names = new Map([...page.matchAll(/\b([A-Z])\[(apps\/[a-z-]+)\]/g)].map(([, letter, app]) => [letter, app]));
  return page.split('\n').flatMap((text, index) => {
    const [, from, topics = '', to] =
      text.match(/^\s*([A-Z])(?:\[[^\]]*\])? -- "([^"]+)" --> ([A-Z])(?:\[[^\]]*\]|\(\(.*\)\))?\s*$/) ?? [];
    const [sender, listener] = [names.get(from), names.get(to)];
    if (sender === undefined || listener === undefined) return [];
    return topics.split('<br/>').map((topic) => ({ from: sender, to: listener, topic, line: index + 1 }));
  });
};

export const keyOf = ({ from, to, topic }: Arrow): string => `${topic} from ${from} to ${to}`;
