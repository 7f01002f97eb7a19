import { BACKEND_SERVICES, SERVICES } from '@ansinh/contracts/vocabulary/services';
import { shownIn } from '../examples/shown';
import { askOwn, type Found, faultsOfRefusals, requestsOf } from './judging';
import { missingAt, sentenceOf } from './matrix';
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
const counts = { doors: 0, own: 0, refused: 0 };

let worlds: Worlds;
beforeAll(async () => {
  process.stdout.write(`access: SEED=${seed}\n`);
  worlds = await startWorlds();
}, 120_000);
afterAll(async () => {
  const { doors, own, refused } = counts;
  process.stdout.write(
    `access: ${own + refused} requests at ${doors} doors, ${own} own and ${refused} to be refused\n`,
  );
  await worlds?.stop();
});

/** Faults by their requests, without those that are known. */
const newOf = (faults: readonly Found[]): string[] =>
  faults.flatMap(([one, fault]) => {
    const sentence = sentenceOf(one);
    found.add(sentence);
    return KNOWN.has(sentence) ? [] : [`${sentence}: ${fault}`];
  });

const rowsOf = (world: World) => Promise.all(world.databases.map(digestOf));

it('the oracle names no door that is not there', () => {
  const names = new Set(SERVICES.flatMap((name) => worlds.of[name].doors.map((door) => door.name)));
  expect([...ORACLE.keys()].filter((name) => !names.has(name))).toEqual([]);
});

describe.each(SERVICES)('the doors of %s', (name) => {
  it('stand all in the oracle, and the things of their paths in the world', () => {
    const world = worlds.of[name];
    expect(world.doors.flatMap((door) => missingAt(world, door, ORACLE.get(door.name)))).toEqual([]);
  });

  it('refuse who is not signed in, who may not, and who asks or speaks for others; then nothing has changed', async () => {
    const world = worlds.of[name];
    const { own, refused } = requestsOf(world, ORACLE);
    counts.doors += world.doors.length;
    counts.own += own.length;
    counts.refused += refused.length;
    const before = await rowsOf(world);
    expect(newOf(await faultsOfRefusals(world, refused, seed))).toEqual([]);
    expect(await rowsOf(world)).toEqual(before);
  });

  it('let in who may, and show a partner its own things alone', async () => {
    const { faults, unused } = await askOwn(worlds.of[name], ORACLE);
    expect(newOf(faults)).toEqual([]);
    // An example with which nobody gets an answer is none: say in tests/access/worlds what stands for its words.
    expect(unused).toEqual([]);
  });
});

it.each(BACKEND_SERVICES)('the gateway lets nobody through to %s who is not signed in', async (name) => {
  const world = { ...worlds.of[name], room: worlds.of.gateway.room };
  const strangers = requestsOf(world, ORACLE).refused.filter(({ expected }) => expected === 'not signed in');
  counts.refused += strangers.length;
  expect(newOf(await faultsOfRefusals(world, strangers, seed))).toEqual([]);
});

it('the document of the gateway shows a request and an answer of every door that is open to partners', async () => {
  const { room } = worlds.of.gateway;
  const shown = shownIn((await room.anonymous.get('/openapi.json')).body);
  const isPublic = (name: string): boolean => !name.includes(' /v1/operations/');
  const behind = BACKEND_SERVICES.flatMap((name) => worlds.of[name].doors.map((door) => door.name)).filter(isPublic);
  const doors = [...behind, ...worlds.of.gateway.doors.map(({ name }) => name)];
  const names = new Set(shown.map(({ name }) => name));
  expect(doors.filter((name) => !names.has(name))).toEqual([]);
  expect(shown.filter(({ request, answer }) => request === false || !answer).map(({ name }) => name)).toEqual([]);
});

it('every hole that is known is still there', () => {
  expect([...KNOWN.keys()].filter((sentence) => !found.has(sentence))).toEqual([]);
});
