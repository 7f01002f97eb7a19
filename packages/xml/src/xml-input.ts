import { XmlError, type XmlFault, type XmlPosition } from './xml-error';

/** A file as it came: text, its bytes, or a stream of its bytes (a request body, a file stream). */
export type XmlInput = string | Uint8Array | AsyncIterable<Uint8Array>;

const BYTES_MAX = 64 * 1024 * 1024;
/** Small enough that what one piece yields stays small, large enough that the parser is not called too often. */
const PIECE_LENGTH = 64 * 1024;

/** UTF-8, with or without a byte-order mark; undefined for anything else. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

type PieceOptions = {
  /** Largest accepted file in bytes of UTF-8; 64 MiB when not given. */
  readonly maxBytes?: number | undefined;
  /** How far the pieces were read. */
  readonly position: () => XmlPosition;
};

/**
 * The text of a file in pieces. Bytes must be UTF-8, with or without a byte order mark.
 * @throws XmlError `size` as soon as the limit is passed, `encoding` for other bytes.
 */
export async function* xmlPieces(input: XmlInput, options: PieceOptions): AsyncGenerator<string, void, undefined> {
  const { maxBytes = BYTES_MAX, position } = options;
  const refusal = (fault: XmlFault, reason: string): XmlError => new XmlError(fault, reason, position());
  let bytes = 0;
  const count = (length: number): void => {
    bytes += length;
    if (bytes > maxBytes) throw refusal('size', `the file is larger than ${maxBytes} bytes`);
  };
  if (typeof input === 'string') {
    for (let start = 0; start < input.length; start += PIECE_LENGTH) {
      const piece = input.slice(start, start + PIECE_LENGTH);
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
      throw refusal('encoding', 'the file must be UTF-8');
    }
  };
  for await (const part of input instanceof Uint8Array ? [input] : input) {
    for (let start = 0; start < part.length; start += PIECE_LENGTH) {
      const piece = part.subarray(start, start + PIECE_LENGTH);
      count(piece.length);
      yield decode(piece);
    }
  }
  yield decode();
}
