import type { ServerResponse } from 'node:http';

export type ReaderTimes = {
  /** How often an answer that is on its way is looked at, and how much of it has to go out until the next look. */
  readonly lookEveryMs: number;
  readonly bytesEachLook: number;
};

/** As slow as a body may come. */
const TIMES: ReaderTimes = { lookEveryMs: 10_000, bytesEachLook: 10_000 };

/**
 * Cuts off a caller who does not read the answer, or reads it drop by drop: behind it waits a connection to a service.
 * An answer that the service still makes is not the reader's fault; then nothing of it waits here.
 */
export const watchReader = (response: ServerResponse, { lookEveryMs, bytesEachLook }: ReaderTimes = TIMES): void => {
  const { socket } = response;
  if (socket === null) return;
  /** What the other side has taken, as far as this process knows. */
  const taken = (): number => socket.bytesWritten - socket.writableLength;
  const waits = (): boolean => response.writableLength > 0 || socket.writableLength > 0;
  let before = { taken: taken(), waits: waits() };
  const timer = setInterval(() => {
    const now = { taken: taken(), waits: waits() };
    if (before.waits && now.waits && now.taken - before.taken < bytesEachLook) socket.destroy();
    before = now;
  }, lookEveryMs).unref();
  response.once('close', () => clearInterval(timer));
};
