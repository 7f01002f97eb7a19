import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import { RECORDS, type Target, THING_AT } from '@ansinh/contracts/wire/things';
import type { Common } from './route';
import type { ThingsShown } from './things-shown';

/** What a door knows of a request by itself: which door, whose thing, and what was answered. */
export type DoorAct = {
  readonly action: string;
  readonly target: Target;
  readonly reason?: string | undefined;
  /** As who asks wrote it: its digest alone is kept. */
  readonly said?: string | undefined;
  /** The body of the answer: what the thing is from now on, as its owner was told. Its digest alone is kept. */
  readonly answer?: string | undefined;
};

const REFUSALS: ReadonlySet<number> = new Set([403, 404]);

type Door = Pick<Common, 'method' | 'path' | 'shows' | 'effect'>;

const isPart = (part: unknown): part is string | number => typeof part === 'string' || typeof part === 'number';

const nameOf = ({ method, path }: Door): `${string} /${string}` => `${method.toUpperCase()} /${path.slice(1)}`;

/** Whose thing the address names, by an id of ours: `payout:019a...`; the door itself where it names nobody's. */
const targetOf = (door: Door, params: unknown): Target => {
  const parts = door.path.split('/');
  const place = parts.findIndex((part) => part.startsWith(':'));
  const thing = THING_AT.get(parts.slice(Math.max(0, place - 1), place + 1).join('/'));
  if (thing === undefined || typeof params !== 'object' || params === null) return nameOf(door);
  const part = new Map<string, unknown>(Object.entries(params)).get(parts[place]?.slice(1) ?? '');
  return isPart(part) ? `${thing}:${part}` : nameOf(door);
};

const reasonOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'reason' in body && typeof body.reason === 'string'
    ? body.reason
    : undefined;

/** A POST that only shows something, such as a search, is a reading. */
export const isAct = ({ method, shows }: Door): boolean => method !== 'get' && shows === undefined;

type Asked = { readonly params: unknown; readonly body?: unknown };

/** What a request has changed, as far as its door knows. */
export const actAt = (door: Door, { params, body }: Asked, answer?: { readonly body: string }): DoorAct => ({
  action: nameOf(door),
  target: targetOf(door, params),
  said: reasonOf(body),
  answer: answer === undefined || answer.body === '' ? undefined : answer.body,
});

const isRecord = (target: Target): boolean => RECORDS.has(target.split(':')[0] ?? '');
const isPerson = (target: Target): boolean => target.startsWith('participant:');

/**
 * Whose records a reading has shown: of the address, and of the persons in the answer; where the address is of nobody's
 * record, such as a list, of all things in it. Of a search that finds nobody the door alone.
 */
const targetsOf = (door: Door, params: unknown, shown: ThingsShown): readonly Target[] => {
  const address = targetOf(door, params);
  const named = isRecord(address) ? shown.targets.filter(isPerson) : shown.targets;
  return address === nameOf(door) && named.length > 0 ? named : [...new Set([address, ...named])];
};

/** What is noted of a request that was answered without being an act. */
export const notesAt = (door: Door, params: unknown, shown: ThingsShown): readonly DoorAct[] => {
  if (door.shows === undefined)
    return door.effect === undefined ? [] : [{ action: nameOf(door), target: targetOf(door, params) }];
  const action = `${door.shows}.read`;
  const notes = targetsOf(door, params, shown).map((target) => ({ action, target }));
  return shown.more === 0 ? notes : [...notes, { action, target: nameOf(door), reason: `and ${shown.more} more` }];
};

/**
 * What is noted of a refusal by right, and of a thing that is not there for who asks: nobody is told whether it is somebody
 * else's. Undefined for every other error.
 */
export const refusalAt = (door: Door, error: unknown): DoorAct | undefined =>
  error instanceof Rejection && REFUSALS.has(problemOf(error.code).status)
    ? { action: 'refused', target: nameOf(door), reason: error.code }
    : undefined;
