// Each measurement is a process of its own: what another one has left in the heap, and how the compiler has learnt to see
// shared code by then, is not in it.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { Rate } from './clock.ts';

// As the services are started where speed is preferred (infra/local/src/apps.ts).
const NODE_FLAGS = ['--v8-pool-size=1', '--max-old-space-size=1536', '--max-semi-space-size=32'];

export type Apart = {
  /** A program whose last line is its rate as JSON. */
  readonly file: string;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
};

export const measureApart = async ({ file, args, signal }: Apart): Promise<Rate> => {
  const child = spawn(process.execPath, [...NODE_FLAGS, file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const [code, printed] = await Promise.all([ended, text(child.stdout)]);
  if (code !== 0) throw new Error(`${[file, args[0]].join(' ')} ended with ${code}`);
  const lines = printed.trimEnd().split('\n');
  const rate = lines.pop() ?? '';
  // What it had to say besides.
  for (const line of lines) console.error(line);
  return Rate.parse(JSON.parse(rate));
};
