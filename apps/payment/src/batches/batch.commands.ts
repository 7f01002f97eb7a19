import { requireSecondPerson, requireShown, requireSignedIn } from '@ansinh/approvals';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ApprovePayoutBatch, BuildPayoutBatch, PayoutBatch } from '@ansinh/contracts/payment/api';
import { PayoutBatchApproved } from '@ansinh/contracts/payment/events';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { localDateOf, newId } from '@ansinh/database';
import { config } from '../config';
import type { Tx } from '../kit';
import { markBatchSent } from '../payouts/payout.store';
import { messageIdOf, moveBatch, requireExecutionDate } from './batch.rules';
import { insertBatch, lockBatch, saveApproval } from './batch.store';
import { builtOf, getBatch } from './batch.views';
import { requireVisibleBatch } from './batch-scope.rules';

/** All bank payouts that are ready go out through one bank of the agency, whatever bank their accounts are at. */
export const buildBatch = async (tx: Tx, command: BuildPayoutBatch): Promise<PayoutBatch> => {
  const { key: builtByKey } = requireSignedIn(tx.by);
  const banks = Object.keys(config.PAYMENT_AGENCY_ACCOUNTS);
  if (!banks.includes(command.bankBin)) throw reject('payout-batch.bank-unknown', { banks });
  const today = vietNamDate(tx.now);
  requireExecutionDate(command.executionDate, today);
  const id = newId();
  if (!(await insertBatch(tx, { ...command, id, builtByKey, messageId: messageIdOf(id, today) })))
    throw reject('payout-batch.empty');
  const built = await getBatch(tx, id);
  tx.audit({
    action: 'payout-batch.build',
    target: `payout-batch:${id}`,
    outcome: `${built.payouts} payouts`,
    after: built,
  });
  return built;
};

/**
 * Releases a batch: from now on the bank may pay at any moment, so its payouts count as sent although the file is
 * fetched later.
 */
export const approveBatch = async (tx: Tx, batchId: string, { digest }: ApprovePayoutBatch): Promise<PayoutBatch> => {
  const batch = requireVisibleBatch(await lockBatch(tx.db, batchId), tx.by);
  const { key: approvedByKey } = requireSecondPerson(tx.by, { subject: batch.builtBy, key: batch.builtByKey });
  const status = moveBatch(batch, { to: 'approved' });
  const before = await getBatch(tx, batchId);
  requireShown({ digest: before.digest, content: builtOf(batch) }, digest);
  await saveApproval(tx, batchId, { status, approvedByKey });
  const sent = await markBatchSent(tx.db, batchId);
  if (sent !== batch.payoutCount) throw new Error(`batch ${batchId} has ${batch.payoutCount} lines, ${sent} to send`);
  tx.append(
    PayoutBatchApproved,
    {
      batchId,
      bankBin: batch.bankBin,
      payouts: batch.payoutCount,
      sumVnd: vndText(batch.sumVnd),
      executionDate: localDateOf(batch.executionDate),
    },
    // Its approval is the only event of a batch; payouts speak for themselves.
    { id: batchId, version: 1 },
  );
  const approved = await getBatch(tx, batchId);
  tx.audit({ action: 'payout-batch.approve', target: `payout-batch:${batchId}`, before, after: approved });
  return approved;
};
