import { ContributionPaid } from '@ansinh/contracts/collection/events';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { getLaw } from '@ansinh/law/kept';
import type { Tx } from '../../kit';
import { listNamedStatements, lockOpenStatements, savePaidStatements } from '../../statements/statement.store';
import { OpenStatements } from './open-statements.rules';
import type { Target } from './target.rules';

/** What employers owe for their workers, month by month. */
export const statementTarget = {
  find: async (tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Target<'statement'>>> => {
    const statements = await listNamedStatements(tx, keys);
    return new Map(statements.map((named) => [named.reference, { kind: 'statement', ...named }]));
  },
  lock: async (tx: Tx, targets: readonly Target[]): Promise<OpenStatements> => {
    const employerIds = targets.flatMap((target) => (target.kind === 'statement' ? [target.employerId] : []));
    return new OpenStatements(await lockOpenStatements(tx, [...new Set(employerIds)]), await getLaw(tx.db));
  },
  save: (tx: Tx, open: OpenStatements): Promise<void> => savePaidStatements(tx, [...open.changed.values()]),
  publish: (tx: Tx, open: OpenStatements): void => {
    for (const { statement, creditId, amountVnd, paidOn, healthPaid, settled } of open.payments) {
      const { statementId, employerId, month, version } = statement;
      tx.append(
        ContributionPaid,
        { statementId, employerId, month, creditId, amountVnd: vndText(amountVnd), paidOn, healthPaid, settled },
        { id: statementId, version },
      );
    }
  },
};
