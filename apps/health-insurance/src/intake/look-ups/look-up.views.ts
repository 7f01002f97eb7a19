import type { CardLookUp, Eligibility } from '@ansinh/contracts/health-insurance/reception.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { getLaw } from '@ansinh/law/kept';
import type { Tx } from '../../kit';
import { type CardCheck, checkCard, checkTold } from '../../registers/coverage/card-check.rules';
import type { CardCoverage } from '../../registers/coverage/coverage.rules';
import { findCoverages } from '../../registers/coverage/coverage.views';
import { mayReadCard, presentedCard, shownCard } from './look-up.rules';

/** What the register says of the card that was shown, and the part of it that may be told. */
export type LookedUpCard = {
  readonly coverage: CardCoverage | undefined;
  /** All of it, whatever the answer tells. */
  readonly check: CardCheck;
  readonly answer: Eligibility;
};

export const findCard = async (tx: Tx, wanted: CardLookUp): Promise<LookedUpCard> => {
  const presented = presentedCard(wanted);
  const date = wanted.date ?? vietNamDate(tx.now);
  const [coverage] = await findCoverages(tx.db, [presented.cardNumber]);
  const check = checkCard(coverage, presented, date);
  const card =
    coverage !== undefined && mayReadCard(tx.by, wanted, check)
      ? shownCard(coverage, check, { date, law: await getLaw(tx.db) })
      : undefined;
  const { resultCode, message, messageVi } = checkTold(tx.by.tenant, check);
  return { coverage, check, answer: { resultCode, message, messageVi, date, ...(card === undefined ? {} : { card }) } };
};
