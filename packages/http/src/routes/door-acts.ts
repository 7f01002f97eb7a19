import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import { type Target, THING_AT } from '@ansinh/contracts/wire/things';
import type { Common } from './route';

/** What a door knows of a request by itself: which door, whose thing, and what was answered. */
export type DoorAct = {
  readonly action: string;
  readonly target: Target;
  readonly reason?: string | undefined;
  /** The body of the answer: what the thing is from now on, as its owner was told. Its digest alone is kept. */
  readonly answer?: string | undefined;
};

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
  reason: reasonOf(body),
  answer: answer === undefined || answer.body === '' ? undefined : answer.body,
});

/** What is noted of a request that was answered without being an act; undefined where nothing is. */
export const noteAt = (door: Door, params: unknown): DoorAct | undefined => {
  if (door.shows !== undefined) return { action: `${door.shows}.read`, target: targetOf(door, params) };
  return door.effect === undefined ? undefined : { action: nameOf(door), target: targetOf(door, params) };
};

/** What is noted of a refusal by right; undefined for every other error. */
export const refusalAt = (door: Door, error: unknown): DoorAct | undefined =>
  error instanceof Rejection && problemOf(error.code).status === 403
    ? { action: 'refused', target: nameOf(door), reason: error.code }
    : undefined;
