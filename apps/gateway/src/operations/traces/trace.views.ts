import { reject } from '@ansinh/contracts/catalogue/problems';
import { type PlatformThingTraces, ThingTraces } from '@ansinh/contracts/operations/traces.api';
import { BACKEND_SERVICES } from '@ansinh/contracts/vocabulary/services';
import { tracesOfActs } from '@ansinh/platform';
import type { Tx } from '../../kit';
import { type Answer, type AskParts, ask, dataOf, unavailableOf, undefinedWhenUnknown } from '../ask';
import { goOn, inOrder, STEPS_MAX, searchOf } from './trace.rules';

const TRACES = '/v1/operations/traces';

type Unavailable = PlatformThingTraces['unavailable'];

const oneOfEach = (unavailable: Unavailable): Unavailable => [
  ...new Map(unavailable.map((one) => [one.service, one])).values(),
];

/** What the services know of a thing; one that knows nothing of it says nothing. */
const askOf = async (parts: AskParts, key: string): Promise<Answer<ThingTraces>[]> => {
  const question = { path: `${TRACES}/${encodeURIComponent(key)}`, reply: ThingTraces };
  const answers = await Promise.all(
    BACKEND_SERVICES.map((service) => ask(parts, service, question).catch(undefinedWhenUnknown)),
  );
  return answers.filter((answer) => answer !== undefined);
};

/**
 * All traces of a thing and of what it came from and went on in, asked of all services, and of the acts at the gateway
 * itself: an operator replays a letter through it.
 * @throws request.not-found when none knows of it, service.unavailable when one that cannot be asked may do so
 */
export const listThingTraces = async (tx: Tx, parts: AskParts, key: string): Promise<PlatformThingTraces> => {
  let search = searchOf(key);
  const silent: Unavailable = [];
  for (let step = 0; step < STEPS_MAX && search.next.length > 0; step += 1) {
    const answers = (await Promise.all(search.next.map((next) => askOf(parts, next)))).flat();
    silent.push(...unavailableOf(answers));
    search = goOn(search, dataOf(answers));
  }
  const unavailable = oneOfEach(silent);
  const own: ThingTraces['items'] = [];
  for (const asked of search.asked) own.push(...(await tracesOfActs({ db: tx.db, service: 'gateway' }, asked)));
  const items = inOrder([...search.items, ...own]);
  const related = search.asked.filter((asked) => asked !== key);
  if (items.length > 0 || related.length > 0) return { key, items, related, unavailable };
  const [one] = unavailable;
  throw one === undefined ? reject('request.not-found') : reject('service.unavailable', { service: one.service });
};
