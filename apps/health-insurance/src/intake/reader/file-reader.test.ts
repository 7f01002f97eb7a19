import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { claimFileXml, encounterTables } from '../../../testing/claims';
import { readLargeInThread } from './file-reader';
import { type RefusedFile, readSentFile, type SentFile } from './sent-file';

/** Threads run what was built. */
const WORKER = join(__dirname, '../../../dist/intake/reader/file-reader.worker.js');
const spaces = ' '.repeat(400_000);
const large = (xml: string): Buffer => Buffer.from(`${xml}${spaces}`);

/** Without the ids, which are new each time. */
const comparable = (read: SentFile | RefusedFile): unknown => {
  if ('refusal' in read) return read;
  const ids = read.claims.map(({ sentId }) => sentId);
  const text = (records: Uint8Array): string =>
    ids.reduce((said, id, index) => said.replaceAll(id, `id ${index}`), Buffer.from(records).toString());
  const { claims, lines, rows } = read.records;
  return {
    file: { ...read.file, packed: gunzipSync(read.file.packed).toString() },
    signature: read.signature,
    keys: read.claims.map(({ encounterKey }) => encounterKey),
    records: [claims, lines, rows].map(text),
  };
};

describe('a large claim file', () => {
  it.each([
    ['that is good', [encounterTables(), encounterTables({ key: 'LK2' })]],
    ['that is refused', [encounterTables({ summary: { T_BNTT: '1e3' } })]],
  ])('%s is read in a thread as it is here', async (_, tables) => {
    const content = large(claimFileXml(tables));
    const reader = readLargeInThread(WORKER);
    const read = await reader.read(content, '66001');
    await reader.close();
    expect(comparable(read)).toEqual(comparable(readSentFile(content, '66001')));
  });

  it.each([
    // As when it runs out of memory: an error that nobody catches ends the thread.
    ['dies', "new Promise(() => setImmediate(() => { throw new Error('dies of it'); }))"],
    ['comes to no end', '(() => { for (;;); })()'],
  ])('of which its thread %s is alone in that', async (_, fault) => {
    const directory = mkdtempSync(join(tmpdir(), 'ansinh-reader-'));
    try {
      const script = join(directory, 'worker.js');
      const read = `(content) => (content[0] === 1 ? ${fault} : 'read')`;
      writeFileSync(script, `require(${JSON.stringify(require.resolve('workerpool'))}).worker({ read: ${read} });`);
      const reader = readLargeInThread(script, 1_000);
      const bytes = (first: number): Buffer => Buffer.alloc(400_000, first);
      const [bad, good] = await Promise.allSettled([reader.read(bytes(1), '66001'), reader.read(bytes(2), '66001')]);
      await reader.close();
      expect(bad.status).toBe('rejected');
      expect(good).toEqual({ status: 'fulfilled', value: 'read' });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
