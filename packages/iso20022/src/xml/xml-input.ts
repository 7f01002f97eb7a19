import { Iso20022Error, type XmlPosition } from '../errors';

/** A file as it came: text, its bytes, or a stream of its bytes (a request body, a file stream). */
export type XmlInput = string | Uint8Array | AsyncIterable<Uint8Array>;

const defaultMaxBytes = 64 * 1024 * 1024;
/** Small enough that what one piece yields stays small, large enough that the parser is not called too often. */
const pieceLength = 64 * 1024;

type ChunkOptions = {
  readonly maxBytes?: number | undefined;
  readonly position: () => { path: string; position: XmlPosition };
};

/**
 * The text of a file in pieces. Bytes must be UTF-8, with or without a byte order mark.
 * @throws Iso20022Error `input-too-large` as soon as the limit is passed, `encoding-refused` for other bytes.
 */
export async function* xmlChunks(input: XmlInput, options: ChunkOptions): AsyncGenerator<string, void, undefined> {
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  let bytes = 0;
  const count = (length: number): void => {
    bytes += length;
    if (bytes > maxBytes) {
      throw new Iso20022Error('input-too-large', `the file is larger than ${maxBytes} bytes`, options.position());
    }
  };
  if (typeof input === 'string') {
    for (let start = 0; start < input.length; start += pieceLength) {
      const piece = input.slice(start, start + pieceLength);
      count(Buffer.byteLength(piece));
      yield piece;
    }
    return;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (part?: Uint8Array): string => {
    try {
      return part === undefined ? decoder.decode() : decoder.decode(part, { stream: true });
    } catch {
      throw new Iso20022Error('encoding-refused', 'the file must be UTF-8', options.position());
    }
  };
  for await (const part of input instanceof Uint8Array ? [input] : input) {
    for (let start = 0; start < part.length; start += pieceLength) {
      const piece = part.subarray(start, start + pieceLength);
      count(piece.length);
      yield decode(piece);
    }
  }
  yield decode();
}
