import { reject } from '@ansinh/contracts/catalogue/problems';
import { localDateOf } from '@ansinh/database';
import { bankText, buildPain001, type Pain001Transaction } from '@ansinh/iso20022';
import type { BatchRow } from '../batches/batch.store';
import { ofAttempt, openAccount } from '../beneficiaries/sealing';
import { config } from '../config';
import type { PayoutBatchLine } from '../generated/prisma/client';
import type { Tx } from '../kit';
import { wordingOf } from './remittance.rules';

const PAGE = 2_000;

const transactionOf = (line: PayoutBatchLine): Pain001Transaction => {
  const { purpose, text } = wordingOf(line);
  return {
    endToEndId: line.endToEndId,
    instructionId: line.endToEndId,
    amountVnd: line.amountVnd,
    creditorName: line.accountName,
    creditorAccount: openAccount(line.accountNumber, ofAttempt(line.endToEndId)),
    creditorBankBin: line.bankBin,
    purpose,
    remittanceText: bankText(text, 140),
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
