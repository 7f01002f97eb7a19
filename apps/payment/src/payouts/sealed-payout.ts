import { ofAttempt, withSealedAccount } from '../beneficiaries/sealing';
import { endToEndIdOf, type PayoutRecord } from './payout.rules';

/** A payout as it rests: made with an account number that somebody has told, or that was opened for it. */
export const sealedPayout = (payout: PayoutRecord): PayoutRecord =>
  withSealedAccount(payout, ofAttempt(endToEndIdOf(payout)));
