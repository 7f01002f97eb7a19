import { randomUUID } from 'node:crypto';
import { currentTraceId, type Logger, meters, nameRequestSpan } from '@ansinh/telemetry';
import express, { type Express, type Request, type RequestHandler } from 'express';

const SAFE_ID = /^[A-Za-z0-9._-]{8,100}$/;

/** Every answer carries the trace id and a request id, so that a partner can name what it asks about. */
const identify: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  response.setHeader('x-request-id', typeof given === 'string' && SAFE_ID.test(given) ? given : randomUUID());
  response.setHeader('x-trace-id', currentTraceId());
  next();
};

/**
 * What is told to one caller is kept by nobody on the way and read as what it says it is, refusals too. Handlers of what is
 * public and the same for all say so themselves.
 */
const guard: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  next();
};

/** The pattern that a handler was mounted with; of several the one that was asked for, which has no place for a value. */
const routeOf = ({ route, path }: Request): string | undefined => {
  const patterns: unknown = route?.path;
  if (Array.isArray(patterns)) return patterns.includes(path) ? path : undefined;
  return typeof patterns === 'string' ? patterns : undefined;
};

const accessLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const started = process.hrtime.bigint();
    response.on('finish', () => {
      if (request.path.startsWith('/health')) return;
      const milliseconds = Number((process.hrtime.bigint() - started) / 1_000n) / 1_000;
      const { method } = request;
      const route = routeOf(request);
      if (route !== undefined) nameRequestSpan(method, route);
      const status = response.statusCode;
      // The route's pattern, never the address: numbers of persons may stand in it.
      logger.info({ method, route, status, milliseconds }, 'request');
      meters().request(milliseconds / 1_000, { method, route: route ?? 'other', status });
    });
    next();
  };

export const createApp = (logger: Logger): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(identify, guard, accessLog(logger));
  return app;
};

export type Health = { readonly live: () => boolean; readonly troubles: () => Promise<readonly string[]> };

/** Live: the process answers. Ready: nothing that a request needs is in trouble, else 503 that names it. */
export const mountHealth = (app: Express, health: Health): void => {
  app.get('/health/live', (_request, response) => {
    response.status(health.live() ? 200 : 503).json({ status: health.live() ? 'ok' : 'stopping' });
  });
  app.get('/health/ready', async (_request, response) => {
    const troubles = await health.troubles();
    response
      .status(troubles.length === 0 ? 200 : 503)
      .json({ status: troubles.length === 0 ? 'ready' : 'not ready', troubles });
  });
};
