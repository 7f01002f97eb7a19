import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

/** Why a ZIP, or a part of it, cannot be read; in words for whoever sent it. */
export class ArchiveError extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'ArchiveError';
  }
}
const fail = (reason: string): never => {
  throw new ArchiveError(reason);
};

/** A ZIP that is open: nothing of it is unpacked before it is asked for. */
export type Archive = {
  /** Paths of its files, folders left out. */
  readonly paths: readonly string[];
  /**
   * The bytes of a file, up to its limit and checked against its checksum; undefined when there is none.
   * @throws ArchiveError
   */
  readonly read: (path: string, limitBytes: number) => Promise<Buffer | undefined>;
};

const PART_HEADER = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
const [STORED, DEFLATED] = [0, 8];

/** Each part costs memory before its size is known: they are counted before anything is read. */
const countParts = (content: Buffer, max: number): number => {
  let count = 0;
  for (let at = content.indexOf(PART_HEADER); at !== -1 && count <= max; at = content.indexOf(PART_HEADER, at + 4))
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

/** @throws ArchiveError when it is no ZIP, or has more parts than the limit. */
export const openArchive = async (content: Buffer, partsMax: number): Promise<Archive> => {
  if (countParts(content, partsMax) > partsMax) return fail(`it has more than ${partsMax} parts`);
  // The library costs tens of megabytes: a service that reads no archive never pays for it.
  const { BufferReader, RemoteZipReader } = await import('@cj-tech-master/excelts/archive');
  const zip = await RemoteZipReader.fromReader(new BufferReader(content)).catch(() =>
    fail('it is damaged: its table of contents cannot be read'),
  );
  return {
    paths: zip.getEntries().flatMap((entry) => (entry.path.endsWith('/') ? [] : [entry.path])),
    read: async (path, limitBytes) => {
      const entry = zip.getEntry(path);
      if (entry === undefined) return undefined;
      if (entry.isEncrypted) return fail('it is protected by a password');
      const packed = await zip.getRawCompressedData(entry).catch(() => undefined);
      const bytes = packed == null ? 'damaged' : await unpack(packed, entry.compressionMethod, limitBytes);
      if (bytes === 'large') return fail(`${path} is larger than ${limitBytes} bytes`);
      if (bytes === 'damaged' || crc32(bytes) !== entry.crc32) return fail(`${path} is damaged`);
      return bytes;
    },
  };
};
