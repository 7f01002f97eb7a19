import { createHash } from 'node:crypto';
import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import type { Common } from './route';

/** What a door knows of a request by itself: which door, whose thing, and a digest of what was answered. */
export type DoorAct = {
  readonly action: string;
  readonly target: string;
  readonly reason?: string | undefined;
  /** SHA-256 of the answer: what the thing is from now on, as its owner was told. */
  readonly answerDigest?: string | undefined;
};

type Door = Pick<Common, 'method' | 'path' | 'shows' | 'effect'>;

/** A number that names a person stands in the address; it is not written down. */
const PERSONAL: ReadonlySet<string> = new Set(['cardNumber']);
const PARAMETER = /:(\w+)/;

const isPart = (part: unknown): part is string | number => typeof part === 'string' || typeof part === 'number';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const nameOf = ({ method, path }: Door): string => `${method.toUpperCase()} ${path}`;

/** What the first parameter names, `payoutId` a payout; of `:code` and `:day` the part of the address before it says so. */
const kindOf = (path: string, name: string): string => {
  const kind = name.replace(/(?:Id|Code)$/, '');
  if (kind !== name) return kebab(kind);
  const before = path.split('/:', 1)[0]?.split('/').at(-1);
  return before?.replace(/s$/, '') ?? kebab(name);
};

/** Whose thing the address names, by an id of ours: `payout:019a...`; the door itself where it names nobody's. */
const targetOf = (door: Door, params: unknown): string => {
  const name = PARAMETER.exec(door.path)?.[1];
  if (name === undefined || PERSONAL.has(name) || typeof params !== 'object' || params === null) return nameOf(door);
  const part = new Map<string, unknown>(Object.entries(params)).get(name);
  return isPart(part) ? `${kindOf(door.path, name)}:${part}` : nameOf(door);
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
  answerDigest:
    answer === undefined || answer.body === '' ? undefined : createHash('sha256').update(answer.body).digest('hex'),
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
