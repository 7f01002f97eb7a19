import { sumOf, vnd } from '@ansinh/contracts/vocabulary/money';
import { getLaw } from '@ansinh/law/kept';
import { type AllocationRow, moveCredit } from '../credits/credit.rules';
import { givenToStatements, insertAllocations, lockCredits, updateCredits } from '../credits/credit.store';
import type { Tx } from '../kit';
import { writeEntries } from '../ledger/ledger.store';
import type { PayableStatement } from '../statements/statement.rules';
import { savePaidStatements } from '../statements/statement.store';
import { release } from './release.rules';

/**
 * Moves to suspense what statements hold above their due amounts, credit by credit. The caller has locked the statements,
 * and writes the due amounts afterwards: the database refuses a statement that is paid above its due.
 */
export const releaseSurplus = async (tx: Tx, lowered: readonly PayableStatement[]): Promise<void> => {
  if (lowered.length === 0) return;
  const ids = lowered.map(({ statementId }) => statementId);
  const given = await givenToStatements(tx, ids);
  const byCredit = new Map<string, AllocationRow[]>();
  const law = await getLaw(tx.db);
  const released = lowered.map((statement) =>
    release(
      statement,
      given.filter(({ statementId }) => statementId === statement.statementId),
      law,
    ),
  );
  for (const row of released.flatMap(({ allocations }) => allocations))
    byCredit.set(row.creditId, [...(byCredit.get(row.creditId) ?? []), row]);

  const credits = await lockCredits(tx, [...byCredit.keys()]);
  const changes = credits.map((credit) => {
    const takenVnd = sumOf((byCredit.get(credit.creditId) ?? []).map((row) => row.amountVnd));
    return moveCredit(credit, { kind: 'released', releasedVnd: vnd(-takenVnd) });
  });
  await savePaidStatements(
    tx,
    released.map(({ statement }) => statement),
  );
  await updateCredits(tx, changes);
  await insertAllocations(tx, [...byCredit.values()].flat());
  await writeEntries(
    tx,
    changes.map(({ creditId, version }) => ({
      kind: 'release',
      sourceId: creditId,
      sourceVersion: version,
      movements: released.flatMap(({ movementsByCredit }) => movementsByCredit.get(creditId) ?? []),
    })),
  );
};
