import type { TenantKind } from '@ansinh/contracts/wire/permissions';
import { ACTORS, type Actor, isOfKind, type Owner } from './actors';
import { type Door, fieldsOf } from './doors';
import { EMPTY_LISTS, type Line } from './oracle';
import type { Holder, Thing, World } from './world';

/** Who asks: an actor, nobody, or somebody with a token that nobody gave. */
export type Asker = Actor | 'without a token' | 'with a made-up token';

/** What the oracle says of one request. */
export type Expected = 'not signed in' | 'not allowed' | 'not there' | 'not for another' | 'own';

/** One request: who asks at which door, and whose things the path names. */
export type Case = {
  readonly door: Door;
  readonly by: Asker;
  readonly whose: Readonly<Record<string, Holder>>;
  readonly expected: Expected;
  /** Whose body is sent, where it is another's than the things of the path say. */
  readonly bodyOf?: Owner;
};

/** What stands for the parameters of a path, each as the world says or else as the example writes it. */
export const thingsOf = (world: World, { name, params, example }: Door): Record<string, Thing | undefined> => {
  const { things } = world.specials[name] ?? {};
  const written = fieldsOf(example.params);
  return Object.fromEntries(params.map((param) => [param, things?.[param] ?? world.things[param] ?? written[param]]));
};

const holdersOf = (thing: Thing | undefined): Holder[] =>
  thing === undefined || typeof thing === 'string' ? [] : (Object.keys(thing) as Holder[]);

/** Every choice of whose things a path names, one of each owner before the mixed ones. */
export const choicesOf = (world: World, door: Door): Record<string, Holder>[] => {
  let choices: Record<string, Holder>[] = [{}];
  for (const [name, thing] of Object.entries(thingsOf(world, door))) {
    const holders = holdersOf(thing);
    if (holders.length > 0)
      choices = choices.flatMap((choice) => holders.map((holder) => ({ ...choice, [name]: holder })));
  }
  const owners = (choice: Record<string, Holder>): number => new Set(Object.values(choice)).size;
  return choices.sort((one, other) => owners(one) - owners(other));
};

/** Why a door cannot be asked for everybody, and what to add: nothing when it can. */
export const missingAt = (world: World, door: Door, line: Line | undefined): string[] => {
  if (line === undefined)
    return [`${door.name}: say in tests/access/oracle.ts who may come in, and whose things stand behind it`];
  const things = thingsOf(world, door);
  const missing = door.params.filter((name) => things[name] === undefined).map((name) => `a value of :${name}`);
  const holders = Object.values(things).flatMap(holdersOf);
  const partners = line.of.filter((kind): kind is Exclude<TenantKind, 'agency'> => kind !== 'agency');
  if (holders.length > 0)
    for (const owner of partners.flatMap((kind): Owner[] => [`${kind}-a`, `${kind}-b`]))
      if (!holders.includes(owner)) missing.push(`a thing of ${owner} in its path`);
  return missing.map((what) => `${door.name}: say in tests/access/worlds what is ${what}`);
};

/** What must come of it: the one place where oracle, role and owner meet. */
const expectedOf = (door: Door, line: Line, by: Asker, whose: Readonly<Record<string, Holder>>): Expected => {
  if (line.isPublic) return 'own';
  if (typeof by === 'string') return 'not signed in';
  if (!line.who.includes(by.role)) return 'not allowed';
  if (line.blind?.includes(by.role)) return 'not there';
  const [holder, ...others] = new Set(Object.values(whose));
  if (holder === undefined) return 'own';
  if (by.owner === 'agency' && holder === 'nobody' && EMPTY_LISTS.has(door.name)) return 'own';
  if (holder === 'nobody' || others.length > 0) return 'not there';
  if (line.isPrivate) return by.owner === holder ? 'own' : 'not there';
  // What is of no partner is of whoever may come in.
  if (by.owner === 'agency' || line.of.includes('agency')) return 'own';
  return by.owner === holder && line.of.some((kind) => isOfKind(holder, kind)) ? 'own' : 'not there';
};

const ASKERS: readonly Asker[] = ['without a token', 'with a made-up token', ...ACTORS];

/** Whether things of who asks may stand behind the door. */
export const isPartnerOf = (line: Line, by: Asker): by is Actor =>
  typeof by !== 'string' && by.owner !== 'agency' && line.of.some((kind) => isOfKind(by.owner, kind));

/** Partners that speak for the other one of their kind. */
const impostorsAt = (world: World, door: Door, line: Line): Case[] => {
  if (world.specials[door.name]?.speaksFor === undefined) return [];
  return ACTORS.filter((by) => line.who.includes(by.role) && isPartnerOf(line, by)).flatMap((by) =>
    ACTORS.filter(({ role, owner }) => role === by.role && owner !== by.owner).map(
      ({ owner }): Case => ({ door, by, whose: {}, expected: 'not for another', bodyOf: owner }),
    ),
  );
};

/** All requests of a service: who may not come in asks once, everybody else for everything. */
export const casesOf = (world: World, oracle: ReadonlyMap<string, Line>): Case[] =>
  world.doors.flatMap((door) => {
    const line = oracle.get(door.name);
    if (line === undefined) return [];
    const choices = choicesOf(world, door);
    // Of a door that is open to everybody nobody is told apart.
    const asked = (line.isPublic ? ASKERS.slice(0, 1) : ASKERS).flatMap((by) => {
      const cases = choices.map((whose) => ({ door, by, whose, expected: expectedOf(door, line, by, whose) }));
      const isRefused = cases.every(({ expected }) => expected === 'not signed in' || expected === 'not allowed');
      return isRefused ? cases.slice(0, 1) : cases;
    });
    return [...asked, ...impostorsAt(world, door, line)];
  });

const nameOf = (by: Asker): string => (typeof by === 'string' ? `somebody ${by}` : by.name);

/** The request in words, for who has to look into it. */
export const sentenceOf = ({ door, by, whose, expected, bodyOf }: Case): string => {
  const things = Object.entries(whose).map(([name, holder]) => `:${name} of ${holder}`);
  if (bodyOf !== undefined) things.push(`body of ${bodyOf}`);
  return `${nameOf(by)} at ${door.name}${things.length === 0 ? '' : ` (${things.join(', ')})`}, ${expected}`;
};
