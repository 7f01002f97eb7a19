import type { IncomingMessage, ServerResponse } from 'node:http';
import { waitingRoom } from '../admission';

/** Of large raw bodies that are on their way or worked on, together. */
const ROOM_BYTES = 200_000_000;
/** Who sends no more finds room in any case, however many large bodies come slowly. */
const SMALL_BYTES = 1_000_000;

export type BodyRoom = (request: IncomingMessage, response: ServerResponse, limitBytes: number) => void;

/**
 * Keeps room in memory for a body before the first byte of it is read, until its request is over. A length that is not
 * declared, or says nothing because the body is compressed, counts as the longest. Nobody waits: a body that waits
 * unread holds its line, and its sender does not know why.
 * @throws Rejection service.unavailable when there is no room
 */
export const bodyRoom = (): BodyRoom => {
  const { enter } = waitingRoom({ bytesAtOnce: ROOM_BYTES, waitingMax: 0, waitingBytesMax: 0 });
  return ({ headers }, response, limitBytes) => {
    const declared = headers['content-encoding'] === undefined ? headers['content-length'] : undefined;
    const bytes = Math.min(limitBytes, Number(declared ?? limitBytes));
    if (bytes <= SMALL_BYTES || response.destroyed) return;
    response.once('close', enter(bytes));
  };
};
