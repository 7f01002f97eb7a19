import { BACKEND_SERVICES, SERVICES } from '@ansinh/contracts/vocabulary/services';
import type { Reply } from '@ansinh/testkit';
import fc from 'fast-check';
import { CODES } from './actors';
import { ask, FORMS, type Form, faultsOfRefusal, forAll, seenOf, strangersIn } from './asking';
import { type Case, casesOf, isPartnerOf, missingAt, sentenceOf } from './matrix';
import { ORACLE } from './oracle';
import { digestOf } from './rows';
import type { World } from './world';
import { startWorlds, type Worlds } from './worlds/worlds';

/**
 * Holes that are known and not closed yet: the request, as `sentenceOf` says it, and why it is answered otherwise. One
 * that is closed has to leave the list.
 */
const KNOWN: ReadonlyMap<string, string> = new Map([]);

const environment = process.env;
const seed = Number(environment.SEED ?? Math.floor(Math.random() * 2 ** 31));
const found = new Set<string>();

let worlds: Worlds;
beforeAll(async () => {
  process.stdout.write(`access: SEED=${seed}\n`);
  worlds = await startWorlds();
}, 120_000);
afterAll(() => worlds?.stop());

/** Faults by their requests, without those that are known. */
const newOf = (faults: readonly (readonly [one: Case, fault: string])[]): string[] =>
  faults.flatMap(([one, fault]) => {
    const sentence = sentenceOf(one);
    found.add(sentence);
    return KNOWN.has(sentence) ? [] : [`${sentence}: ${fault}`];
  });

type Drawn = { readonly one: Case; readonly form: Form };

/** All requests in an order that the seed draws, each with a form of its body. */
const drawnFrom = (cases: readonly Case[]): Drawn[] => {
  const order = fc.shuffledSubarray([...cases], { minLength: cases.length });
  const forms = fc.array(fc.constantFrom(...FORMS), { minLength: cases.length, maxLength: cases.length });
  const draw = fc.tuple(order, forms).map(([all, form]) => all.map((one, at) => ({ one, form: form[at] ?? FORMS[0] })));
  return fc.sample(draw, { seed, numRuns: 1 }).flat();
};

const rowsOf = (world: World) => Promise.all(world.databases.map(digestOf));
const casesAt = (world: World, isOwn: boolean): Case[] =>
  casesOf(world, ORACLE).filter(({ expected }) => (expected === 'own') === isOwn);

/** Faults of an answer to somebody who may come in: refused all the same, or with things of others in it. */
const faultsOfAnswer = (world: World, { by, door }: Case, reply: Reply): string[] => {
  const line = ORACLE.get(door.name);
  if (typeof by === 'string' || line === undefined) throw new Error('who is not signed in has no answer');
  const faults = strangersIn(world, by.owner, reply).map((owner) => `it shows things of ${owner}`);
  if ([401, 403, 404].includes(reply.status) || reply.status >= 500)
    faults.push(`${reply.status} ${reply.text.slice(0, 300)}`);
  const isOwnList = door.method === 'get' && door.params.length === 0 && isPartnerOf(line, by);
  if (isOwnList && !seenOf(world, by.owner, reply)) faults.push('nothing of its own is in the list');
  return faults;
};

/** A filter for the other hospital opens nothing: it finds what is own, or nothing at all. */
const faultsOfFilter = async (world: World, one: Case): Promise<string[]> => {
  const { by, door } = one;
  if (typeof by === 'string' || by.role !== 'hospital' || !door.asked.includes('facilityCode')) return [];
  const other = by.owner === 'facility-a' ? CODES['facility-b'] : CODES['facility-a'];
  const reply = await ask(world, one, { otherQuery: `facilityCode=${other}` });
  return strangersIn(world, by.owner, reply).map((owner) => `asked for ${other} it shows things of ${owner}`);
};

type Found = readonly [one: Case, fault: string];

/** Every door to everybody who may come in, first those that only show; told with the doors that nobody could use. */
const askOwn = async (world: World): Promise<{ readonly faults: Found[]; readonly unused: string[] }> => {
  const served = new Set<string>();
  const asked = async (one: Case): Promise<Found[]> => {
    const reply = await ask(world, one);
    if (reply.status < 300) served.add(one.door.name);
    const faults = [...faultsOfAnswer(world, one, reply), ...(await faultsOfFilter(world, one))];
    return faults.map((fault): Found => [one, fault]);
  };
  const own = casesAt(world, true);
  const isGet = ({ door }: Case) => door.method === 'get';
  const faults = await forAll(own.filter(isGet), asked);
  // One after the other: what one of them uses up is refused to the next by what it asks, not by who asks.
  for (const one of own.filter((each) => !isGet(each))) faults.push(...(await asked(one)));
  return { faults, unused: world.doors.map(({ name }) => name).filter((name) => !served.has(name)) };
};

it('the oracle names no door that is not there', () => {
  const names = new Set(SERVICES.flatMap((name) => worlds.of[name].doors.map((door) => door.name)));
  expect([...ORACLE.keys()].filter((name) => !names.has(name))).toEqual([]);
});

describe.each(SERVICES)('the doors of %s', (name) => {
  it('stand all in the oracle, each with an example', () => {
    const world = worlds.of[name];
    expect(world.doors.flatMap((door) => missingAt(world, door, ORACLE.get(door.name)))).toEqual([]);
  });

  it('refuse who is not signed in, who may not, and who asks or speaks for others; then nothing has changed', async () => {
    const world = worlds.of[name];
    const before = await rowsOf(world);
    const faults = await forAll(drawnFrom(casesAt(world, false)), async ({ one, form }) =>
      (await faultsOfRefusal(world, one, form)).map((fault): Found => [one, fault]),
    );
    expect(newOf(faults)).toEqual([]);
    expect(await rowsOf(world)).toEqual(before);
  });

  it('let in who may, and show a partner its own things alone', async () => {
    const { faults, unused } = await askOwn(worlds.of[name]);
    expect(newOf(faults)).toEqual([]);
    // An example with which nobody gets an answer proves nothing: say in tests/access/worlds how to ask.
    expect(unused).toEqual([]);
  });
});

it.each(BACKEND_SERVICES)('the gateway lets nobody through to %s who is not signed in', async (name) => {
  const world = { ...worlds.of[name], room: worlds.of.gateway.room };
  const strangers = casesAt(world, false).filter(({ expected }) => expected === 'not signed in');
  const faults = await forAll(drawnFrom(strangers), async ({ one, form }) =>
    (await faultsOfRefusal(world, one, form)).map((fault): Found => [one, fault]),
  );
  expect(newOf(faults)).toEqual([]);
});

it('every hole that is known is still there', () => {
  expect([...KNOWN.keys()].filter((sentence) => !found.has(sentence))).toEqual([]);
});
