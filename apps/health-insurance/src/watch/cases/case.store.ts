import type { ConcludeWatchCase } from '@ansinh/contracts/health-insurance/watch.api';
import type { Tx } from '../../kit';

/** Writes the conclusion once; false when there is no such case or it has one. A run that is publishing waits for it. */
export const saveConclusion = async (tx: Tx, caseId: string, command: ConcludeWatchCase): Promise<boolean> => {
  const { count } = await tx.db.watchCaseRecord.updateMany({
    where: { caseId, status: { not: 'concluded' } },
    data: {
      status: 'concluded',
      result: command.result,
      resultReason: command.reason,
      concludedAt: tx.now,
      concludedBy: tx.by.subject,
    },
  });
  return count === 1;
};
