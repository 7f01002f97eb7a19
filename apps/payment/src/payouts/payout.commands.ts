import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Payout, PayoutDestination, RedirectPayout } from '@ansinh/contracts/payment/api';
import { BENEFICIARY_KINDS, type KnownBeneficiaryKind } from '@ansinh/contracts/payment/kinds';
import { knownKind } from '@ansinh/contracts/wire/open-kind';
import { requireFacilityDestination, requireParticipantDestination } from '../beneficiaries/beneficiary.rules';
import { findBeneficiary, findFacility } from '../beneficiaries/beneficiary.store';
import type { Tx } from '../kit';
import { movePayout, type PayoutRecord } from './payout.rules';
import { lockPayout } from './payout.store';
import { payoutView } from './payout.views';
import { storeRedirectedPayout } from './payout-step.commands';
import { sealedPayout } from './sealed-payout';

type RequireDestination = (tx: Tx, payout: PayoutRecord, destination: PayoutDestination) => Promise<void>;

/** What an account must prove of the one who is paid, by what that one is. */
const REQUIRE_DESTINATION = {
  participant: async (tx, payout, destination) => {
    const known = await findBeneficiary(tx.db, payout.beneficiaryId);
    requireParticipantDestination(destination, known?.fullName ?? payout.beneficiaryName);
  },
  facility: async (tx, payout, destination) => {
    const facility = await findFacility(tx.db, payout.beneficiaryId);
    if (facility === undefined) throw reject('payout.account-unknown', { facilityCode: payout.beneficiaryId });
    requireFacilityDestination(destination, facility);
  },
} satisfies Record<KnownBeneficiaryKind, RequireDestination>;

/** Sends a returned payout out again, to another account or to a post office. */
export const redirectPayout = async (tx: Tx, payoutId: string, command: RedirectPayout): Promise<Payout> => {
  const payout = await lockPayout(tx.db, payoutId);
  if (payout === undefined) throw reject('request.not-found');
  const { destination } = command;
  const redirected = sealedPayout(movePayout(payout, { to: 'created', destination }));
  const kind = knownKind(BENEFICIARY_KINDS, payout.beneficiaryKind);
  // What an account must prove of a payee of a later release is known to that release alone.
  if (kind === undefined) throw reject('payout.payee-unknown', { beneficiaryKind: payout.beneficiaryKind });
  await REQUIRE_DESTINATION[kind](tx, payout, destination);
  await storeRedirectedPayout(tx, redirected);
  tx.audit({
    action: 'payout.redirect',
    target: `payout:${payoutId}`,
    said: command.reason,
    before: payout,
    after: redirected,
  });
  return payoutView(redirected);
};
