import { reject } from '@ansinh/contracts/catalogue/problems';
import { PayoutKind } from '@ansinh/contracts/payment/events';
import { localDateOf } from '@ansinh/database';
import { bankText, buildPain001, type Pain001Transaction } from '@ansinh/iso20022';
import type { BatchRow } from '../batches/batch.store';
import { config } from '../config';
import type { PayoutBatchLine } from '../generated/prisma/client';
import type { Tx } from '../kit';

const PAGE = 2_000;

/** Purposes of the external ISO list, and what the beneficiary reads on the statement. */
const WORDING = {
  pension: { purpose: 'PENS', text: 'BHXH chi luong huu thang' },
  settlement: { purpose: 'HLTI', text: 'BHXH thanh toan chi phi KCB BHYT thang' },
} satisfies Record<PayoutKind, { readonly purpose: string; readonly text: string }>;

const transactionOf = (line: PayoutBatchLine): Pain001Transaction => {
  const wording = WORDING[PayoutKind.parse(line.kind)];
  return {
    endToEndId: line.endToEndId,
    instructionId: line.endToEndId,
    amountVnd: line.amountVnd,
    creditorName: line.accountName,
    creditorAccount: line.accountNumber,
    creditorBankBin: line.bankBin,
    purpose: wording.purpose,
    remittanceText: bankText(`${wording.text} ${line.period.slice(5)}/${line.period.slice(0, 4)}`, 140),
  };
};

/** Lines never change once a batch is built: pages read one after the other are one consistent list. */
async function* transactionsOf(db: Tx['db'], batchId: string): AsyncGenerator<Pain001Transaction> {
  let last = 0;
  for (;;) {
    const lines = await db.payoutBatchLine.findMany({
      where: { batchId, lineNumber: { gt: last } },
      orderBy: { lineNumber: 'asc' },
      take: PAGE,
    });
    yield* lines.map(transactionOf);
    const end = lines.at(-1);
    if (end === undefined || lines.length < PAGE) return;
    last = end.lineNumber;
  }
}

/**
 * The payment order of an approved batch, chunk by chunk; the same bytes whenever it is read.
 * @throws Rejection payout-batch.not-approved
 */
export const readPain001 = (db: Tx['db'], batch: BatchRow): AsyncIterable<string> => {
  const account = config.PAYMENT_AGENCY_ACCOUNTS[batch.bankBin];
  if (batch.approvedAt === null) throw reject('payout-batch.not-approved');
  if (account === undefined) throw new Error(`no account of the agency at bank ${batch.bankBin}`);
  return buildPain001({
    messageId: batch.messageId,
    createdAt: batch.approvedAt,
    initiatingParty: { name: config.PAYMENT_AGENCY_NAME, id: config.PAYMENT_AGENCY_ID },
    debtor: { name: config.PAYMENT_AGENCY_NAME, account, bankBin: batch.bankBin },
    requestedExecutionDate: localDateOf(batch.executionDate),
    paymentInformationId: `${batch.messageId}-1`,
    transactions: transactionsOf(db, batch.id),
    control: { count: batch.payoutCount, sumVnd: batch.sumVnd },
  });
};
