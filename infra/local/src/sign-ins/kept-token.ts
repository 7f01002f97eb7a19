import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Refresh tokens that wait for the next call, each in a file that its owner alone reads. */
export type KeptTokens = {
  /** Takes it away: it is good once, and of two calls at the same time one has it. */
  readonly take: (gatewayUrl: string, username: string) => Promise<string | undefined>;
  readonly keep: (gatewayUrl: string, username: string, refreshToken: string) => Promise<void>;
};

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

export const openKeptTokens = (localDirectory: string): KeptTokens => {
  const directory = join(localDirectory, 'tokens');
  const fileOf = (gatewayUrl: string, username: string): string =>
    join(directory, `${new URL(gatewayUrl).host.replaceAll(':', '-')}-${username}`);
  return {
    take: async (gatewayUrl, username) => {
      const taken = join(directory, `taken-${randomUUID()}`);
      try {
        await rename(fileOf(gatewayUrl, username), taken);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
      const text = await readFile(taken, 'utf8');
      await rm(taken);
      return text;
    },
    keep: async (gatewayUrl, username, refreshToken) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const file = fileOf(gatewayUrl, username);
      const written = `${file}.${randomUUID()}`;
      await writeFile(written, refreshToken, { mode: 0o600 });
      await rename(written, file);
    },
  };
};
