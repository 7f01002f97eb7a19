import type { BankCredit } from '@ansinh/contracts/collection/api';
import { CreditReceived } from '@ansinh/contracts/collection/events';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import {
  arrivalEntry,
  type IncomingCredit,
  outcomeOf,
  requireSameBookings,
  type StoredCredit,
} from '../credits/credit.rules';
import { findCredits, insertNewCredits } from '../credits/credit.store';
import type { Tx } from '../kit';
import { matchCredits } from '../matching/match.commands';

const answerOf = (credit: StoredCredit, outcome: BankCredit['outcome']): BankCredit => ({
  creditId: credit.creditId,
  bankReference: credit.bankReference,
  amountVnd: vndText(credit.amountVnd),
  outcome,
  allocatedVnd: vndText(credit.allocatedVnd),
  suspenseVnd: vndText(credit.suspenseVnd),
  reference: credit.reference,
});

const getFrom = <Value>(map: ReadonlyMap<string, Value>, key: string): Value => {
  const value = map.get(key);
  if (value === undefined) throw new Error('a credit that was just stored is not there');
  return value;
};

/** Records one booking that a bank tells by itself. @throws Rejection as `recordCredits` */
export const recordCredit = async (tx: Tx, bankBin: string, told: IncomingCredit): Promise<BankCredit> => {
  const [credit] = await recordCredits(tx, bankBin, [told]);
  if (credit === undefined) throw new Error('one credit has one answer');
  tx.audit({
    action: 'credit.report',
    target: `credit:${credit.creditId}`,
    outcome: credit.outcome,
    after: credit,
  });
  return credit;
};

/**
 * Records bookings of one bank and matches them, in order, all in the caller's transaction. A booking that was told
 * before changes nothing and is answered as a duplicate with what became of it.
 * @throws Rejection `credit.reference-reused` when a known reference comes with another content: nothing is stored then
 */
export const recordCredits = async (
  tx: Tx,
  bankBin: string,
  told: readonly IncomingCredit[],
): Promise<BankCredit[]> => {
  const first = new Map<string, IncomingCredit>();
  for (const credit of told) if (!first.has(credit.bankReference)) first.set(credit.bankReference, credit);
  const inserted = await insertNewCredits(tx, bankBin, [...first.values()]);
  const stored = await findCredits(tx, bankBin, [...first.keys()]);
  requireSameBookings(told.map((credit) => ({ stored: getFrom(stored, credit.bankReference), told: credit })));

  const fresh = [...first.keys()].filter((reference) => inserted.has(reference)).map((ref) => getFrom(stored, ref));
  const changes = await matchCredits(tx, fresh, fresh.map(arrivalEntry));
  const now = new Map(stored);
  for (const credit of fresh) {
    const current = { ...credit, ...changes.get(credit.creditId) };
    now.set(credit.bankReference, current);
    tx.append(
      CreditReceived,
      {
        creditId: credit.creditId,
        bankBin,
        bankReference: credit.bankReference,
        amountVnd: vndText(credit.amountVnd),
        receivedOn: credit.bookedOn,
        allocatedVnd: vndText(current.allocatedVnd),
        suspenseVnd: vndText(current.suspenseVnd),
      },
      { id: credit.creditId, version: 1 },
    );
  }
  return told.map((credit) => {
    const isFirst = first.get(credit.bankReference) === credit && inserted.has(credit.bankReference);
    const current = getFrom(now, credit.bankReference);
    return answerOf(current, isFirst ? outcomeOf(current) : 'duplicate');
  });
};
