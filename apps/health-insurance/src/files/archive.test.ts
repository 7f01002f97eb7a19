// Archives as they should be, as no program writes them, and damaged: each is read or refused in words, within its limits.
import fc from 'fast-check';
import { rawZip, type TestPart } from '../../testing/zips';
import { ArchiveError, openArchive } from './archive';

const LIMIT = 1_000_000;
const file = (name: string, text = `content of ${name}`, more: Partial<TestPart> = {}): TestPart => ({
  name,
  content: Buffer.from(text),
  ...more,
});
const open = (parts: readonly TestPart[], partsMax = 10) => openArchive(rawZip(parts), partsMax);
const textOf = async (parts: readonly TestPart[], path: string): Promise<string | undefined> =>
  (await (await open(parts)).read(path, LIMIT))?.toString();
const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  const outcome = await work.then(
    () => 'it was read',
    (error: unknown) => error,
  );
  if (outcome instanceof ArchiveError) return outcome.reason;
  throw new Error('not refused in words', { cause: outcome });
};

describe('an archive', () => {
  it('gives its files by their paths, folders left out, and nothing for a path that it has not', async () => {
    const parts = [
      file('thang10/', ''),
      file('thang10/Hồ sơ.xml'),
      file('B.xml', 'stored', { method: 0 }),
      file('C', ''),
    ];
    const archive = await open(parts);
    expect(archive.paths).toEqual(['thang10/Hồ sơ.xml', 'B.xml', 'C']);
    expect((await archive.read('thang10/Hồ sơ.xml', LIMIT))?.toString()).toBe('content of thang10/Hồ sơ.xml');
    expect((await archive.read('B.xml', LIMIT))?.toString()).toBe('stored');
    expect((await archive.read('C', LIMIT))?.length).toBe(0);
    expect(await archive.read('D', LIMIT)).toBeUndefined();
  });

  it('may be a ZIP64, may hold nothing, and names its files as it likes', async () => {
    expect(await textOf([file('A', 'large', { zip64: true })], 'A')).toBe('large');
    expect((await open([])).paths).toEqual([]);
    const names = ['../A', '/etc/A', 'C:\\A', 'a\\A'];
    expect((await open(names.map((name) => file(name)))).paths).toEqual(names);
    expect(await textOf([file('../A')], '../A')).toBe('content of ../A');
  });

  it('is unpacked no further than the limit, however small it is and whatever size it claims', async () => {
    const zeros = Buffer.alloc(50_000_000);
    for (const claimedSize of [zeros.length, 100, 0xffff_fffe]) {
      const archive = await openArchive(rawZip([{ name: 'A', content: zeros, claimedSize }]), 1);
      expect(await reasonOf(archive.read('A', LIMIT))).toBe('A is larger than 1000000 bytes');
      expect((await archive.read('A', zeros.length))?.length).toBe(zeros.length);
    }
    const stored = await open([file('A', '12345', { method: 0 })]);
    expect(await reasonOf(stored.read('A', 4))).toBe('A is larger than 4 bytes');
    expect((await stored.read('A', 5))?.toString()).toBe('12345');
  });

  it.each([
    ['a smaller size', { claimedSize: 1 }],
    ['a larger size', { claimedSize: 1_000 }],
    ['no size', { claimedSize: 0 }],
    ['a smaller size of what is stored', { claimedSize: 1, method: 0 }],
  ])('is read by what is there when it claims %s', async (_, lie) => {
    expect(await textOf([file('A', 'whole', lie)], 'A')).toBe('whole');
  });

  it('counts every part that lies over another, and unpacks each within the limit', async () => {
    const over = (index: number): TestPart => ({ name: `${index}`, over: 'A' });
    const parts = [file('A'), ...Array.from({ length: 9 }, (_, index) => over(index))];
    const archive = await open(parts);
    expect(archive.paths.length).toBe(10);
    for (const path of archive.paths) expect((await archive.read(path, 12))?.toString()).toBe('content of A');
    expect(await reasonOf(archive.read('8', 11))).toBe('8 is larger than 11 bytes');
    expect(await reasonOf(open(parts, 9))).toBe('it has more than 9 parts');
  });

  it('gives the last of two files with one path, as when they are unpacked one over the other', async () => {
    const parts = [file('A', 'first'), file('B'), file('A', 'last')];
    expect((await open(parts)).paths).toEqual(['A', 'B', 'A']);
    expect(await textOf(parts, 'A')).toBe('last');
  });

  it.each([
    ['more parts than allowed', rawZip([file('A'), file('B'), file('C')])],
    ['parts that its number of parts is silent about', rawZip([file('A'), file('B'), file('C')], 1)],
    ['as many as it can', rawZip(Array.from({ length: 5_000 }, (_, index) => ({ name: `${index}`, over: '0' })))],
  ])('is refused with %s, before it is read', async (_, content) => {
    expect(await reasonOf(openArchive(content, 2))).toBe('it has more than 2 parts');
  });

  it.each([
    ['a password', { flags: 1 }, 'it is protected by a password'],
    ['another checksum', { claimedChecksum: 1 }, 'A is damaged'],
    ['a method that nobody knows', { method: 99 }, 'A is damaged'],
    ['bytes that were never packed', { method: 8, over: 'stored' }, 'A is damaged'],
  ])('is refused when its file is asked for, with %s', async (_, more, reason) => {
    const archive = await open([file('stored', 'plain', { method: 0 }), file('A', 'text', more)]);
    expect(await reasonOf(archive.read('A', LIMIT))).toBe(reason);
    expect((await archive.read('stored', LIMIT))?.toString()).toBe('plain');
  });

  it('is refused with strong encryption, no ZIP, and more parts promised than there are', async () => {
    const damaged = 'it is damaged: its table of contents cannot be read';
    expect(await reasonOf(open([file('A', 'text', { flags: 65 })]))).toBe('it is protected by a password');
    expect(await reasonOf(openArchive(Buffer.from('PK no'), 1))).toBe(damaged);
    expect(await reasonOf(openArchive(Buffer.alloc(0), 1))).toBe(damaged);
    expect(await reasonOf(openArchive(rawZip([file('A')], 2), 9))).toBe(damaged);
    // What its end does not count would be left out.
    expect(await reasonOf(openArchive(rawZip([file('A'), file('B')], 1), 9))).toBe(damaged);
    expect(await reasonOf(openArchive(rawZip([file('A')], 0), 9))).toBe(damaged);
  });

  it('is refused wherever it was cut off', async () => {
    const content = rawZip([file('A'), file('B', 'b'.repeat(50))]);
    for (let length = 0; length < content.length; length += 1)
      expect(await reasonOf(openArchive(content.subarray(0, length), 9))).toContain('table of contents');
  });

  it('with a changed byte gives what was packed or is refused, and nothing else ever happens', async () => {
    const contents = ['content of A', 'b'.repeat(500), 'stored'];
    const whole = rawZip([
      file('A'),
      file('B', contents[1]),
      file('C', 'stored', { method: 0 }),
      file('D', '', { zip64: true }),
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const content = Buffer.from(whole);
        content.writeUInt8((content[at] ?? 0) ^ change, at);
        try {
          const archive = await openArchive(content, 9);
          for (const path of archive.paths)
            expect(['', ...contents]).toContain((await archive.read(path, LIMIT))?.toString());
        } catch (error) {
          if (!(error instanceof ArchiveError)) throw error;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
