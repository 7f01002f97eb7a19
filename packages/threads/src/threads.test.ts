import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { readBy, reading } from './reading';
import { openThreads, type ThreadLimits } from './threads';

/** What the thread of these tests does with a file, by its first byte. */
const SCRIPT = `
const acts = {
  1: () => new Promise(() => setImmediate(() => { throw new Error('dies of it'); })),
  2: () => { for (;;); },
  3: () => { const all = []; for (;;) all.push({ all: all.length }); },
  4: () => ({ refusal: { code: 'catalogue.unreadable', params: { reason: 'no table' } } }),
  5: () => { throw new TypeError('a fault of ours'); },
  6: () => new Promise((done) => setTimeout(() => done({ result: 'late' }), 300)),
};
require(${JSON.stringify(require.resolve('workerpool'))}).worker({
  file: (content, word) => (acts[content[0]] ?? (() => ({ result: [word, content.length] })))(),
});`;

const file = (first: number): Buffer => Buffer.alloc(1_000, first);
const FILE = reading({ name: 'file', read: (content: Buffer, word: string) => [word, content.length] });

describe('a file that is read in a thread', () => {
  let directory: string;
  let script: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'ansinh-threads-'));
    script = join(directory, 'worker.js');
    writeFileSync(script, SCRIPT);
  });
  afterAll(() => rmSync(directory, { recursive: true }));
  const within = async <Result>(limits: Partial<ThreadLimits>, work: () => Promise<Result>): Promise<Result> => {
    const threads = openThreads(script, { readMs: 2_000, memoryMb: 32, ...limits });
    readBy(threads);
    try {
      return await work();
    } finally {
      readBy(undefined);
      await threads.close();
    }
  };

  it.each([
    ['dies', 1],
    ['comes to no end', 2],
    ['runs out of memory', 3],
  ])('and of which its thread %s is alone in that', async (_, first) => {
    const [bad, good] = await within({ threads: 1 }, () =>
      Promise.allSettled([FILE.of(file(first), 'bad'), FILE.of(file(0), 'good')]),
    );
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'request.too-complex', params: { seconds: 2 } } });
    expect(good).toEqual({ status: 'fulfilled', value: ['good', 1_000] });
  });

  it('is refused as it would be here, and a fault of ours stays one', async () => {
    await within({}, async () => {
      await expect(FILE.of(file(4), 'x')).rejects.toMatchObject({
        code: 'catalogue.unreadable',
        params: { reason: 'no table' },
      });
      await expect(FILE.of(file(5), 'x')).rejects.toThrow('a fault of ours');
      expect(await FILE.of(file(0), 'x')).toEqual(['x', 1_000]);
    });
  });

  it('waits for its turn, and is told to come again when too many wait', async () => {
    const asked = await within({ threads: 2, waitingMax: 1 }, () =>
      Promise.allSettled([6, 6, 6, 6].map((first) => FILE.of(file(first), 'x'))),
    );
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect(asked[3]).toMatchObject({ reason: { code: 'service.unavailable' } });
  });

  it('is read where it is called for when it is small and that can tell, else there', async () => {
    const small = { bytesMax: 1_000, read: (content: Buffer) => (content[0] === 7 ? 'here' : undefined) };
    const either = reading({ name: 'file', read: (_content: Buffer): unknown => 'nowhere', small });
    const told = await within({}, async () => [
      await either.of(file(7)),
      await either.of(file(0)),
      await either.of(Buffer.alloc(1_001, 7)),
    ]);
    expect(told).toEqual(['here', [undefined, 1_000], [undefined, 1_001]]);
  });

  it('is read where it is called in a process without threads, and refused alike', async () => {
    expect(await FILE.of(file(0), 'x')).toEqual(['x', 1_000]);
    const refusing = reading({
      name: 'file',
      read: () => {
        throw reject('catalogue.unreadable', { reason: 'no table' });
      },
    });
    await expect(refusing.of(file(0))).rejects.toMatchObject({ code: 'catalogue.unreadable' });
  });
});
