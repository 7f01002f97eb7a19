import { reading } from '@ansinh/threads';
import { CLAIM_FILE_LIMITS } from '../form/claim-file-limits';
import { readSentFile, readSmallFile } from './sent-file';

export { CLAIM_FILE_LIMITS };

/** So many files are read or wait to be read, and what they hold in memory together, in bytes; a larger one comes alone. */
export const READ_TOGETHER = { files: 64, bytes: 20_000_000 } as const;

/**
 * Reading takes some 25 ms a megabyte: nobody who looks up a card should wait for more than a file of this size. Whatever is
 * in such a file, it is read within some milliseconds, or a thread does it (file-reader.test.ts).
 */
const SMALL_BYTES = 200_000;

export const claimFileReading = reading({
  name: 'claim-file',
  read: readSentFile,
  small: { bytesMax: SMALL_BYTES, read: readSmallFile },
});
