import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { countedBody } from '@ansinh/http';
import { type ByteShare, type ByteShares, byteShares } from '@ansinh/http/admission';

export const BODY_LIMIT_BYTES = 20_000_000;
/** The longest file that a service takes, the report of a bank: the service sets the exact limit. */
export const LONG_BODY_LIMIT_BYTES = 64_000_000;

/** Bodies that are on their way, of all clients together and of one: four files of the largest size at the same time. */
const HELD_BYTES = { bytesAtOnce: 240_000_000, bytesEach: 80_000_000, smallBytes: 1_000_000 };
export const openBodyShares = (): ByteShares => byteShares(HELD_BYTES);

const declaredLength = (request: IncomingMessage): number | undefined => {
  const header = request.headers['content-length'];
  return header === undefined ? undefined : Number(header);
};

/** Refuses by the declared length alone, before a byte of the body is read. */
export const requireDeclaredLength = (request: IncomingMessage, limitBytes: number): void => {
  if ((declaredLength(request) ?? 0) > limitBytes) throw reject('request.body-too-large', { limitBytes });
};

/** True when the request line promises a body at all. */
export const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || (declaredLength(request) ?? 0) > 0;

/** The body as a stream of the same pace that fails with `request.body-too-large` at the first byte too many. */
export const limitedBody = (request: IncomingMessage, limitBytes: number): Readable => {
  requireDeclaredLength(request, limitBytes);
  return Readable.from(countedBody(request, limitBytes), { objectMode: false });
};

/**
 * The whole body in memory, never more than the limit, nor than the share of its sender when there is one.
 * @throws request.body-too-large, request.too-many, service.unavailable
 */
export const readBody = async (
  request: IncomingMessage,
  limitBytes: number,
  share?: Pick<ByteShare, 'grow'>,
): Promise<Buffer> => {
  requireDeclaredLength(request, limitBytes);
  const chunks: Buffer[] = [];
  for await (const chunk of countedBody(request, limitBytes)) {
    share?.grow(chunk.length);
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
};
