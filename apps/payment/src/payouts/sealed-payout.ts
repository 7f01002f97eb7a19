import { ofAttempt, withOpenAccount, withSealedAccount } from '../beneficiaries/sealing';
import { endToEndIdOf, type PayoutRecord } from './payout.rules';

/** A payout as it rests: made with an account number that somebody has told, or that was opened for it. */
export const sealedPayout = (payout: PayoutRecord): PayoutRecord =>
  withSealedAccount(payout, ofAttempt(endToEndIdOf(payout)));

/** A payout with its account number in the clear, for whoever has to see it. */
export const openedPayout = (payout: PayoutRecord): PayoutRecord =>
  withOpenAccount(payout, ofAttempt(endToEndIdOf(payout)));
