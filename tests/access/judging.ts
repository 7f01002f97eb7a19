import type { Reply } from '@ansinh/testkit';
import fc from 'fast-check';
import { CODES } from './actors';
import { ask, FORMS, type Form, faultsOfKeeping, faultsOfRefusal, forAll, seenOf, strangersIn } from './asking';
import { type Case, casesOf, isPartnerOf } from './matrix';
import type { Line } from './oracle';
import type { World } from './world';

export type Oracle = ReadonlyMap<string, Line>;
export type Found = readonly [one: Case, fault: string];

type Drawn = { readonly one: Case; readonly form: Form };

/** All requests in an order that the seed draws, each with a form of its body. */
const drawnFrom = (cases: readonly Case[], seed: number): Drawn[] => {
  const order = fc.shuffledSubarray([...cases], { minLength: cases.length });
  const forms = fc.array(fc.constantFrom(...FORMS), { minLength: cases.length, maxLength: cases.length });
  const draw = fc.tuple(order, forms).map(([all, form]) => all.map((one, at) => ({ one, form: form[at] ?? FORMS[0] })));
  return fc.sample(draw, { seed, numRuns: 1 }).flat();
};

/** What is wrong with the refusals of requests that must be refused, asked in an order of the seed. */
export const faultsOfRefusals = (world: World, cases: readonly Case[], seed: number): Promise<Found[]> =>
  forAll(drawnFrom(cases, seed), async ({ one, form }) =>
    (await faultsOfRefusal(world, one, form)).map((fault): Found => [one, fault]),
  );

/** Requests that are answered with 2xx, and those that are refused. */
export const requestsOf = (world: World, oracle: Oracle) => {
  const cases = casesOf(world, oracle);
  const isOwn = ({ expected }: Case): boolean => expected === 'own';
  return { own: cases.filter(isOwn), refused: cases.filter((one) => !isOwn(one)) };
};

/** What may be done once is a conflict when it is asked for again, or nothing is left to do. */
const USED_UP: ReadonlySet<number> = new Set([409, 422]);

type Answered = { readonly reply: Reply; readonly wasServed: boolean };

const isServed = (world: World, { by, door }: Case, { reply, wasServed }: Answered): boolean => {
  if (reply.status < 300) return true;
  const wasDone = typeof by !== 'string' && world.specials[door.name]?.doneFor?.includes(by.owner);
  return door.method !== 'get' && (wasServed || wasDone === true) && USED_UP.has(reply.status);
};

/** Faults of an answer to somebody who may come in: refused all the same, or with things of others in it. */
const faultsOfAnswer = (world: World, line: Line, one: Case, answered: Answered): string[] => {
  const { by, door } = one;
  const { reply } = answered;
  if (typeof by === 'string') {
    if (line.isPublic !== true) throw new Error('who is not signed in has no answer');
    const told = isServed(world, one, answered) ? [] : [`${reply.status} ${reply.text.slice(0, 300)}`];
    return [...told, ...faultsOfKeeping(reply)];
  }
  const faults = strangersIn(world, by.owner, reply, line.isPrivate).map((owner) => `it shows things of ${owner}`);
  faults.push(...faultsOfKeeping(reply));
  if (!isServed(world, one, answered)) faults.push(`${reply.status} ${reply.text.slice(0, 300)}`);
  const isOwner = isPartnerOf(line, by) || line.isPrivate === true;
  const isOwnList = door.method === 'get' && door.params.length === 0 && isOwner;
  if (isOwnList && !seenOf(world, by.owner, reply)) faults.push('nothing of its own is in the list');
  return faults;
};

/** A filter for the other hospital opens nothing: it finds what is own, or nothing at all. */
const faultsOfFilter = async (world: World, one: Case): Promise<string[]> => {
  const { by, door } = one;
  if (typeof by === 'string' || by.role !== 'hospital' || !door.asked.includes('facilityCode')) return [];
  const facilityCode = by.owner === 'facility-a' ? CODES['facility-b'] : CODES['facility-a'];
  const reply = await ask(world, one, { otherQuery: { facilityCode } });
  return strangersIn(world, by.owner, reply).map((owner) => `asked for ${facilityCode} it shows things of ${owner}`);
};

export type Asked = { readonly faults: readonly Found[]; readonly unused: readonly string[] };

/** Every door to everybody who may come in, first those that only show; told with the doors that nobody could use. */
export const askOwn = async (world: World, oracle: Oracle): Promise<Asked> => {
  const served = new Set<string>();
  const asked = async (one: Case): Promise<Found[]> => {
    const line = oracle.get(one.door.name);
    if (line === undefined) throw new Error(`the oracle does not know ${one.door.name}`);
    const things = `${one.door.name} ${JSON.stringify(one.whose)}`;
    const reply = await ask(world, one);
    const faults = faultsOfAnswer(world, line, one, { reply, wasServed: served.has(things) });
    if (reply.status < 300) served.add(one.door.name).add(things);
    return [...faults, ...(await faultsOfFilter(world, one))].map((fault): Found => [one, fault]);
  };
  const { own } = requestsOf(world, oracle);
  const isGet = ({ door }: Case) => door.method === 'get';
  const faults = await forAll(own.filter(isGet), asked);
  // One after the other: what one of them uses up is refused to the next by what it asks, not by who asks.
  for (const one of own.filter((each) => !isGet(each))) faults.push(...(await asked(one)));
  // What each has put in its place is read again: it is still everybody's own.
  const put = new Set(
    own.flatMap(({ door }) => (door.method === 'put' && door.params.length === 0 ? [door.path] : [])),
  );
  faults.push(
    ...(await forAll(
      own.filter((one) => isGet(one) && put.has(one.door.path)),
      asked,
    )),
  );
  return { faults, unused: world.doors.map(({ name }) => name).filter((name) => !served.has(name)) };
};
