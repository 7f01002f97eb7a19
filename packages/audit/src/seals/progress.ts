import type { TransactionClient } from '@ansinh/database';
import type { Register } from './register';
import { findNewestOf } from './seal.store';
import { NO_END } from './span';

/** How far the sealer has come. */
export type SealProgress = {
  /** Undefined before the first seal. */
  readonly newestAt: Date | undefined;
  /** The time of the oldest row behind the newest seal of its register; undefined when all of them are sealed. */
  readonly unsealedSince: Date | undefined;
};

/** The later of two times, or the earlier; what is not known decides nothing. */
const pick = (times: readonly (Date | undefined)[], choose: (...values: number[]) => number): Date | undefined => {
  const known = times.filter((time) => time !== undefined).map((time) => time.getTime());
  return known.length === 0 ? undefined : new Date(choose(...known));
};

/** Reads one seal and one row of each register. */
export const readProgress = async (db: TransactionClient, registers: readonly Register[]): Promise<SealProgress> => {
  const newest: (Date | undefined)[] = [];
  const unsealed: (Date | undefined)[] = [];
  for (const register of registers) {
    const seal = await findNewestOf(db, register.name);
    const [row] = await register.read(db, { from: seal?.untilPosition ?? 1n, to: NO_END }, 1);
    newest.push(seal?.sealedAt);
    unsealed.push(row === undefined || Number.isNaN(Date.parse(row.at)) ? undefined : new Date(row.at));
  }
  return { newestAt: pick(newest, Math.max), unsealedSince: pick(unsealed, Math.min) };
};
