import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PayCash, Payout, ReturnedPayouts, ReturnPayouts } from '@ansinh/contracts/payment/api';
import { toVnd } from '@ansinh/contracts/vocabulary/money';
import { noteDisagreements, requireComparison } from '@ansinh/platform';
import { personalIdDigest } from '../beneficiaries/identity';
import type { Tx } from '../kit';
import { postOfficeAccount } from '../ledger/ledger.rules';
import { movePayout } from '../payouts/payout.rules';
import { lockCashPayout, lockPayoutsOfPostOffice } from '../payouts/payout.store';
import { payoutView } from '../payouts/payout.views';
import { type ReturnedPayout, storePaidPayouts, storeReturnedPayouts } from '../payouts/payout-step.commands';
import { payInCash, RECEIVER_LIMITS, RETURN_CODES } from './cash-payment.rules';
import { requireOwnPostOffice } from './post-office.rules';
import { insertCashPayment } from './post-office.store';

/** A counter has paid. The row lock makes a second counter wait, and then learn of the first payment. */
export const payCash = async (tx: Tx, payoutId: string, command: PayCash): Promise<Payout> => {
  const { kind, code } = tx.by.tenant;
  const found = kind === 'post-office' ? await lockCashPayout(tx.db, payoutId, code) : undefined;
  if (found === undefined) throw reject('request.not-found');
  const { beneficiaryDigest, ...payout } = found;
  const payment = {
    amountVnd: toVnd(command.amountVnd),
    receiverDigest: personalIdDigest(command.receiverPersonalId),
    paidAt: new Date(command.paidAt),
  };
  await requireComparison(tx, RECEIVER_LIMITS);
  // The refusal undoes everything; that somebody tried a number stays.
  if (payment.receiverDigest !== beneficiaryDigest)
    tx.onRefusal((after) => noteDisagreements(after, { count: 1, target: `payout:${payoutId}` }));
  const paid = payInCash(payout, payment, { beneficiaryDigest: beneficiaryDigest ?? undefined, now: tx.now });
  await storePaidPayouts(tx, [paid], postOfficeAccount(code));
  await insertCashPayment(tx, { ...payment, payoutId, postOfficeCode: code, clerk: command.clerk });
  tx.audit({ action: 'payout.pay-cash', target: `payout:${payoutId}`, before: payout, after: paid });
  return payoutView(paid);
};

/** A post office brings unpaid lines back; a line that was paid or returned before stays as it is. */
export const returnPayouts = async (tx: Tx, code: string, command: ReturnPayouts): Promise<ReturnedPayouts> => {
  requireOwnPostOffice(tx.by, code);
  const payoutIds = [...new Set(command.payoutIds)];
  const listed = await lockPayoutsOfPostOffice(tx.db, code, payoutIds);
  const returned: ReturnedPayout[] = listed
    .filter((payout) => payout.status === 'created')
    .map((before) => ({
      before,
      after: movePayout(before, { to: 'returned', reasonCode: RETURN_CODES[command.reason] }),
    }));
  await storeReturnedPayouts(tx, returned, postOfficeAccount(code));
  tx.audit({
    action: 'payout.return',
    target: `post-office:${code}`,
    reason: command.reason,
    outcome: `${returned.length} returned`,
    before: returned.map(({ before }) => before),
    after: returned.map(({ after }) => after),
  });
  for (const { before, after } of returned)
    tx.audit({ action: 'payout.return', target: `payout:${after.id}`, reason: command.reason, before, after });

  const known = new Set(listed.map((payout) => payout.id));
  const changed = new Set(returned.map(({ after }) => after.id));
  const outcomeOf = (id: string) => (changed.has(id) ? 'returned' : known.has(id) ? 'unchanged' : 'unknown');
  return {
    returned: returned.length,
    lines: payoutIds.map((payoutId) => ({ payoutId, outcome: outcomeOf(payoutId) })),
  };
};
