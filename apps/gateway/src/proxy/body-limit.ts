import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { reject } from '@ansinh/contracts/catalogue/problems';

export const BODY_LIMIT_BYTES = 20_000_000;
/** A whole register: the service sets the exact limit. */
export const LONG_BODY_LIMIT_BYTES = 2_000_000_000;

const declaredLength = (request: IncomingMessage): number | undefined => {
  const header = request.headers['content-length'];
  return header === undefined ? undefined : Number(header);
};

/** Refuses by the declared length alone, before a byte of the body is read. */
export const checkDeclaredLength = (request: IncomingMessage, limitBytes: number): void => {
  if ((declaredLength(request) ?? 0) > limitBytes) throw reject('request.body-too-large', { limitBytes });
};

/** True when the request line promises a body at all. */
export const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || (declaredLength(request) ?? 0) > 0;

async function* counted(request: IncomingMessage, limitBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    // The request must outlive this loop: destroying it would cut the line before the refusal is written.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > limitBytes) throw reject('request.body-too-large', { limitBytes });
      yield chunk as Buffer;
    }
  } finally {
    // What still comes is thrown away, else the sender would wait for us for ever and never read the refusal.
    request.resume();
  }
}

/** The body as a stream of the same pace that fails with `request.body-too-large` at the first byte too many. */
export const limitedBody = (request: IncomingMessage, limitBytes: number): Readable => {
  checkDeclaredLength(request, limitBytes);
  return Readable.from(counted(request, limitBytes), { objectMode: false });
};

/** The whole body in memory, never more than the limit. Throws `request.body-too-large`. */
export const readBody = async (request: IncomingMessage, limitBytes: number): Promise<Buffer> => {
  checkDeclaredLength(request, limitBytes);
  const chunks: Buffer[] = [];
  for await (const chunk of counted(request, limitBytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
