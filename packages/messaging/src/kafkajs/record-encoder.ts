import { createRequire } from 'node:module';

/** What kafkajs writes into: a buffer that grows, and the place in it. */
type Encoder = {
  readonly buf: Buffer;
  offset: number;
  writeVarInt: (value: number) => Encoder;
  writeInt8: (value: number) => Encoder;
  writeVarLong: (value: number) => Encoder;
};
type EncoderClass = { new (size: number): Encoder; sizeOfVarLong: (value: number) => number };
type Content = string | Buffer;
/** One record as kafkajs hands it over, of Kafka's message format 2. */
export type KafkaRecord = {
  readonly offsetDelta?: number;
  readonly timestampDelta?: number;
  readonly key?: Content | null;
  readonly value: Content | null;
  readonly headers?: Readonly<Record<string, Content | readonly Content[] | undefined>>;
};
export type EncodeRecord = (record: KafkaRecord) => { readonly buffer: Buffer };

const ABSENT = -1;
const VARINT_BYTES_MAX = 5;

const zigzag = (value: number): number => (value << 1) ^ (value >> 31);

const sizeOfVarInt = (value: number): number => {
  let size = 1;
  for (let rest = zigzag(value) >>> 7; rest !== 0; rest >>>= 7) size += 1;
  return size;
};

const lengthOf = (content: Content | null | undefined): number =>
  content === null || content === undefined
    ? ABSENT
    : typeof content === 'string'
      ? Buffer.byteLength(content)
      : content.length;

const sizeOf = (length: number): number => sizeOfVarInt(length) + Math.max(length, 0);

class Writer {
  readonly #buffer: Buffer;
  #offset: number;

  constructor(buffer: Buffer, offset: number) {
    this.#buffer = buffer;
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  varInt(value: number): void {
    let rest = zigzag(value);
    while ((rest & ~0x7f) !== 0) {
      this.#buffer[this.#offset++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#buffer[this.#offset++] = rest;
  }

  content(content: Content | null | undefined, length: number): void {
    this.varInt(length);
    if (length <= 0 || content === null || content === undefined) return;
    if (typeof content === 'string') this.#buffer.write(content, this.#offset, length, 'utf8');
    else content.copy(this.#buffer, this.#offset);
    this.#offset += length;
  }
}

const isSingle = (value: Content | readonly Content[] | undefined): value is Content =>
  typeof value === 'string' || Buffer.isBuffer(value);

/**
 * Writes a record into one buffer of its size. kafkajs makes a buffer of 512 bytes for every header and copies them
 * together: with our twelve headers that was four fifths of the time of a record (docs/adr/0012-record-encoder.md).
 * A record with a header that has several values, or none, is left to the encoder of the library.
 */
export const recordEncoder =
  (Encoder: EncoderClass, library: EncodeRecord): EncodeRecord =>
  (record) => {
    const { offsetDelta = 0, timestampDelta = 0, key, value, headers = {} } = record;
    const names = Object.keys(headers);
    const lengths: number[] = [];
    const [keyLength, valueLength] = [lengthOf(key), lengthOf(value)];
    let size = 1 + Encoder.sizeOfVarLong(timestampDelta) + sizeOfVarInt(offsetDelta);
    size += sizeOf(keyLength) + sizeOf(valueLength) + sizeOfVarInt(names.length);
    for (const name of names) {
      const header = headers[name];
      if (!isSingle(header)) return library(record);
      const [nameLength, length] = [Buffer.byteLength(name), lengthOf(header)];
      lengths.push(nameLength, length);
      size += sizeOf(nameLength) + sizeOf(length);
    }
    const encoder = new Encoder(VARINT_BYTES_MAX + size).writeVarInt(size).writeInt8(0).writeVarLong(timestampDelta);
    const writer = new Writer(encoder.buf, encoder.offset);
    writer.varInt(offsetDelta);
    writer.content(key, keyLength);
    writer.content(value, valueLength);
    writer.varInt(names.length);
    for (const [index, name] of names.entries()) {
      writer.content(name, lengths[2 * index] ?? 0);
      writer.content(headers[name] as Content, lengths[2 * index + 1] ?? 0);
    }
    encoder.offset = writer.offset;
    return encoder as Encoder & { readonly buffer: Buffer };
  };

const FOLDER = 'kafkajs/src/protocol';

/** The encoder of kafkajs, the one to put in its place, and the module that holds it. */
export const loadEncoders = () => {
  const load = createRequire(__filename);
  const path = load.resolve(`${FOLDER}/recordBatch/record/v0`);
  const library: EncodeRecord = load(path);
  return { library, ours: recordEncoder(load(`${FOLDER}/encoder`), library), module: load.cache[path] };
};

/** To be called before the first message is sent: kafkajs loads its encoder with the first request that needs it. */
export const replaceRecordEncoder = (): void => {
  const { module, ours } = loadEncoders();
  if (module !== undefined) module.exports = ours;
};
