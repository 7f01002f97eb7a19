import type { Assessment } from '@ansinh/contracts/collection/api';
import { ContributionAssessed } from '@ansinh/contracts/collection/events';
import { vietNamDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { waitingReferences } from '../credits/credit.store';
import type { Tx } from '../kit';
import { income, type JournalEntry, receivable } from '../ledger/entry.rules';
import { writeEntries } from '../ledger/ledger.store';
import { matchWaitingCredits } from '../matching/match.commands';
import { releaseSurplus } from '../matching/release.commands';
import { statementReference } from '../statements/reference.rules';
import {
  type AssessedStatement,
  assessedLines,
  type Candidate,
  insuredWorkers,
  listCandidates,
  lockAssessed,
  lockAssessments,
  markSeen,
  type StatementChange,
  saveAssessed,
} from './assessment.store';
import { checkAssessableMonth, dueDateOf } from './contribution.rules';
import { workInRounds } from './rounds';
import { addTotals, lineChanges, rulesOfMonth, sumOfFunds, totalsByFund } from './statement.rules';

/** Bounds what is in memory; large enough that round trips do not count. */
const EMPLOYERS_PER_ROUND = 250;
/** Half of what a transaction may last: a region of 180,000 workers takes several calls on a slow or busy machine. */
const BUDGET_MS = 7_500;

/**
 * Assesses a month for every employer whose workers changed since the month was last assessed: a new statement, or an
 * adjusted one whose lines carry the differences. Running it again adds only what is new. Money that waits in suspense
 * for one of these statements is matched at once; money above a lowered due goes back to suspense. `remaining` employers
 * are left for the next call.
 * @throws Rejection `assessment.month-out-of-range`
 */
export const assessMonth = async (tx: Tx, month: YearMonth): Promise<Assessment> => {
  checkAssessableMonth(month, vietNamDate(tx.now));
  await lockAssessments(tx);
  const done = { employers: 0, workers: 0, totalVnd: 0n };
  const remaining = await workInRounds({
    items: await listCandidates(tx, month),
    itemsPerRound: EMPLOYERS_PER_ROUND,
    budgetMs: BUDGET_MS,
    work: async (round) => {
      for (const { workers, dueVnd } of await assessRound(tx, round, month)) {
        done.employers += 1;
        done.workers += workers;
        done.totalVnd += dueVnd;
      }
    },
  });
  return { month, employers: done.employers, workers: done.workers, totalVnd: vndText(done.totalVnd), remaining };
};

const assessRound = async (
  tx: Tx,
  candidates: readonly Candidate[],
  month: YearMonth,
): Promise<readonly StatementChange[]> => {
  const ids = candidates.map(({ employerId }) => employerId);
  const waiting = new Set(
    await waitingReferences(
      tx,
      candidates.map(({ unitCode }) => statementReference(unitCode, month)),
    ),
  );
  const withMoneyWaiting = candidates
    .filter(({ unitCode }) => waiting.has(statementReference(unitCode, month)))
    .map(({ employerId }) => employerId);
  const assessed = await lockAssessed(tx, { ids, withMoneyWaiting }, month);
  const changes = await decide(tx, candidates, { assessed, month });

  const adjusted = changes.filter(({ employerId }) => assessed.has(employerId));
  await releaseSurplus(
    tx,
    adjusted.filter(({ employerId, funds }) => isPaidAbove(assessed.get(employerId), funds)),
  );
  if (changes.length > 0) await saveAssessed(tx, changes, month);
  await writeEntries(tx, changes.map(entryOf));
  for (const change of changes) publish(tx, change, month);
  const references = [...waiting, ...adjusted.map(({ reference }) => reference)];
  await matchWaitingCredits(tx, references);
  return changes;
};

type Round = { readonly assessed: ReadonlyMap<string, AssessedStatement>; readonly month: YearMonth };

/** Compares what is owed with what was assessed, employer by employer. */
const decide = async (tx: Tx, candidates: readonly Candidate[], round: Round): Promise<StatementChange[]> => {
  const { assessed, month } = round;
  const ids = candidates.map(({ employerId }) => employerId);
  const workersOf = await insuredWorkers(tx, ids, month);
  const linesOf = await assessedLines(
    tx,
    [...assessed.values()].map(({ statementId }) => statementId),
    month,
  );
  const ruleOf = rulesOfMonth(month);
  const dueDate = dueDateOf(month);
  const changes: StatementChange[] = [];
  const unchanged: { statementId: string; changes: bigint }[] = [];
  for (const { employerId, unitCode, zone, changes: seen } of candidates) {
    const workers = workersOf.get(employerId) ?? [];
    const before = assessed.get(employerId);
    const lines = lineChanges(
      workers,
      ruleOf(zone),
      before === undefined ? [] : (linesOf.get(before.statementId) ?? []),
    );
    if (lines.length === 0) {
      if (before !== undefined) unchanged.push({ statementId: before.statementId, changes: seen });
      continue;
    }
    const funds = addTotals(totalsByFund(lines), before?.funds ?? []);
    changes.push({
      statementId: before?.statementId ?? newId(),
      employerId,
      reference: statementReference(unitCode, month),
      dueDate,
      workers: workers.length,
      version: (before?.version ?? 0) + 1,
      changes: seen,
      funds,
      dueVnd: sumOfFunds(funds),
      lines,
    });
  }
  await markSeen(tx, unchanged);
  return changes;
};

const isPaidAbove = (before: AssessedStatement | undefined, funds: StatementChange['funds']): boolean =>
  funds.some(({ fund, employeeVnd, employerVnd }) => {
    const paidVnd = before?.funds.find((old) => old.fund === fund)?.paidVnd ?? 0n;
    return paidVnd > employeeVnd + employerVnd;
  });

const entryOf = ({ statementId, version, lines }: StatementChange): JournalEntry => ({
  kind: 'assessment',
  sourceId: statementId,
  sourceVersion: version,
  movements: totalsByFund(lines).map(({ fund, employeeVnd, employerVnd }) => ({
    debit: receivable(fund),
    credit: income(fund),
    amountVnd: employeeVnd + employerVnd,
  })),
});

const publish = (tx: Tx, change: StatementChange, month: YearMonth): void => {
  const { statementId, employerId, dueDate, workers, reference, version } = change;
  tx.append(
    ContributionAssessed,
    {
      statementId,
      employerId,
      month,
      dueDate,
      workers,
      totalVnd: vndText(change.dueVnd),
      funds: change.funds.map(({ fund, employeeVnd, employerVnd }) => ({
        fund,
        employeeVnd: vndText(employeeVnd),
        employerVnd: vndText(employerVnd),
      })),
      reference,
    },
    { id: statementId, version },
  );
};
