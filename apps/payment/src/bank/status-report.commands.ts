import { reject } from '@ansinh/contracts/catalogue/problems';
import type { StatusReportResult } from '@ansinh/contracts/payment/api';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import type { StatusReason, StatusReport } from '@ansinh/iso20022';
import type { SentLine } from '../batches/batch.rules';
import { moveBatch } from '../batches/batch.rules';
import { lockBatch } from '../batches/batch.store';
import { getBatch } from '../batches/batch.views';
import { requireVisibleBatch } from '../batches/batch-scope.rules';
import { type LineOutcome, lockLines, saveOutcomes } from '../batches/line.store';
import type { Tx } from '../kit';
import { bankAccount } from '../ledger/ledger.rules';
import type { PayoutRecord } from '../payouts/payout.rules';
import { type ReturnedPayout, storePaidPayouts, storeReturnedPayouts } from '../payouts/payout-step.commands';
import { decideLine, type LineDecision, type ReportedLine } from './status-report.rules';

const codeOf = (reasons: readonly StatusReason[]): string | undefined =>
  reasons.find((reason) => reason.code !== undefined)?.code;

/** The lines of a report; one without lines speaks for the whole batch by its group or payment-information status. */
const reportedLines = (report: StatusReport, sent: ReadonlyMap<string, SentLine>): ReportedLine[] => {
  const lines = report.paymentInformation.flatMap((block) =>
    block.transactions.map((line) => ({
      endToEndId: line.originalEndToEndId,
      status: line.status,
      reasonCode: codeOf(line.reasons),
      at: line.acceptedAt ?? report.createdAt,
      amountVnd: line.amountVnd === undefined ? undefined : vnd(line.amountVnd),
    })),
  );
  if (lines.length > 0) return lines;
  const whole = report.paymentInformation.find((block) => block.status !== undefined);
  const status = whole?.status ?? report.groupStatus;
  if (status === undefined) return [];
  const reasonCode = codeOf(whole?.reasons ?? []) ?? codeOf(report.reasons);
  return [...sent.keys()].map((endToEndId) => ({ endToEndId, status, reasonCode, at: report.createdAt }));
};

type Changes = { readonly paid: PayoutRecord[]; readonly returned: ReturnedPayout[]; readonly outcomes: LineOutcome[] };

const collect = (line: SentLine, decision: LineDecision, changes: Changes): void => {
  const { changed, outcome, reasonCode = null } = decision;
  if (outcome !== undefined) changes.outcomes.push({ lineNumber: line.lineNumber, outcome, reasonCode });
  if (changed?.status === 'paid') changes.paid.push(changed);
  if (changed?.status === 'returned' && line.payout !== undefined)
    changes.returned.push({ before: line.payout, after: changed });
};

/**
 * Applies a bank's pain.002 to its batch, all lines in one transaction by set-based statements. Each line has its own
 * outcome; the same report again, or an older one, changes nothing.
 */
export const applyStatusReport = async (tx: Tx, batchId: string, report: StatusReport): Promise<StatusReportResult> => {
  const batch = requireVisibleBatch(await lockBatch(tx.db, batchId), tx.by);
  const status = moveBatch(batch, { to: 'reported' });
  if (report.originalMessageId !== batch.messageId)
    throw reject('payout-batch.report-differs', { messageId: batch.messageId });

  const sent = await lockLines(tx.db, batchId);
  const changes: Changes = { paid: [], returned: [], outcomes: [] };
  const answered = new Set<string>();
  const results = reportedLines(report, sent).map((reported) => {
    const line = sent.get(reported.endToEndId);
    // A line named twice in one report would meet the payout as it was before: the first answer counts.
    const repeated = answered.has(reported.endToEndId);
    answered.add(reported.endToEndId);
    if (line !== undefined && repeated) return { endToEndId: reported.endToEndId, outcome: 'unchanged' as const };
    const decision = decideLine(line, reported, batchId);
    if (line !== undefined) collect(line, decision, changes);
    return decision.result;
  });

  const bank = bankAccount(batch.bankBin);
  await storePaidPayouts(tx, changes.paid, bank);
  await storeReturnedPayouts(tx, changes.returned, bank);
  const before = await getBatch(tx, batchId);
  await saveOutcomes(tx.db, { batchId, status }, changes.outcomes);
  tx.audit({
    action: 'payout-batch.report',
    target: `payout-batch:${batchId}`,
    outcome: `${changes.paid.length} paid, ${changes.returned.length} returned`,
    before,
    after: await getBatch(tx, batchId),
  });
  return {
    batchId,
    paid: changes.paid.length,
    returned: changes.returned.length,
    unchanged: results.filter((line) => line.outcome === 'unchanged').length,
    lines: results,
  };
};
