import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';

const inflate = promisify(inflateRaw);

/** Why a ZIP, or a part of it, cannot be read; in words for whoever sent it. */
export class ArchiveError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'ArchiveError';
    this.reason = reason;
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

const PASSWORD = 'it is protected by a password';
const PART_HEADER = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
const [STORED, DEFLATED] = [0, 8];

/**
 * Each part costs memory before its size is known: they are counted before anything is read. The number in the table of
 * contents, which the library goes by, is whatever its writer put there.
 */
const requireParts = (content: Buffer, max: number): void => {
  let count = 0;
  for (let at = content.indexOf(PART_HEADER); at !== -1 && count <= max; at = content.indexOf(PART_HEADER, at + 4))
    count += 1;
  if (count > max) fail(`it has more than ${max} parts`);
};

/**
 * Names are paths in answers and never places on a disk, so they may be any; and sizes are only claimed there, the limit
 * and the checksum decide (`unpack`). For the library both would make the whole archive unreadable.
 */
const OPTIONS = { decodeStrings: false, validateEntrySizes: false };

const isPartAt = (content: Buffer, at: number): boolean =>
  content.subarray(at, at + PART_HEADER.length).equals(PART_HEADER);

/** What it does not count would be left out in silence, so its table of contents has to end where its last part does. */
const openZip = async (content: Buffer): Promise<{ zip: ZipFile; entries: Entry[] }> => {
  try {
    const zip = await fromBufferPromise(content, OPTIONS);
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    if (isPartAt(content, Number(zip.readEntryCursor))) throw new Error('more parts than the end of the archive says');
    return { zip, entries };
  } catch (error) {
    const isEncrypted = error instanceof Error && error.message.includes('encryption');
    return fail(isEncrypted ? PASSWORD : 'it is damaged: its table of contents cannot be read');
  }
};

const pathOf = ({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string =>
  getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);

/** The bytes of a part as they stand in the archive; undefined when they do not stand there. */
const packedBytes = async (zip: ZipFile, content: Buffer, entry: Entry): Promise<Buffer | undefined> => {
  if (entry.compressedSize === 0) return Buffer.alloc(0);
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    return content.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  } catch {
    return undefined;
  }
};

/**
 * Never writes more than the limit, whatever size the part claims to have: a small file may hold gigabytes of zeros. The
 * library would unpack as far as the claimed size and knows no other limit.
 */
const unpack = async (packed: Buffer, method: number, limitBytes: number): Promise<Buffer | 'damaged' | 'large'> => {
  if (method === STORED) return packed.length <= limitBytes ? packed : 'large';
  if (method !== DEFLATED) return 'damaged';
  try {
    return await inflate(packed, { maxOutputLength: limitBytes });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'large' : 'damaged';
  }
};

/** @throws ArchiveError when it is no ZIP, or has more parts than the limit. */
export const openArchive = async (content: Buffer, partsMax: number): Promise<Archive> => {
  requireParts(content, partsMax);
  const { zip, entries } = await openZip(content);
  const paths = entries.map(pathOf);
  // Of two parts with one path the last is the file, as when they are unpacked one over the other.
  const entryOf = new Map(entries.map((entry, index) => [paths[index], entry]));
  return {
    paths: paths.filter((path) => !path.endsWith('/')),
    read: async (path, limitBytes) => {
      const entry = entryOf.get(path);
      if (entry === undefined) return undefined;
      if (entry.isEncrypted()) return fail(PASSWORD);
      const packed = await packedBytes(zip, content, entry);
      const bytes = packed === undefined ? 'damaged' : await unpack(packed, entry.compressionMethod, limitBytes);
      if (bytes === 'large') return fail(`${path} is larger than ${limitBytes} bytes`);
      if (bytes === 'damaged' || crc32(bytes) !== entry.crc32) return fail(`${path} is damaged`);
      return bytes;
    },
  };
};
