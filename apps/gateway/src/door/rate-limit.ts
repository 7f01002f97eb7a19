import { tenantText } from '@ansinh/contracts/wire/permissions';
import { toProblem } from '@ansinh/http';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { nationalAnswer } from '../national/national-answer.rules';
import { callerOf } from './caller';

const WINDOW_MS = 60_000;

/** One account for each client and tenant; callers without a good token share one for each address. */
const partitionOf = (request: Request): string => {
  const caller = callerOf(request);
  return caller === undefined
    ? `address:${ipKeyGenerator(request.ip ?? 'unknown')}`
    : `client:${caller.subject}@${tenantText(caller.tenant)}`;
};

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

/** Counts in this process alone: with n replicas a client has up to n times the limit. */
export const requestLimit = (perMinute: number): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'per-minute',
    keyGenerator: partitionOf,
    handler: refuse,
    // How many proxies are ours is said by TRUSTED_PROXIES; the library would guess from headers and complain.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
  });
