import { join } from 'node:path';
import { plant } from '../../../scripts/testing/scripts.ts';
import { measureApart } from './apart.ts';
import { perEvent } from './clock.ts';
import { BATCH, warmUpFor } from './settings.ts';

const measure = async (program: string, ...args: readonly string[]) => {
  const { folder, remove } = plant({ 'part.mjs': program });
  try {
    return await measureApart({ file: join(folder, 'part.mjs'), args, signal: new AbortController().signal });
  } finally {
    remove();
  }
};

describe('a measurement in a process of its own', () => {
  it('answers the rate that the process prints, under the flags of a service', async () => {
    const program = `
      const isLarge = process.execArgv.includes('--max-semi-space-size=32');
      console.log(JSON.stringify({ perSecond: Number(process.argv[2]), cpuUs: isLarge ? 20 : 1 }));`;
    expect(await measure(program, '1000')).toEqual({ perSecond: 1_000, cpuUs: 20 });
  });

  it.each([
    ['ends with a failure', 'process.exit(3);', /part\.mjs relay ended with 3/],
    ['prints no rate', 'console.log(JSON.stringify({ perSecond: 0, cpuUs: 1 }));', /perSecond/],
    ['prints nothing', '', /JSON/],
  ])('fails when it %s', async (_, program, sentence) => {
    await expect(measure(program, 'relay')).rejects.toThrow(sentence);
  });

  it('counts what the clock has seen, after a warm-up of whole batches', () => {
    expect(perEvent(4_000, { ms: 2_000, cpuUs: 80_000 })).toEqual({ perSecond: 2_000, cpuUs: 20 });
    expect([2_000, 20_000, 200_000].map((events) => warmUpFor(events) / BATCH)).toEqual([1, 1, 10]);
  });
});
