import { reject } from '@ansinh/contracts/catalogue/problems';
import type { BuildPayoutBatch, PayoutBatch } from '@ansinh/contracts/payment/api';
import { PayoutBatchApproved } from '@ansinh/contracts/payment/events';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { localDateOf, newId } from '@ansinh/database';
import { config } from '../config';
import type { Tx } from '../kit';
import { approveBatch, checkExecutionDate, messageIdOf } from './batch.rules';
import { insertBatch, lockBatch, saveApproval } from './batch.store';
import { getBatch, visibleBatch } from './batch.views';

/** All bank payouts that are ready go out through one bank of the agency, whatever bank their accounts are at. */
export const buildBatch = async (tx: Tx, command: BuildPayoutBatch): Promise<PayoutBatch> => {
  const banks = Object.keys(config.PAYMENT_AGENCY_ACCOUNTS);
  if (!banks.includes(command.bankBin)) throw reject('payout-batch.bank-unknown', { banks });
  const today = vietNamDate(tx.now);
  checkExecutionDate(command.executionDate, today);
  const id = newId();
  if (!(await insertBatch(tx, { ...command, id, messageId: messageIdOf(id, today) })))
    throw reject('payout-batch.empty');
  return getBatch(tx, id);
};

export const approve = async (tx: Tx, batchId: string): Promise<PayoutBatch> => {
  const batch = await visibleBatch(tx, () => lockBatch(tx.db, batchId));
  approveBatch(batch, tx.by.subject);
  await saveApproval(tx, batch);
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
  return getBatch(tx, batchId);
};
