import { setPriority } from 'node:os';
import { failpoint } from '@ansinh/telemetry/failpoints';
import { worker } from 'workerpool';
import { type Outcome, outcomeOf } from './outcome';

type Served = { readonly name: string; readonly read: (content: Buffer, ...args: never[]) => unknown };

/** Threads give way to those that answer: who looks up a card waits. */
const NICE = 5;

/** What the script of a thread does: `content` lost its class on the way, and what it gives goes back as plain data. */
const servedBy =
  ({ read }: Served) =>
  async (content: Uint8Array, ...args: never[]): Promise<Outcome> => {
    await failpoint('while-reading');
    return outcomeOf(() => read(Buffer.from(content.buffer, content.byteOffset, content.byteLength), ...args));
  };

/** Called in the script that threads are opened with: it serves these kinds of files by their names. */
export const serveReadings = (readings: readonly Served[]): void => {
  // Elsewhere a priority is that of the whole process.
  if (process.platform === 'linux') setPriority(NICE);
  worker(Object.fromEntries(readings.map((one) => [one.name, servedBy(one)])));
};
