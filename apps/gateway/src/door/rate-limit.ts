import { clientText } from '@ansinh/contracts/wire/permissions';
import { toProblem } from '@ansinh/http';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, type Options, rateLimit } from 'express-rate-limit';
import { nationalAnswer } from '../national/national-answer.rules';
import { callerOf } from './caller';
import { addressShare, claimedClient, isSignIn } from './rate-limit.rules';

export type RequestLimits = {
  /** Of a client with a good token. */
  readonly perMinute: number;
  /** Of all who have none, together. */
  readonly anonymousPerMinute: number;
};

const WINDOW_MS = 60_000;
/** Of one client id at one address: a client needs one token in half an hour. */
const SIGN_INS_PER_MINUTE = 120;

const secondsUntil = (reset: Date | undefined): number =>
  Math.max(1, Math.ceil(((reset?.getTime() ?? Date.now() + WINDOW_MS) - Date.now()) / 1_000));

type Limited = Request & { readonly rateLimit?: { readonly limit: number; readonly resetTime?: Date | undefined } };

/** 429 in the words of the protocol that was spoken; never told to come back before there is room again. */
const refuse = (request: Limited, response: Response): void => {
  response.status(429).setHeader('Retry-After', String(secondsUntil(request.rateLimit?.resetTime)));
  if (request.path === '/oauth/token')
    response.json({ error: 'temporarily_unavailable', error_description: 'too many requests: wait for Retry-After' });
  else if (request.path.startsWith('/api/')) response.json(nationalAnswer('429'));
  else
    response
      .type('application/problem+json')
      .send(JSON.stringify(toProblem('request.too-many', { limit: request.rateLimit?.limit }, request.path)));
};

const limit = (
  options: Required<Pick<Options, 'limit' | 'keyGenerator' | 'skip' | 'identifier'>> & Partial<Options>,
): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_MS,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: refuse,
    // How many proxies are ours is said by TRUSTED_PROXIES; the library would guess from headers and complain.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    ...options,
  });

const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? 'unknown');
const isKnown = (request: Request): boolean => callerOf(request) !== undefined;
const clientOf = (request: Request): string => {
  const caller = callerOf(request);
  return caller === undefined ? 'nobody' : clientText(caller);
};

/**
 * One account for each client. Who has no good token has one by the address, which is a part of what all of them may do
 * together; and signing in is counted apart, so that a crowd of other calls keeps nobody from getting a token. Counts in
 * this process alone: with n replicas a client has up to n times the limit.
 */
export const requestLimits = ({ perMinute, anonymousPerMinute }: RequestLimits): RequestHandler[] => [
  limit({
    limit: perMinute,
    identifier: 'per-minute',
    keyGenerator: clientOf,
    skip: (request) => !isKnown(request),
  }),
  limit({
    limit: SIGN_INS_PER_MINUTE,
    identifier: 'sign-ins',
    keyGenerator: (request) => `${claimedClient(request.headers.authorization)}@${addressOf(request)}`,
    skip: (request) => !isSignIn(request.path) || claimedClient(request.headers.authorization) === undefined,
  }),
  limit({
    limit: addressShare(anonymousPerMinute),
    identifier: 'per-address',
    keyGenerator: (request) => `${isSignIn(request.path) ? 'sign-in' : 'other'}@${addressOf(request)}`,
    skip: isKnown,
  }),
  limit({
    limit: anonymousPerMinute,
    identifier: 'without-token',
    standardHeaders: false,
    keyGenerator: () => 'all',
    skip: (request) => isKnown(request) || isSignIn(request.path),
  }),
];
