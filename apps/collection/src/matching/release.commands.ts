import type { FundName } from '@ansinh/contracts/enrollment/events';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { AllocationRow } from '../credits/credit.rules';
import { givenToStatements, insertAllocations, lockCredits, updateCredits } from '../credits/credit.store';
import type { Tx } from '../kit';
import { writeEntries } from '../ledger/ledger.store';
import { readStatements, savePaidStatements } from './payable.store';
import { release } from './release.rules';

type DueFund = { readonly fund: FundName; readonly employeeVnd: Vnd; readonly employerVnd: Vnd };

/** New due amounts of a statement, before they are written. */
export type LoweredStatement = { readonly statementId: string; readonly funds: readonly DueFund[] };

const dueOf = (funds: readonly DueFund[], name: FundName): Vnd => {
  const due = funds.find(({ fund }) => fund === name);
  return due === undefined ? 0n : due.employeeVnd + due.employerVnd;
};

/**
 * Moves to suspense what statements hold above their new due amounts, credit by credit. The caller has locked the
 * statements and writes the due amounts afterwards: the database refuses a statement that is paid above its due.
 */
export const releaseSurplus = async (tx: Tx, lowered: readonly LoweredStatement[]): Promise<void> => {
  if (lowered.length === 0) return;
  const ids = lowered.map(({ statementId }) => statementId);
  const given = await givenToStatements(tx, ids);
  const byCredit = new Map<string, AllocationRow[]>();
  const released = (await readStatements(tx, ids)).map((statement) => {
    const due = lowered.find(({ statementId }) => statementId === statement.statementId)?.funds ?? [];
    return release(
      { ...statement, funds: statement.funds.map((fund) => ({ ...fund, dueVnd: dueOf(due, fund.fund) })) },
      given.filter(({ statementId }) => statementId === statement.statementId),
    );
  });
  for (const row of released.flatMap(({ allocations }) => allocations))
    byCredit.set(row.creditId, [...(byCredit.get(row.creditId) ?? []), row]);

  const credits = await lockCredits(tx, [...byCredit.keys()]);
  const changes = credits.map((credit) => {
    const backVnd = (byCredit.get(credit.creditId) ?? []).reduce((sum, row) => sum - row.amountVnd, 0n);
    return {
      creditId: credit.creditId,
      reference: credit.reference,
      allocatedVnd: credit.allocatedVnd - backVnd,
      suspenseVnd: credit.suspenseVnd + backVnd,
      version: credit.version + 1,
    };
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
