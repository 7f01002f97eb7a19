import { createServer, type Server } from 'node:http';
import { type AddressInfo, type Socket, Server as TcpServer } from 'node:net';
import { setTimeout as sleep, setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Express } from 'express';
import { limitBodyTime } from '../bodies/body-time';

export type Listening = { readonly server: Server; readonly url: string; readonly close: () => Promise<void> };

export type ListenOptions = {
  readonly port: number;
  readonly host: string;
  /**
   * How long a server that closes still takes connections, and then how long an open one may still bring a request. A
   * balancer has to learn within this time that nobody is to be sent here: a connection that the kernel has made while
   * the listening socket closes is reset, whatever this process does.
   */
  readonly graceMs: number;
};

const HEADERS_TIMEOUT_MS = 10_000;
/** With the grace time: consumers, relay and database are stopped after it, within the ten seconds of a process. */
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
    await turnOfTheLoop();
    if (performance.now() - began < QUIET_MS) return;
  }
};

/** The connections that have not brought a request yet: `closeIdleConnections` would wait for their first one. */
const watchSilent = (server: Server): ReadonlySet<Socket> => {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  return silent;
};

/**
 * Takes no connection any more, and ends when the last one is over. One that was made a moment ago has not brought its
 * request yet: ended at once, its client would not know whether it was heard. So for the grace time all stay open, and
 * each answer asks its client to go elsewhere for the next.
 */
const drain = (server: Server, silent: ReadonlySet<Socket>, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const graceEnds = performance.now() + graceMs;
    const endIdle = (): void => {
      server.closeIdleConnections();
      for (const socket of silent) socket.destroy();
    };
    const look = setInterval(() => {
      if (performance.now() >= graceEnds) endIdle();
    }, LOOK_EVERY_MS);
    const force = setTimeout(() => server.closeAllConnections(), Math.max(0, DRAIN_MS - graceMs));
    // The close of an HTTP server ends idle connections at once; that of its base only stops taking new ones.
    TcpServer.prototype.close.call(server, () => {
      clearInterval(look);
      clearTimeout(force);
      resolve();
    });
    if (graceMs === 0) endIdle();
  });

/** Listens; slow or huge headers and slow bodies are cut off; `close` lets running requests finish. */
export const listen = async (app: Express, { port, host, graceMs }: ListenOptions): Promise<Listening> => {
  const server = createServer({ headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: 0, maxHeaderSize: 32_768 }, app);
  limitBodyTime(server);
  const silent = watchSilent(server);
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
      await sleep(graceMs);
      await quietTurn();
      await drain(server, silent, graceMs);
    },
  };
};
