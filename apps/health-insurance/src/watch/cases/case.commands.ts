import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ConcludeWatchCase, WatchCase } from '@ansinh/contracts/health-insurance/watch.api';
import type { Tx } from '../../kit';
import { requireNotConcluded } from './case.rules';
import { saveConclusion } from './case.store';
import { findCase } from './case.views';

/**
 * Ends the work on a case. It stays as it is, with its evidence, whatever later runs find.
 * @throws Rejection request.not-found, watch-case.already-concluded
 */
export const concludeCase = async (tx: Tx, caseId: string, command: ConcludeWatchCase): Promise<WatchCase> => {
  const before = await findCase(tx.db, caseId);
  const concluded = await saveConclusion(tx, caseId, command);
  const found = await findCase(tx.db, caseId);
  if (found === undefined) throw reject('request.not-found', { caseId });
  if (!concluded) requireNotConcluded(found.status, found.conclusion?.concludedAt);
  tx.audit({
    action: 'watch-case.conclude',
    target: `watch-case:${caseId}`,
    said: command.reason,
    outcome: command.result,
    before,
    after: found,
  });
  return found;
};
