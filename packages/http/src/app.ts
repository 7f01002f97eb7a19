import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { currentTraceId, type Logger, meters } from '@ansinh/telemetry';
import express, { type Express, type RequestHandler } from 'express';
import { limitBodyTime } from './body-time';

const safeId = /^[A-Za-z0-9._-]{8,100}$/;

/** Every answer carries the trace id and a request id, so that a partner can name what it asks about. */
const identify: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  response.setHeader('x-request-id', typeof given === 'string' && safeId.test(given) ? given : randomUUID());
  response.setHeader('x-trace-id', currentTraceId());
  next();
};

const accessLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const started = process.hrtime.bigint();
    response.on('finish', () => {
      if (request.path.startsWith('/health')) return;
      const milliseconds = Number((process.hrtime.bigint() - started) / 1_000n) / 1_000;
      const { method } = request;
      const status = response.statusCode;
      // The route's pattern, never the address: numbers of persons may stand in it.
      logger.info({ method, route: request.route?.path, status, milliseconds }, 'request');
      meters().request(milliseconds / 1_000, { method, route: String(request.route?.path ?? 'other'), status });
    });
    next();
  };

export const createApp = (logger: Logger): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(identify, accessLog(logger));
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

export type Listening = { readonly server: Server; readonly url: string; readonly close: () => Promise<void> };

const HEADERS_TIMEOUT_MS = 10_000;
const DRAIN_MS = 8_000;

/** Listens; slow or huge headers and slow bodies are cut off; `close` lets running requests finish. */
export const listen = async (app: Express, port: number, host: string): Promise<Listening> => {
  const server = createServer({ headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: 0, maxHeaderSize: 32_768 }, app);
  limitBodyTime(server);
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, fail) => {
    server.once('error', fail);
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    server,
    url: `http://127.0.0.1:${actual}`,
    close: () =>
      new Promise<void>((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
};
