import type { IncomingMessage, Server } from 'node:http';
import { isTooSlow, type Pace } from './pace.rules';

export type BodyTimes = {
  /** For a whole request. */
  readonly wholeMs: number;
  /** Between two pieces of a body that may take its time. */
  readonly idleMs: number;
  /** Of every other body. */
  readonly pace: Pace;
};

/** The slowest line that a partner may have brings a usual claim file of 100 kB in time. */
const TIMES: BodyTimes = { wholeMs: 120_000, idleMs: 120_000, pace: { graceMs: 10_000, bytesPerSecond: 1_000 } };
/** How often a body that is on its way is looked at. */
const LOOKS_OF_GRACE = 10;

type Watched = { readonly forget: () => void; readonly idleMs: number };
const watched = new WeakMap<IncomingMessage, Watched>();

/** As Node's own limit does it: whoever still listens reads why, and the line is free again. */
const cut = (request: IncomingMessage): void => {
  if (request.complete) return;
  const { socket } = request;
  if (socket.writable) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
  socket.destroy();
};

/** Looks again and again at a body that comes, and cuts it off when it comes too slowly. */
const watchPace = (request: IncomingMessage, pace: Pace): (() => void) => {
  const { socket } = request;
  const [began, bytesBefore] = [performance.now(), socket.bytesRead];
  // A full buffer waits for us, not for the sender.
  const isSlow = (): boolean =>
    !request.complete &&
    request.readableLength < request.readableHighWaterMark &&
    isTooSlow(pace, performance.now() - began, socket.bytesRead - bytesBefore);
  let timer: NodeJS.Timeout;
  const waitFor = (ms: number): void => {
    timer = setTimeout(look, ms).unref();
  };
  const goOn = (): void => {
    if (!request.complete && !request.destroyed) waitFor(pace.graceMs / LOOKS_OF_GRACE);
  };
  const look = (): void => {
    if (!isSlow()) goOn();
    // A loop that was held up has not read yet what came meanwhile: it does so before the next turn.
    else setImmediate(() => (isSlow() ? cut(request) : goOn()));
  };
  waitFor(pace.graceMs);
  return () => clearTimeout(timer);
};

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * Cuts off whoever takes too long to send a request, or sends it drop by drop. Node's `requestTimeout` knows no
 * exception, and the import of a register is sent for longer than any claim may be.
 */
export const limitBodyTime = (server: Server, { wholeMs, idleMs, pace }: BodyTimes = TIMES): void => {
  server.prependListener('request', (request) => {
    const timer = setTimeout(() => cut(request), wholeMs).unref();
    const leave = hasBody(request) ? watchPace(request, pace) : undefined;
    const forget = (): void => {
      clearTimeout(timer);
      leave?.();
    };
    watched.set(request, { forget, idleMs });
    request.once('close', forget);
  });
};

/** This request may be sent for as long as something of it comes. For callers whose token was checked. */
export const allowLongBody = (request: IncomingMessage): void => {
  const known = watched.get(request);
  if (known === undefined) return;
  known.forget();
  request.setTimeout(known.idleMs, () => cut(request));
};
