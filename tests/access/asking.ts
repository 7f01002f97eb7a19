import { Problem } from '@ansinh/contracts/catalogue/problems';
import { type Caller, callerOf, type Reply } from '@ansinh/testkit';
import { ACTORS, type Owner } from './actors';
import { type Door, fieldsOf } from './doors';
import { type Asker, type Case, type Expected, thingsOf } from './matrix';
import { retold, retoldBody } from './retelling';
import type { Holder, World } from './world';

/** Only the token says who asks: no service may believe these. */
const CLAIMED = { 'x-tenant': 'agency:66', 'x-tenant-kind': 'agency', 'x-role': 'officer', 'x-subject': 'officer' };

const TOGETHER = 8;
let serial = 0;

const callerFor = ({ room }: World, by: Asker): Caller => {
  if (by === 'without a token') return room.anonymous;
  if (by === 'with a made-up token') return callerOf(room.url, `Bearer ${'made-up-'.repeat(6)}`);
  return room.as(by.who);
};

/** For whom the request would be right: the owner of the things that it names, else who asks. */
const ownerOf = ({ by, whose, bodyOf }: Case): Owner => {
  if (bodyOf !== undefined) return bodyOf;
  const holder = Object.values(whose).find((one): one is Owner => one !== 'nobody' && one !== 'agency');
  return holder ?? (typeof by === 'string' ? 'agency' : by.owner);
};

const valuesOf = (world: World, { door, whose }: Case): Record<string, string> =>
  Object.fromEntries(
    Object.entries(thingsOf(world, door)).map(([name, thing]) => {
      const value = typeof thing === 'string' ? thing : thing?.[whose[name] ?? 'agency'];
      if (value === undefined) throw new Error(`${door.name} has no value of :${name}`);
      return [name, value];
    }),
  );

/** A body as it should be, none at all, or one that cannot be read: who may not come in is not told which it was. */
export const FORMS = ['as it should be', 'left out', 'broken'] as const;
export type Form = (typeof FORMS)[number];
/** A request as it goes over the wire; what stands in an address is percent-encoded. */
export type Wire = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly content: unknown;
};
type Ways = {
  readonly form?: Form;
  readonly otherQuery?: Readonly<Record<string, string>>;
  /** Makes another request of the one that is as it should be. */
  readonly change?: (wire: Wire) => Wire;
};

const encoded = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(value)]));

const addressOf = (path: string, { params, query }: Wire): string => {
  const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const named = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  return asked.length === 0 ? named : `${named}?${asked.join('&')}`;
};

/** Asks as the example of the door does, for the owner of the things, so that nothing but access is refused. */
export const ask = async (
  world: World,
  one: Case,
  { form = 'as it should be', otherQuery, change = (wire) => wire }: Ways = {},
): Promise<Reply> => {
  const { door, by } = one;
  const special = world.specials[door.name];
  serial += 1;
  const turn = { owner: ownerOf(one), serial };
  const words = { ...world.words?.(turn), ...special?.words?.(turn) };
  const sent = retoldBody(door.example, words);
  const wire = change({
    // The path with its things, and the query of the example.
    params: encoded(valuesOf(world, one)),
    query: encoded({ ...fieldsOf(retold(door.example.query, words)), ...otherQuery }),
    content: special?.file?.(turn) ?? sent?.content,
  });
  const path = addressOf(door.path, wire);
  const options = {
    headers: CLAIMED,
    ...(sent?.contentType === undefined ? {} : { contentType: sent.contentType }),
  };
  const caller = callerFor(world, by);
  if (door.method === 'get') return caller.get(path, options);
  if (form === 'left out') return caller[door.method](path, undefined, options);
  if (form === 'broken') return caller[door.method](path, '{"', options);
  return caller[door.method](path, wire.content, options);
};

/** Does the work for all of them, some at a time. */
export const forAll = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result[]>,
): Promise<Result[]> => {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += TOGETHER)
    results.push(...(await Promise.all(items.slice(at, at + TOGETHER).map(work))).flat());
  return results;
};

const STATUS = { 'not signed in': 401, 'not allowed': 403, 'not there': 404 } as const;

