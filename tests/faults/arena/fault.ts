import type { Random } from '@ansinh/sample-data';
import type { Finding } from '@ansinh/testkit';
import type { Arena } from './arena';
import type { Load } from './load';

/** What a fault is played with. */
export type Stage = {
  readonly arena: Arena;
  readonly load: Load;
  /** Choices of this run of this fault: equal seeds give equal schedules. */
  readonly random: Random;
  /** The bound of `npm run faults`, or the smaller one of a slice within `npm test`. */
  readonly sized: <Size>(full: Size, slice: Size) => Size;
};

export type Measured = {
  /** How often the fault struck. */
  readonly runs: number;
  /** Operations or messages that were under way or sent meanwhile. */
  readonly operations: number;
  /** From the end of the fault (from its beginning, for one that a standby takes over) until all was as before. */
  readonly recoverySeconds?: number;
  /** Findings of checks of the fault's own, beside the oracle's. */
  readonly findings?: readonly Finding[];
  /** Other figures for the table. */
  readonly note?: string;
};

export type Fault = {
  /** Of the catalogue: F1 ... F45. */
  readonly id: string;
  readonly promises: readonly string[];
  /** What is promised, as a sentence: the name of the test. */
  readonly title: string;
  /** Recovery may take so long, in seconds. */
  readonly recoverWithinS?: number;
  /** It starts whole servers again, or takes more than half a minute: `npm test` plays all others. */
  readonly isDeep?: true;
  /** False for a fault in which a process answers 500 on purpose. */
  readonly onlyGoodAnswers?: boolean;
  readonly play: (stage: Stage) => Promise<Measured>;
};

export const fault = (declared: Fault): Fault => declared;
