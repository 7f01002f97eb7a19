import type { IncomingMessage, Server } from 'node:http';

export type BodyTimes = {
  /** For a whole request. */
  readonly wholeMs: number;
  /** Between two pieces of a body that may take its time. */
  readonly idleMs: number;
};

const TIMES: BodyTimes = { wholeMs: 120_000, idleMs: 120_000 };

type Watched = { readonly timer: NodeJS.Timeout; readonly idleMs: number };
const watched = new WeakMap<IncomingMessage, Watched>();

/** As Node's own limit does it: whoever still listens reads why, and the line is free again. */
const cut = (request: IncomingMessage): void => {
  if (request.complete) return;
  const { socket } = request;
  if (socket.writable) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
  socket.destroy();
};

/**
 * Cuts off whoever takes too long to send a request. Node's `requestTimeout` knows no exception, and the import of a
 * register is sent for longer than any claim may be.
 */
export const limitBodyTime = (server: Server, { wholeMs, idleMs }: BodyTimes = TIMES): void => {
  server.prependListener('request', (request) => {
    const timer = setTimeout(() => cut(request), wholeMs).unref();
    watched.set(request, { timer, idleMs });
    request.once('close', () => clearTimeout(timer));
  });
};

/** This request may be sent for as long as something of it comes. For callers whose token was checked. */
export const allowLongBody = (request: IncomingMessage): void => {
  const known = watched.get(request);
  if (known === undefined) return;
  clearTimeout(known.timer);
  request.setTimeout(known.idleMs, () => cut(request));
};
