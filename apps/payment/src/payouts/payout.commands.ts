import { reject } from '@ansinh/contracts/catalogue/problems';
import type { AdvanceApproved, SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import type { Payout, PayoutDestination, PreparedPayouts, RedirectPayout } from '@ansinh/contracts/payment/api';
import { firstMonthOfQuarter, vietNamMonth, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { sumOf, toVnd, type Vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { checkFacilityDestination, checkParticipantDestination } from '../beneficiaries/beneficiary.rules';
import { findBeneficiary, findFacility } from '../beneficiaries/beneficiary.store';
import { pensionInMonth } from '../benefits/pension.rules';
import type { Tx } from '../kit';
import { checkPreparedMonth, createPayout, type PayoutRecord, redirectPayout } from './payout.rules';
import { listUnpaidPensions, lockPayout, type UnpaidPension } from './payout.store';
import { payoutView } from './payout.views';
import { storeCreated, storeRedirected } from './payout-step.commands';

const destinationOf = (pension: UnpaidPension): PayoutDestination => {
  const { channel, bankBin, accountNumber, accountName, postOfficeCode } = pension;
  if (channel === 'post-office' && postOfficeCode !== null) return { channel, postOfficeCode };
  if (channel === 'bank' && bankBin !== null && accountNumber !== null && accountName !== null)
    return { channel, account: { bankBin, accountNumber, accountName } };
  throw new Error(`benefit ${pension.benefitId} has no destination: its CHECK constraint does not hold`);
};

/** One payout for every pension in force in the month; whoever runs it again gets only what is new since. */
export const preparePayouts = async (tx: Tx, month: YearMonth): Promise<PreparedPayouts> => {
  checkPreparedMonth(month, vietNamMonth(tx.now));
  const pensions = await listUnpaidPensions(tx.db, month);
  const payouts = pensions.map((pension) =>
    createPayout(
      {
        id: newId(),
        kind: 'pension',
        sourceId: pension.benefitId,
        beneficiaryKind: 'participant',
        beneficiaryId: pension.participantId,
        beneficiaryName: pension.fullName,
        period: month,
        amountVnd: pensionInMonth(pension, month),
      },
      destinationOf(pension),
      tx.now,
    ),
  );
  const created = await storeCreated(tx, payouts);
  return { month, payouts: created.length, totalVnd: vndText(sumOf(created.map((payout) => payout.amountVnd))) };
};

type FacilityDebt = {
  readonly sourceId: string;
  readonly facilityCode: string;
  readonly period: YearMonth;
  readonly amountVnd: Vnd;
};

/** @throws Rejection payout.account-unknown (retryable) while the facility's own event has not arrived. */
const payFacility = async (tx: Tx, { sourceId, facilityCode, period, amountVnd }: FacilityDebt): Promise<void> => {
  const facility = await findFacility(tx.db, facilityCode);
  if (facility === undefined) throw reject('payout.account-unknown', { facilityCode });
  const { bankBin, accountNumber, accountName } = facility;
  const payout = createPayout(
    {
      id: newId(),
      kind: 'settlement',
      sourceId,
      beneficiaryKind: 'facility',
      beneficiaryId: facilityCode,
      beneficiaryName: facility.name,
      period,
      amountVnd,
    },
    { channel: 'bank', account: { bankBin, accountNumber, accountName } },
    tx.now,
  );
  await storeCreated(tx, [payout]);
};

/** @throws Rejection payout.account-unknown, see `payFacility`. */
export const paySettlement = async (tx: Tx, settlement: SettlementApproved): Promise<void> => {
  const { facilityCode, settlementId, month } = settlement;
  const amountVnd = toVnd(settlement.amountVnd);
  // The fund may pay nothing for the claims, or an advance may have paid them: then nothing is owed.
  if (amountVnd === 0n) return;
  await payFacility(tx, { sourceId: settlementId, facilityCode, period: month, amountVnd });
};

/** An advance is money to a facility for care, as a settlement is: one kind of payout, told apart by its source (ADR 9). */
export const payAdvance = async (
  tx: Tx,
  { advanceId, facilityCode, quarter, amountVnd }: AdvanceApproved,
): Promise<void> =>
  payFacility(tx, {
    sourceId: advanceId,
    facilityCode,
    period: firstMonthOfQuarter(quarter),
    amountVnd: toVnd(amountVnd),
  });

const checkDestination = async (tx: Tx, payout: PayoutRecord, destination: PayoutDestination): Promise<void> => {
  if (payout.beneficiaryKind === 'participant') {
    const known = await findBeneficiary(tx.db, payout.beneficiaryId);
    checkParticipantDestination(destination, known?.fullName ?? payout.beneficiaryName);
    return;
  }
  const facility = await findFacility(tx.db, payout.beneficiaryId);
  if (facility === undefined) throw reject('payout.account-unknown', { facilityCode: payout.beneficiaryId });
  checkFacilityDestination(destination, facility);
};

/** Sends a returned payout out again, to another account or to a post office. */
export const redirect = async (tx: Tx, payoutId: string, command: RedirectPayout): Promise<Payout> => {
  const payout = await lockPayout(tx.db, payoutId);
  if (payout === undefined) throw reject('request.not-found');
  const redirected = redirectPayout(payout, command.destination);
  await checkDestination(tx, payout, command.destination);
  await storeRedirected(tx, redirected);
  return payoutView(redirected);
};
