import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeptTokens } from './kept-token';

const GATEWAY = 'http://127.0.0.1:8080';

describe('a refresh token that is kept for the next call', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ansinh-tokens-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is read by its owner alone, and by one of two calls', async () => {
    const kept = openKeptTokens(directory);
    expect(await kept.take(GATEWAY, 'officer')).toBeUndefined();
    await kept.keep(GATEWAY, 'officer', 'a token');
    const [file = ''] = await readdir(join(directory, 'tokens'));
    expect((await stat(join(directory, 'tokens', file))).mode & 0o777).toBe(0o600);
    const both = await Promise.all([kept.take(GATEWAY, 'officer'), kept.take(GATEWAY, 'officer')]);
    expect(both.sort()).toEqual(['a token', undefined]);
    expect(await readdir(join(directory, 'tokens'))).toEqual([]);
  });

  it('is of one gateway and one person', async () => {
    const kept = openKeptTokens(directory);
    await kept.keep(GATEWAY, 'officer', 'one');
    await kept.keep(GATEWAY, 'officer', 'two');
    expect(await kept.take('http://127.0.0.1:9090', 'officer')).toBeUndefined();
    expect(await kept.take(GATEWAY, 'approver')).toBeUndefined();
    expect(await kept.take(GATEWAY, 'officer')).toBe('two');
  });
});
