import { randomUUID } from 'node:crypto';
import { withClient } from '@ansinh/local';

/** What writers met, from the start to `stop`. */
type Writing = {
  /** Of one write, whatever it waited for. */
  readonly longestMs: number;
  readonly errors: readonly string[];
};

export type Writers = {
  /** Writes so far; a test waits until there are some. */
  readonly writes: () => number;
  readonly stop: () => Promise<Writing>;
};

/** As long as a service waits for a lock before it refuses a request. */
const LOCK_TIMEOUT_MS = 4_000;

/** Connections that insert a counter and change it, one write after the other, until they are stopped. */
export const startWriters = async (databaseUrl: string, connections: number): Promise<Writers> => {
  const end = new AbortController();
  const errors: string[] = [];
  let writes = 0;
  let longestMs = 0;
  const write = async (work: () => Promise<unknown>): Promise<void> => {
    const from = performance.now();
    await work().catch((error: unknown) => errors.push(String(error)));
    longestMs = Math.max(longestMs, performance.now() - from);
    writes += 1;
  };
  const work = Array.from({ length: connections }, () =>
    withClient(databaseUrl, async (client) => {
      await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
      while (!end.signal.aborted) {
        const id = randomUUID();
        await write(() => client.query('INSERT INTO counters (id, total, version) VALUES ($1, 1, 1)', [id]));
        await write(() => client.query('UPDATE counters SET total = total + 1 WHERE id = $1', [id]));
      }
    }),
  );
  return {
    writes: () => writes,
    stop: async () => {
      end.abort();
      await Promise.all(work);
      return { longestMs, errors };
    },
  };
};
