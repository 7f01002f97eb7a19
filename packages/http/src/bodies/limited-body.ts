import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { countedBody } from './counted-body';

/** The body as a stream that fails at the first byte too many; compressed bodies are refused: their size says nothing. */
export const limitedBody = (request: IncomingMessage, limitBytes: number): Readable => {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes)
    throw reject('request.body-too-large', { limitBytes });
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw reject('request.media-type', { accepted: ['identity'] });
  return Readable.from(countedBody(request, limitBytes), { objectMode: false });
};
