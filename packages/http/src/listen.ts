import { createServer, type Server } from 'node:http';
import { type AddressInfo, Server as TcpServer } from 'node:net';
import type { Express } from 'express';
import { limitBodyTime } from './body-time';

export type Listening = { readonly server: Server; readonly url: string; readonly close: () => Promise<void> };

export type ListenOptions = {
  readonly port: number;
  readonly host: string;
  /** How long a connection that is open when the server closes may still bring a request. */
  readonly graceMs: number;
};

const HEADERS_TIMEOUT_MS = 10_000;
const DRAIN_MS = 8_000;
const LOOK_EVERY_MS = 50;
const QUIET_MS = 0.1;
const TURNS_MAX = 500;

/**
 * A turn of the event loop that did next to nothing: who has connected was taken a moment ago, so that hardly anybody is
 * turned away with the listening socket. A loop that is never quiet is not waited for longer than its turns allow.
 */
const quietTurn = async (): Promise<void> => {
  for (let turn = 0; turn < TURNS_MAX; turn += 1) {
    const began = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    if (performance.now() - began < QUIET_MS) return;
  }
};

/**
 * Takes no connection any more, and ends when the last one is over. One that was made a moment ago has not brought its
 * request yet: ended at once, its client would not know whether it was heard. So for the grace time all stay open, and
 * each answer asks its client to go elsewhere for the next.
 */
const drain = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const graceEnds = performance.now() + graceMs;
    const look = setInterval(() => {
      if (performance.now() >= graceEnds) server.closeIdleConnections();
    }, LOOK_EVERY_MS);
    const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    // The close of an HTTP server ends idle connections at once; that of its base only stops taking new ones.
    TcpServer.prototype.close.call(server, () => {
      clearInterval(look);
      clearTimeout(force);
      resolve();
    });
    if (graceMs === 0) server.closeIdleConnections();
  });

/** Listens; slow or huge headers and slow bodies are cut off; `close` lets running requests finish. */
export const listen = async (app: Express, { port, host, graceMs }: ListenOptions): Promise<Listening> => {
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
    close: async () => {
      server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
      await quietTurn();
      await drain(server, graceMs);
    },
  };
};
