import { reject } from '@ansinh/contracts/catalogue/problems';
import type { BankStatementResult } from '@ansinh/contracts/collection/api';
import { sumOf, vndText } from '@ansinh/contracts/vocabulary/money';
import type { Tx } from '../kit';
import type { ReadStatement } from './bank-statement-file';
import { recordCredits } from './receipt.commands';

/** A bank reports its own accounts only; the servicer may be left out. */
const requireServicers = (servicers: readonly string[], bankBin: string): void => {
  const servicer = servicers.find((one) => one !== bankBin);
  if (servicer !== undefined) throw reject('bank-statement.other-bank', { bankBin, servicer });
};

/**
 * Takes a camt.053 or camt.054 file: every booked credit becomes a credit with its own result, every batch detail being
 * one; debits and bookings that are not final are counted as ignored. The whole file is one transaction.
 * @throws Rejection `bank-statement.other-bank`; `credit.reference-reused`
 */
export const recordBankStatement = async (tx: Tx, statement: ReadStatement): Promise<BankStatementResult> => {
  const bankBin = tx.by.tenant.code;
  const { credits: told, servicers, ...counts } = statement;
  requireServicers(servicers, bankBin);
  const credits = await recordCredits(tx, bankBin, told);
  const count = (outcome: string): number => credits.filter((credit) => credit.outcome === outcome).length;
  const result = {
    ...counts,
    matched: count('matched'),
    suspense: count('suspense'),
    duplicate: count('duplicate'),
    totalVnd: vndText(sumOf(told.map((credit) => credit.amountVnd))),
  };
  tx.audit({
    action: 'bank-statement.report',
    target: `bank-statement:${bankBin}/${counts.messageId}`,
    outcome: `${result.matched} matched, ${result.suspense} in suspense, ${result.duplicate} known`,
    after: result,
  });
  return { ...result, credits };
};
