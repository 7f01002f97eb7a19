import { reject } from '@ansinh/contracts/catalogue/problems';
import type { AdvanceApproved, SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import { firstMonthOfQuarter, type YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { toVnd, type Vnd } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { findFacility } from '../beneficiaries/beneficiary.store';
import { ofFacility, withOpenAccount } from '../beneficiaries/sealing';
import type { Tx } from '../kit';
import { createPayout } from '../payouts/payout.rules';
import { storeCreatedPayouts } from '../payouts/payout-step.commands';
import { sealedPayout } from '../payouts/sealed-payout';

type FacilityDebt = {
  readonly kind: 'settlement' | 'advance';
  readonly sourceId: string;
  readonly facilityCode: string;
  readonly period: YearMonth;
  readonly amountVnd: Vnd;
};

/** @throws Rejection payout.account-unknown (retryable) while the facility's own event has not arrived. */
const payFacility = async (tx: Tx, debt: FacilityDebt): Promise<void> => {
  const { facilityCode, ...owed } = debt;
  const facility = await findFacility(tx.db, facilityCode);
  if (facility === undefined) throw reject('payout.account-unknown', { facilityCode });
  const { bankBin, accountNumber, accountName } = withOpenAccount(facility, ofFacility(facilityCode));
  const payout = sealedPayout(
    createPayout(
      {
        ...owed,
        id: newId(),
        beneficiaryKind: 'facility',
        beneficiaryId: facilityCode,
        beneficiaryName: facility.name,
      },
      { channel: 'bank', account: { bankBin, accountNumber, accountName } },
      tx.now,
    ),
  );
  await storeCreatedPayouts(tx, [payout]);
  tx.audit({ action: 'payout.create', target: `payout:${payout.id}`, outcome: debt.kind, after: payout });
};

/** @throws Rejection payout.account-unknown, see `payFacility`. */
export const paySettlement = async (tx: Tx, settlement: SettlementApproved): Promise<void> => {
  const { facilityCode, settlementId, month } = settlement;
  const amountVnd = toVnd(settlement.amountVnd);
  // The fund may pay nothing for the claims, or an advance may have paid them: then nothing is owed.
  if (amountVnd === 0n) return;
  await payFacility(tx, { kind: 'settlement', sourceId: settlementId, facilityCode, period: month, amountVnd });
};

/** An advance is paid for the first month of its quarter. @throws Rejection payout.account-unknown, see `payFacility`. */
export const payAdvance = async (
  tx: Tx,
  { advanceId, facilityCode, quarter, amountVnd }: AdvanceApproved,
): Promise<void> =>
  payFacility(tx, {
    kind: 'advance',
    sourceId: advanceId,
    facilityCode,
    period: firstMonthOfQuarter(quarter),
    amountVnd: toVnd(amountVnd),
  });
