import type { ProviderName } from '../settings/provider-settings';

/** A browser is away at a provider for ten minutes at most, as long as its sign-in is good here. */
const AWAY_MS = 600_000;
/** A session may be ended by its provider for as long as it can last. */
const KEPT_MS = 9 * 3_600_000;

export const awayUntil = (begunAt: Date): Date => new Date(begunAt.getTime() + AWAY_MS);
export const keptUntil = (cameAt: Date): Date => new Date(cameAt.getTime() + KEPT_MS);

export const CALLBACK_PATH = '/sign-in-callbacks';
export const callbackOf = (address: string, provider: ProviderName): string => `${address}${CALLBACK_PATH}/${provider}`;

const STATE = /^([A-Za-z0-9_-]{10,64})\.[A-Za-z0-9_-]{43}$/;

/**
 * The id of our sign-in stands before what nobody can guess: the cookie of that sign-in goes to its own address alone, so the
 * answer of a provider is sent on there. A browser that did not begin it has no such cookie.
 */
export const stateOf = (signInId: string, secret: string): string => `${signInId}.${secret}`;
export const signInOf = (state: unknown): string | undefined =>
  typeof state === 'string' ? STATE.exec(state)?.[1] : undefined;

/** A provider may say that the person did not want to; that is nobody's fault. */
export const isCancelled = (error: unknown): boolean => error === 'access_denied' || error === 'login_required';
