import { join } from 'node:path';
import { pool } from 'workerpool';
import { type RefusedFile, readSentFile, type SentFile } from './sent-file';
import { turns } from './turns';

type ReadFile = (content: Buffer, facilityCode: string) => Promise<SentFile | RefusedFile>;

/** Reading takes some 15 ms a megabyte: nobody who looks up a card should wait for more than a file of this size. */
const LARGE_BYTES = 300_000;
/** A file of 20 MB takes some 200 MB to read. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 48 };

/** Reads where it is called. */
const readHere: ReadFile = async (content, facilityCode) => readSentFile(content, facilityCode);

/**
 * Reads large files in a thread, one after the other. Small ones are read where they are called for: to hand them over and
 * back costs as much as to read them. A thread that dies of a file takes that file along alone.
 * @param script the built worker
 */
export const readLargeInThread = (script = join(__dirname, 'file-reader.worker.js')): ReadFile => {
  const thread = pool(script, {
    workerType: 'thread',
    maxWorkers: 1,
    workerThreadOpts: { resourceLimits: THREAD_LIMITS },
  });
  // The pool is given one file at a time: after a thread has died, it leaves what waits in it waiting.
  const inTurn = turns({ atOnce: 1, waitingMax: Infinity, waitingBytesMax: Infinity });
  const readThere: ReadFile = (content, facilityCode) =>
    inTurn(content.length, async () => await thread.exec('read', [content, facilityCode]));
  return (content, facilityCode) => (content.length < LARGE_BYTES ? readHere : readThere)(content, facilityCode);
};

let read: ReadFile = readHere;

/** How this process reads the files that come from now on; where it is called when nothing is said. */
export const readBy = (reader: ReadFile): void => {
  read = reader;
};

export const readFile: ReadFile = (content, facilityCode) => read(content, facilityCode);
