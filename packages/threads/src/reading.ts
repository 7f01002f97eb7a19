import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { waitingRoom } from '@ansinh/http/admission';
import { type Outcome, resultOf } from './outcome';
import type { Threads } from './threads';

/** Reads the bytes of a file: needs nothing but what it is given, so that a thread can do it. What it gives is plain data. */
type Read<Args extends readonly unknown[], Result> = (content: Buffer, ...args: Args) => Result | Promise<Result>;

type Declared<Args extends readonly unknown[], Result> = {
  /** As threads know it. */
  readonly name: string;
  readonly read: Read<Args, Result>;
  /**
   * For files that are small enough to be read where they are asked for: to hand them over and back would cost as much. It
   * must take a time that grows with the bytes alone, whatever they are; undefined when it cannot tell, and a thread does it.
   */
  readonly small?: { readonly bytesMax: number; readonly read: (content: Buffer, ...args: Args) => Result | undefined };
};

/** One kind of file that strangers send, and how it is read. */
export type Reading<Args extends readonly unknown[], Result> = Declared<Args, Result> & {
  /** Reads a file in a thread of this process; where it is called in a process that has opened none, as in tests. */
  readonly of: (content: Buffer, ...args: Args) => Promise<Result>;
};

let threads: Threads | undefined;

/** By whom this process reads the files that come from now on. */
export const readBy = (opened: Threads | undefined): void => {
  threads = opened;
};

/** Small files one in a turn of the event loop, so that others are answered between two of them. */
const { inTurn } = waitingRoom({ atOnce: 1, waitingMax: 1_000, waitingBytesMax: 100_000_000 });

export const reading = <const Args extends readonly unknown[], Result>(
  declared: Declared<Args, Result>,
): Reading<Args, Result> => {
  const { name, read, small } = declared;
  const readInThread = async (opened: Threads, content: Buffer, args: Args): Promise<Result> =>
    // What the thread of this very reading gave.
    resultOf((await opened.run(name, content, args)) as Outcome) as Result;
  const readSmall = (content: Buffer, args: Args): Promise<Result | undefined> =>
    inTurn(content.length, async () => {
      await turnOfOthers();
      return small?.read(content, ...args);
    });
  return {
    ...declared,
    of: async (content, ...args) => {
      const isSmall = small !== undefined && content.length <= small.bytesMax;
      const told = isSmall ? await readSmall(content, args) : undefined;
      if (told !== undefined) return told;
      return threads === undefined ? read(content, ...args) : readInThread(threads, content, args);
    },
  };
};
