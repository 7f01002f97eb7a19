import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import type { TransactionClient } from '@ansinh/database';
import type { IssuedToken } from '@ansinh/http';
import type { Outbox } from '@ansinh/messaging';
import type { Logger } from '@ansinh/telemetry';
import { forgottenBefore, isRevoked, nameOf } from './revocation.rules';
import { listRevocations } from './revocation.views';

const EVERY_MS = 1_000;
/** So often all are read, and what is over is left out. */
const ALL_EVERY_MS = 60_000;
/** In between what is new: longer than that, and than any transaction may last that writes one. */
const LOOK_BACK_SECONDS = 120;

type RevocationsOptions = {
  readonly db: TransactionClient;
  readonly now: () => Date;
  readonly logger: Logger;
};

export type Revocations = {
  readonly isRevoked: (token: IssuedToken) => boolean;
  /** To be awaited after a commit: what this process has revoked itself counts from then on. */
  readonly committed: (outbox: Pick<Outbox, 'tells'>) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/**
 * The revocations as this process knows them, read each second: every request asks, and none waits for the database. While
 * that is away, what was known last counts.
 */
export const openRevocations = async ({ db, now, logger }: RevocationsOptions): Promise<Revocations> => {
  let known = new Map<string, number>();
  let allReadMs = Number.NEGATIVE_INFINITY;
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;

  const read = async (): Promise<void> => {
    const began = performance.now();
    const isWhole = began - allReadMs >= ALL_EVERY_MS;
    const rows = await listRevocations(db, isWhole ? undefined : LOOK_BACK_SECONDS);
    if (isWhole) allReadMs = began;
    const over = forgottenBefore(now()).getTime();
    const seen = isWhole ? new Map<string, number>() : known;
    for (const { kind, subject, notBefore } of rows)
      if (notBefore.getTime() >= over) seen.set(nameOf(kind, subject), notBefore.getTime());
    known = seen;
  };

  let looking = Promise.resolve();
  /** One after the other: one that is under way may have begun before a commit. */
  const look = (): Promise<void> => {
    looking = looking
      .then(read)
      .catch((error: unknown) => logger.warn({ err: error }, 'revocations cannot be read: those known last count'));
    return looking;
  };
  const schedule = (): void => {
    if (isStopping) return;
    timer = setTimeout(() => void look().then(schedule), EVERY_MS);
    timer.unref();
  };

  await read();
  schedule();
  return {
    isRevoked: (token) => isRevoked(known, token),
    committed: async (outbox) => {
      if (outbox.tells(AccessRevoked)) await look();
    },
    stop: async () => {
      isStopping = true;
      clearTimeout(timer);
      await looking;
    },
  };
};
