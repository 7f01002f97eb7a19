import type { Assessment } from '@ansinh/contracts/collection/api';
import { ContributionAssessed } from '@ansinh/contracts/collection/events';
import { vietNamDate, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { plus, vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { getLaw } from '@ansinh/law/kept';
import { waitingReferences } from '../credits/credit.store';
import type { Tx } from '../kit';
import { income, type JournalEntry, receivable } from '../ledger/entry.rules';
import { writeEntries } from '../ledger/ledger.store';
import { matchWaitingCredits } from '../matching/match.commands';
import { releaseSurplus } from '../matching/release.commands';
import { statementReference } from '../statements/reference.rules';
import { isPaidAbove, moveStatement, unassessedStatement } from '../statements/statement.rules';
import {
  type AssessedStatement,
  lockAssessedStatements,
  markStatementsSeen,
  type StatementChange,
  saveAssessedStatements,
} from '../statements/statement.store';
import { addTotals, type LineChange, lineChanges, rulesOfMonth, sumOfFunds, totalsByFund } from './assessment.rules';
import {
  assessedLines,
  type Candidate,
  insertLines,
  insuredWorkers,
  listCandidates,
  lockAssessments,
} from './assessment.store';
import { dueDateOf, requireAssessableMonth } from './contribution.rules';
import { workInRounds } from './rounds';

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
  requireAssessableMonth(month, vietNamDate(tx.now));
  await lockAssessments(tx);
  const done = { employers: 0, workers: 0, totalVnd: vnd(0n) };
  const remaining = await workInRounds({
    items: await listCandidates(tx, month),
    itemsPerRound: EMPLOYERS_PER_ROUND,
    budgetMs: BUDGET_MS,
    work: async (round) => {
      for (const { workers, dueVnd } of await assessRound(tx, round, month)) {
        done.employers += 1;
        done.workers += workers;
        done.totalVnd = plus(done.totalVnd, dueVnd);
      }
    },
  });
  const assessed = { month, ...done, totalVnd: vndText(done.totalVnd), remaining };
  const outcome = `${done.employers} employers, ${remaining} remain`;
  tx.audit({ action: 'contribution.assess', target: `assessment:${month}`, outcome, after: assessed });
  return assessed;
};

const assessRound = async (tx: Tx, candidates: readonly Candidate[], month: YearMonth): Promise<readonly Change[]> => {
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
  const assessed = await lockAssessedStatements(tx, { ids, withMoneyWaiting }, month);
  const changes = await decide(tx, candidates, { assessed, month });

  await releaseSurplus(tx, changes.map(({ statement }) => statement).filter(isPaidAbove));
  await saveAssessedStatements(tx, changes, month);
  await insertLines(
    tx,
    changes.map(({ statement: { statementId, version }, lines }) => ({ statementId, version, lines })),
    month,
  );
  await writeEntries(tx, changes.map(entryOf));
  for (const change of changes) publish(tx, change);
  const adjusted = changes.filter(({ statement }) => assessed.has(statement.employerId));
  const references = [...waiting, ...adjusted.map(({ reference }) => reference)];
  await matchWaitingCredits(tx, references);
  return changes;
};

/** A statement as it is now, and the lines that this assessment adds to it. */
type Change = StatementChange & { readonly lines: readonly LineChange[] };
type Round = { readonly assessed: ReadonlyMap<string, AssessedStatement>; readonly month: YearMonth };

/** Compares what is owed with what was assessed, employer by employer. */
const decide = async (tx: Tx, candidates: readonly Candidate[], round: Round): Promise<Change[]> => {
  const { assessed, month } = round;
  const ids = candidates.map(({ employerId }) => employerId);
  const workersOf = await insuredWorkers(tx, ids, month);
  const linesOf = await assessedLines(
    tx,
    [...assessed.values()].map(({ statementId }) => statementId),
    month,
  );
  const ruleOf = rulesOfMonth(month, await getLaw(tx.db));
  const dueDate = dueDateOf(month);
  const changes: Change[] = [];
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
    const totals = addTotals(totalsByFund(lines), before?.totals ?? []);
    const earlier = before ?? unassessedStatement({ statementId: newId(), employerId, month, dueDate });
    changes.push({
      statement: moveStatement(earlier, { kind: 'assessed', funds: totals }),
      reference: statementReference(unitCode, month),
      workers: workers.length,
      changes: seen,
      totals,
      dueVnd: sumOfFunds(totals),
      lines,
    });
  }
  await markStatementsSeen(tx, unchanged);
  return changes;
};

const entryOf = ({ statement, lines }: Change): JournalEntry => ({
  kind: 'assessment',
  sourceId: statement.statementId,
  sourceVersion: statement.version,
  movements: totalsByFund(lines).map(({ fund, employeeVnd, employerVnd }) => ({
    debit: receivable(fund),
    credit: income(fund),
    amountVnd: plus(employeeVnd, employerVnd),
  })),
});

const publish = (tx: Tx, { statement, workers, reference, dueVnd, totals }: Change): void => {
  const { statementId, employerId, month, dueDate, version } = statement;
  tx.append(
    ContributionAssessed,
    {
      statementId,
      employerId,
      month,
      dueDate,
      workers,
      totalVnd: vndText(dueVnd),
      funds: totals.map(({ fund, employeeVnd, employerVnd }) => ({
        fund,
        employeeVnd: vndText(employeeVnd),
        employerVnd: vndText(employerVnd),
      })),
      reference,
    },
    { id: statementId, version },
  );
};