/** The bytes of an answer without what names the request: the trace, the address and the ids that were asked for. */
const leftOf = (reply: Reply, values: readonly string[]): string => {
  const { instance, traceId } = Problem.parse(reply.body);
  const headers = ['content-type', 'cache-control', 'www-authenticate', 'retry-after', 'allow'].map(
    (name) => `${name}: ${reply.headers.get(name)}`,
  );
  const named = [instance, traceId, ...values].reduce((text, value) => text.replaceAll(value, '?'), reply.text);
  return [reply.status, ...headers, named].join('\n');
};

const nobodys = (world: World, one: Case): Case | undefined => {
  const things = thingsOf(world, one.door);
  const whose = Object.fromEntries(Object.keys(one.whose).map((name): [string, Holder] => [name, 'nobody']));
  const isThere = Object.keys(whose).every((name) => {
    const thing = things[name];
    return typeof thing === 'object' && thing.nobody !== undefined;
  });
  return isThere ? { ...one, whose } : undefined;
};

/** Who speaks for another is told so: that a body is wrong, as it may be told here, is no refusal of that. */
const isRefusal = (world: World, door: Door, expected: Exclude<Expected, 'own'>, reply: Reply): boolean =>
  expected === 'not for another'
    ? Problem.safeParse(reply.body).data?.code === world.specials[door.name]?.speaksFor
    : reply.status === STATUS[expected];

/** What is told to one caller, a refusal too, is neither kept on its way nor taken for something else. */
export const faultsOfKeeping = ({ headers }: Reply): string[] => {
  const said = [headers.get('cache-control'), headers.get('x-content-type-options')].join(', ');
  return said === 'no-store, nosniff' ? [] : [`it may be kept or guessed at: ${said}`];
};

/** What is wrong with the refusal of a request: nothing when it is refused as the oracle says. */
export const faultsOfRefusal = async (world: World, one: Case, drawn: Form): Promise<string[]> => {
  const { expected } = one;
  if (expected === 'own') throw new Error('it is not to be refused');
  const isStopped = expected === 'not signed in' || expected === 'not allowed';
  const reply = await ask(world, one, isStopped ? { form: drawn } : {});
  if (!isRefusal(world, one.door, expected, reply)) return [`${reply.status} ${reply.text.slice(0, 300)}`];
  const kept = faultsOfKeeping(reply);
  const missing = expected === 'not there' ? nobodys(world, one) : undefined;
  if (missing === undefined) return kept;
  const other = await ask(world, missing);
  const isTold =
    leftOf(reply, Object.values(valuesOf(world, one))) !== leftOf(other, Object.values(valuesOf(world, missing)));
  return isTold ? [...kept, `the answer differs from that for what is not there: ${reply.text}`] : kept;
};

/** Codes of five or six digits may stand in any id by chance. */
const MARK_LENGTH_MIN = 10;

/** Ids by which a reader is known to have seen something of an owner. */
const marksOf = ({ things, marks, specials }: World, owner: Owner): string[] => {
  const used = Object.values(specials).flatMap((special) => Object.values(special.things ?? {}));
  const named = [...Object.values(things), ...used].flatMap((thing) =>
    typeof thing === 'string' ? [] : [thing[owner] ?? []].flat(),
  );
  return [...named.filter((id) => id.length >= MARK_LENGTH_MIN), ...(marks?.[owner] ?? [])];
};

export const seenOf = (world: World, owner: Owner, reply: Reply): boolean =>
  marksOf(world, owner).some((mark) => reply.text.includes(mark));

/** Of whom something stands in an answer that was given to another one. The agency sees all, but for what is private. */
export const strangersIn = (world: World, reader: Owner, reply: Reply, isPrivate = false): Owner[] => {
  if (reader === 'agency' && !isPrivate) return [];
  const owners = [...new Set(ACTORS.map(({ owner }) => owner))].filter(
    (owner) => owner !== reader && (isPrivate || owner !== 'agency'),
  );
  const own = marksOf(world, reader);
  return owners.filter((owner) =>
    marksOf(world, owner).some((mark) => !own.includes(mark) && reply.text.includes(mark)),
  );
};
