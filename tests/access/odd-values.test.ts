// What no door means is refused at the door: 400 or 422 (or taken where it is legal after all), and never an error of ours, and
// nothing is taken that a consumer then cannot apply. Every value of the example of every door, with odd values in its place.
//
// A slice runs with the other tests; `ODD=all npm test -- tests/access/odd-values` plays every value in every place, and
// `SEED=...` plays a run again.
import { SERVICES, type ServiceName } from '@ansinh/contracts/vocabulary/services';
import { headersOf } from '@ansinh/messaging';
import type { OutboxEvent } from '@ansinh/testkit';
import fc from 'fast-check';
import { ask, forAll } from './asking';
import { requestsOf } from './judging';
import type { Case } from './matrix';
import { type Change, changesOf } from './odd-values';
import { ORACLE } from './oracle';
import { startWorlds, type Worlds } from './worlds/worlds';

const environment = process.env;
const seed = Number(environment.SEED ?? Math.floor(Math.random() * 2 ** 31));
/** How many odd values are put into each place. */
const perPlace = environment.ODD === 'all' ? Number.POSITIVE_INFINITY : Number(environment.ODD ?? 3);

let worlds: Worlds;
const told = new Map<ServiceName, number>();
const count = { requests: 0, taken: 0 };

beforeAll(async () => {
  process.stdout.write(`odd values: SEED=${seed}\n`);
  worlds = await startWorlds();
}, 120_000);
afterAll(async () => {
  process.stdout.write(`odd values: ${count.requests} requests, ${count.taken} of them taken\n`);
  await worlds?.stop();
});

const messageOf = ({ topic, attributes, data }: OutboxEvent) => ({
  topic,
  headers: headersOf(attributes),
  value: Buffer.from(JSON.stringify(data)),
});

/** Tells every service what the others have published since it was told last. */
const tellAll = async (): Promise<void> => {
  for (const name of SERVICES) {
    const events = await worlds.of[name].room.outbox();
    const news = events.slice(told.get(name) ?? 0);
    told.set(name, events.length);
    for (const listener of SERVICES.filter((other) => other !== name))
      for (const event of news) await worlds.of[listener].room.deliverRaw(messageOf(event));
  }
};

const deadLetters = (): Promise<string[][]> =>
  Promise.all(
    SERVICES.map(async (name) => {
      const letters = await worlds.of[name].room.deadLetters();
      return letters.map(({ cause, detail, type }) => `${name}: ${type} ${cause} ${detail}`);
    }),
  );

/** One request of each door that is let in, and as many odd values for each of its places as are asked for. */
const oddRequests = (name: ServiceName): { readonly one: Case; readonly change: Change }[] => {
  const own = new Map(requestsOf(worlds.of[name], ORACLE).own.map((one) => [one.door.name, one]));
  const places = [...own.values()].flatMap((one) => changesOf(one.door).map((changes) => ({ one, changes })));
  const drawn = fc.tuple(
    ...places.map(({ changes }) =>
      fc.shuffledSubarray([...changes], {
        minLength: Math.min(perPlace, changes.length),
        maxLength: Math.min(perPlace, changes.length),
      }),
    ),
  );
  const [chosen = []] = fc.sample(drawn, { seed, numRuns: 1 });
  return places.flatMap(({ one }, at) => (chosen[at] ?? []).map((change) => ({ one, change })));
};

const faultOf = async (name: ServiceName, one: Case, change: Change): Promise<string[]> => {
  const reply = await ask(worlds.of[name], one, { change: change.apply });
  count.requests += 1;
  if (reply.status < 300) count.taken += 1;
  // A refusal is bounded, whatever was sent.
  if (reply.status < 300 || (reply.status < 500 && reply.text.length < 100_000)) return [];
  return [`${one.door.name}, ${change.place} = ${change.value}: ${reply.status} ${reply.text.slice(0, 200)}`];
};

// First what the worlds were built with: what comes of that is no matter of odd values.
it('the worlds know of each other what they were built with', async () => {
  await tellAll();
}, 120_000);

it.each(SERVICES)(
  '%s refuses every odd value in words, and takes none that others cannot apply',
  async (name) => {
    const before = await deadLetters();
    const faults = await forAll(oddRequests(name), ({ one, change }) => faultOf(name, one, change));
    expect(faults).toEqual([]);
    await tellAll();
    const after = await deadLetters();
    expect(after.flatMap((letters, at) => letters.slice(before[at]?.length))).toEqual([]);
  },
  environment.ODD === undefined ? 120_000 : 1_800_000,
);
