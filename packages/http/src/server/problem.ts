import {
  type Problem,
  type ProblemCode,
  Rejection,
  type RejectionParams,
  reject,
} from '@ansinh/contracts/catalogue/problems';
import { pointerOf, type ToldFindings, toldFindings } from '@ansinh/contracts/wire/field-error';
import { currentTraceId, type Logger } from '@ansinh/telemetry';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Issue } from '../bodies/long-lists';
import { problemBody } from '../routes/problem-body';

const RETRY_AFTER_SECONDS: Partial<Record<ProblemCode, number>> = {
  'idempotency.in-flight': 1,
  'request.too-many': 10,
  'service.busy': 2,
  'service.unavailable': 2,
};

/** The body of a refusal, with the trace under which we find it. */
export const toProblem = (code: ProblemCode, params: RejectionParams, instance: string): Problem =>
  problemBody(code, params, { instance, traceId: currentTraceId() });

/** RFC 6750 section 3: what a client of OAuth reads in place of the body. */
const challengeOf = ({ code, params }: Rejection): string | undefined => {
  if (code === 'auth.token-invalid') return 'Bearer';
  if (code === 'auth.token-revoked') return 'Bearer error="invalid_token"';
  if (code !== 'auth.forbidden') return undefined;
  const { permission } = params;
  return `Bearer error="insufficient_scope"${typeof permission === 'string' ? `, scope="${permission}"` : ''}`;
};

/** How long to wait: what the refusal itself says, else what its code does. */
const retryAfterOf = ({ code, params: { retryAfterSeconds } }: Rejection): number | undefined =>
  typeof retryAfterSeconds === 'number' ? retryAfterSeconds : RETRY_AFTER_SECONDS[code];

export const sendProblem = (request: Request, response: Response, rejection: Rejection): void => {
  const problem = toProblem(rejection.code, rejection.params, request.path);
  const retryAfter = retryAfterOf(rejection);
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  const { allowed } = rejection.params;
  if (Array.isArray(allowed)) response.setHeader('Allow', allowed.join(', '));
  const challenge = challengeOf(rejection);
  if (challenge !== undefined) response.setHeader('WWW-Authenticate', challenge);
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
};

/** What a schema found, with RFC 6901 pointers under `prefix` (`""` for the body, `/query` for the query string). */
export const fieldErrors = (issues: readonly Issue[], prefix = ''): ToldFindings =>
  toldFindings(issues, ({ path, message, code }) => ({
    pointer: `${prefix}${pointerOf(path)}`,
    detail: message,
    ...(code === undefined ? {} : { code }),
  }));

/** Errors of express' body parsers, by their `type`, and of its router. */
const ofExpress = (error: unknown): Rejection | undefined => {
  // A path whose escapes are no UTF-8, such as %FF.
  if (error instanceof URIError) return reject('request.malformed', { reason: 'the address is no UTF-8' });
  if (typeof error !== 'object' || error === null || !('type' in error)) return undefined;
  switch (error.type) {
    case 'entity.too.large':
      return reject('request.body-too-large', { limitBytes: 'limit' in error ? error.limit : undefined });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return reject('request.media-type', { accepted: ['UTF-8', 'identity', 'gzip'] });
    case 'entity.parse.failed':
    case 'entity.verify.failed':
    case 'request.aborted':
    case 'request.size.invalid':
      return reject('request.malformed');
    default:
      return undefined;
  }
};

export type ErrorTranslator = (error: unknown) => Rejection | undefined;

/** Who asked has gone away: nothing has failed here. */
const isGone = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** The last handler of every app. Unknown errors leave as a fixed text; what happened stands in the log under the trace id. */
export const problemHandler =
  (logger: Pick<Logger, 'error'>, translate: ErrorTranslator): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const failed = { err: error, method: request.method, route: request.route?.path };
    if (response.headersSent) {
      // The line is cut: nobody can be told any more but who reads the log.
      if (!isGone(error)) logger.error(failed, 'answer broke off');
      next(error);
      return;
    }
    const rejection = error instanceof Rejection ? error : (ofExpress(error) ?? translate(error));
    if (rejection === undefined) logger.error(failed, 'request failed');
    sendProblem(request, response, rejection ?? reject('internal.error'));
  };
