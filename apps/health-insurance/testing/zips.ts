import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a ZIP that is put together byte by byte, as nobody should; what is left out is as it should be. */
export type TestPart = {
  readonly name: string;
  readonly content?: Buffer;
  readonly method?: number;
  /** General purpose bits: 1 is encrypted, 65 strongly, 2048 a name in UTF-8. */
  readonly flags?: number;
  readonly claimedSize?: number;
  readonly claimedChecksum?: number;
  /** The name of the part whose bytes this one points at too: it has none of its own. */
  readonly over?: string;
  readonly zip64?: boolean;
};

type Placed = { readonly part: TestPart; readonly packed: Buffer; readonly content: Buffer; readonly offset: number };

const MAX_32 = 0xffff_ffff;
const LOCAL_SIZE = 30;

const packedOf = ({ content = Buffer.alloc(0), method = 8 }: TestPart): Buffer =>
  method === 8 ? deflateRawSync(content) : content;

const localHeader = (name: Buffer): Buffer => {
  const header = Buffer.alloc(LOCAL_SIZE);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
};

const zip64Extra = (values: readonly number[]): Buffer => {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  return extra;
};

const directoryHeader = ({ part, packed, content, offset }: Placed): Buffer => {
  const name = Buffer.from(part.name);
  const size = part.claimedSize ?? content.length;
  const extra = part.zip64 === true ? zip64Extra([size, packed.length, offset]) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(part.flags ?? 2_048, 8);
  header.writeUInt16LE(part.method ?? 8, 10);
  header.writeUInt32LE(part.claimedChecksum ?? crc32(content), 16);
  header.writeUInt32LE(part.zip64 === true ? MAX_32 : packed.length, 20);
  header.writeUInt32LE(part.zip64 === true ? MAX_32 : size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(part.zip64 === true ? MAX_32 : offset, 42);
  return Buffer.concat([header, name, extra]);
};

const end = (count: number, size: number, offset: number): Buffer => {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x0605_4b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
};

/** A ZIP of these parts; `claimedCount` is what its last record says of their number. */
export const rawZip = (parts: readonly TestPart[], claimedCount = parts.length): Buffer => {
  const bodies: Buffer[] = [];
  const placed: Placed[] = [];
  let offset = 0;
  for (const part of parts) {
    const shared = placed.find((other) => other.part.name === part.over);
    if (shared !== undefined) {
      placed.push({ ...shared, part });
      continue;
    }
    const packed = packedOf(part);
    placed.push({ part, packed, content: part.content ?? Buffer.alloc(0), offset });
    const body = Buffer.concat([localHeader(Buffer.from(part.name)), packed]);
    bodies.push(body);
    offset += body.length;
  }
  const directory = Buffer.concat(placed.map(directoryHeader));
  return Buffer.concat([...bodies, directory, end(claimedCount, directory.length, offset)]);
};
