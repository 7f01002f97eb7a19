import { join } from 'node:path';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { waitingRoom } from '@ansinh/http/admission';
import { pool } from 'workerpool';
import { type RefusedFile, readSentFile, type SentFile } from './sent-file';

type ReadFile = (content: Buffer, facilityCode: string) => Promise<SentFile | RefusedFile>;

/** Reading takes some 25 ms a megabyte: nobody who looks up a card should wait for more than a file of this size. */
const LARGE_BYTES = 300_000;
/** Many times what the largest file takes, also beside much other work. */
const READ_MS = 30_000;
/** A file of 20 MB takes some 200 MB to read. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 48 };

/** So many files are read or wait to be read, and what they hold in memory together, in bytes; a larger one comes alone. */
export const READ_TOGETHER = { files: 64, bytes: 20_000_000 } as const;

const oneByOne = () =>
  waitingRoom({ atOnce: 1, waitingMax: READ_TOGETHER.files, waitingBytesMax: READ_TOGETHER.bytes }).inTurn;
const inTurnHere = oneByOne();

/** Reads where it is called: one file in a turn of the event loop, so that others are answered between two of them. */
const readHere: ReadFile = (content, facilityCode) =>
  inTurnHere(content.length, async () => {
    await turnOfOthers();
    return readSentFile(content, facilityCode);
  });

/**
 * Reads large files in a thread, one after the other. Small ones are read where they are called for: to hand them over and
 * back costs as much as to read them. A thread that dies of a file, or comes to no end with it, takes that file along alone.
 * @param script the built worker
 */
export const readLargeInThread = (
  script = join(__dirname, 'file-reader.worker.js'),
  readMs = READ_MS,
): { readonly read: ReadFile; readonly close: () => Promise<void> } => {
  const thread = pool(script, {
    workerType: 'thread',
    maxWorkers: 1,
    workerThreadOpts: { resourceLimits: THREAD_LIMITS },
  });
  // The pool is given one file at a time: after a thread has died, it leaves what waits in it waiting.
  const inTurnThere = oneByOne();
  const readThere: ReadFile = (content, facilityCode) =>
    inTurnThere(content.length, async () => await thread.exec('read', [content, facilityCode]).timeout(readMs));
  return {
    read: (content, facilityCode) => (content.length < LARGE_BYTES ? readHere : readThere)(content, facilityCode),
    close: async () => {
      await thread.terminate();
    },
  };
};

let read: ReadFile = readHere;

/** How this process reads the files that come from now on; where it is called when nothing is said. */
export const readBy = (reader: ReadFile): void => {
  read = reader;
};

export const readFile: ReadFile = (content, facilityCode) => read(content, facilityCode);
