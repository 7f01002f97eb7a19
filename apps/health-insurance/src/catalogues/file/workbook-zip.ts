import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { decodeUtf8 } from '../../xml/xml-reader';
import { unreadable } from './unreadable';

const inflate = promisify(inflateRaw);

/** A workbook of one list has a dozen parts; each costs memory before its size is known. */
const PARTS_MAX = 1_000;
const PART_HEADER = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
const [STORED, DEFLATED] = [0, 8];

/** The text of a part of the workbook; undefined when there is no such part. */
export type Parts = (path: string, limitBytes: number) => Promise<string | undefined>;

const countParts = (content: Buffer): number => {
  let count = 0;
  for (
    let at = content.indexOf(PART_HEADER);
    at !== -1 && count <= PARTS_MAX;
    at = content.indexOf(PART_HEADER, at + 4)
  )
    count += 1;
  return count;
};

/** Never writes more than the limit, whatever size the part claims to have: a small file may hold gigabytes of zeros. */
const unpack = async (
  packed: Uint8Array,
  method: number,
  limitBytes: number,
): Promise<Buffer | 'damaged' | 'large'> => {
  if (method === STORED) return packed.length <= limitBytes ? Buffer.from(packed) : 'large';
  if (method !== DEFLATED) return 'damaged';
  try {
    return await inflate(packed, { maxOutputLength: limitBytes });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'large' : 'damaged';
  }
};

/**
 * Opens the ZIP that a workbook is. Each part is unpacked when it is asked for, up to its limit and checked against its
 * checksum. Throws `catalogue.unreadable`.
 */
export const openWorkbook = async (content: Buffer): Promise<Parts> => {
  if (countParts(content) > PARTS_MAX) return unreadable(`a workbook has at most ${PARTS_MAX} parts`);
  // The library costs tens of megabytes: a service that reads no sheet never pays for it.
  const { BufferReader, RemoteZipReader } = await import('@cj-tech-master/excelts/archive');
  const zip = await RemoteZipReader.fromReader(new BufferReader(content)).catch(() =>
    unreadable('the workbook is damaged: its table of contents cannot be read'),
  );
  return async (path, limitBytes) => {
    const entry = zip.getEntry(path);
    if (entry === undefined) return undefined;
    if (entry.isEncrypted) return unreadable('the workbook is protected by a password');
    const packed = await zip.getRawCompressedData(entry).catch(() => undefined);
    const bytes = packed == null ? 'damaged' : await unpack(packed, entry.compressionMethod, limitBytes);
    if (bytes === 'large') return unreadable(`${path} is larger than ${limitBytes} bytes`);
    if (bytes === 'damaged' || crc32(bytes) !== entry.crc32) return unreadable(`${path} is damaged`);
    return decodeUtf8(bytes) ?? unreadable(`${path} is not UTF-8`);
  };
};
