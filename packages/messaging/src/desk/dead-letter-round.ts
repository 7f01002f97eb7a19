import { Rejection } from '@ansinh/contracts/catalogue/problems';
import type { DeadLetterFilter, ReplayCounts } from '@ansinh/contracts/operations/api';
import type { TransactionClient } from '@ansinh/database';
import { countOpen, listOpen } from '../in/dead-letters/dead-letter.store';
import type { MessageTx } from '../in/messages/subscription';
import type { DeadLetterDesk, Operator } from './dead-letter-desk';

export type RoundOptions = {
  readonly filter: DeadLetterFilter;
  readonly dryRun: boolean;
  readonly limit: number;
  readonly by: Operator;
};

/** A caller waits for the answer, and the gateway not for ever: what is left then is `remaining`. */
const ROUND_MS = 25_000;
const BATCH = 200;

/**
 * Replays the open letters that a filter names, oldest first. Each letter is a transaction of its own, so that a crash
 * in the middle loses nothing and the same call goes on where it ended.
 */
export const replayRound = async <Tx extends MessageTx>(
  db: TransactionClient,
  desk: DeadLetterDesk<Tx>,
  { filter, dryRun, limit, by }: RoundOptions,
): Promise<ReplayCounts> => {
  const started = Date.now();
  const { matched, last } = await countOpen(db, filter);
  const counts = { matched, replayed: 0, alreadyDone: 0, failed: 0, heldBack: 0, remaining: matched };
  if (dryRun || last === null) return counts;
  let after = '00000000-0000-0000-0000-000000000000';
  let tried = 0;
  while (tried < limit) {
    const ids = await listOpen(db, { filter, after, last, size: Math.min(BATCH, limit - tried) });
    if (ids.length === 0) break;
    for (const id of ids) {
      if (Date.now() - started > ROUND_MS) return withRemaining(counts);
      counts[await replayOne(db, desk, { id, by })] += 1;
      tried += 1;
      after = id;
    }
  }
  return tried < limit ? closedMeanwhile(counts) : withRemaining(counts);
};

const replayOne = async <Tx extends MessageTx>(
  db: TransactionClient,
  desk: DeadLetterDesk<Tx>,
  { id, by }: { id: string; by: Operator },
): Promise<'replayed' | 'alreadyDone' | 'failed' | 'heldBack'> => {
  try {
    const outcome = await desk.replay(db, id, by);
    return outcome === 'already-done' ? 'alreadyDone' : outcome;
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    if (error.code === 'dead-letter.older-first') return 'heldBack';
    // Discarded while this round ran.
    if (error.code === 'dead-letter.discarded') return 'alreadyDone';
    throw error;
  }
};

const triedOf = (counts: ReplayCounts): number =>
  counts.replayed + counts.alreadyDone + counts.failed + counts.heldBack;

const withRemaining = (counts: ReplayCounts): ReplayCounts => ({
  ...counts,
  remaining: Math.max(0, counts.matched - triedOf(counts)),
});

/** Everything was looked at: what is missing from the sum was closed by somebody else before its turn. */
const closedMeanwhile = (counts: ReplayCounts): ReplayCounts => ({
  ...counts,
  alreadyDone: counts.alreadyDone + Math.max(0, counts.matched - triedOf(counts)),
  remaining: 0,
});
