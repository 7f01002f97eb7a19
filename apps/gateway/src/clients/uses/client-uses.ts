import type { Logger } from '@ansinh/telemetry';
import { LRUCache } from 'lru-cache';
import type { Db } from '../../kit';
import { saveUses } from './client-use.store';

const MINUTE_MS = 60_000;
const GATHER_MS = 2_000;
const REMEMBERED = 10_000;

export type ClientUses = {
  readonly note: (clientId: string) => void;
  /** Writes what is gathered. */
  readonly stop: () => Promise<void>;
};

type ClientUsesOptions = { readonly db: Db; readonly now: () => Date; readonly logger: Logger };

/**
 * Notes when clients were here last: together with others, and of each at most once a minute. A process that is killed loses
 * what it has gathered, which is a matter of seconds.
 */
export const openClientUses = ({ db, now, logger }: ClientUsesOptions): ClientUses => {
  const written = new LRUCache<string, number>({ max: REMEMBERED });
  const gathered = new Map<string, Date>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.size === 0) return;
    const uses = [...gathered].map(([clientId, at]) => ({ clientId, at }));
    gathered.clear();
    await saveUses(db, uses).catch((error: unknown) =>
      logger.debug({ err: error }, 'when clients were here last is not noted'),
    );
  };

  return {
    note: (clientId) => {
      const at = now();
      if (at.getTime() - (written.get(clientId) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS) return;
      written.set(clientId, at.getTime());
      gathered.set(clientId, at);
      timer ??= setTimeout(() => {
        writing = write();
      }, GATHER_MS).unref();
    },
    stop: async () => {
      await writing;
      await write();
    },
  };
};
