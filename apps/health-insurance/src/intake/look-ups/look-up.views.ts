import type { CardLookUp, Eligibility } from '@ansinh/contracts/health-insurance/reception.api';
import { type LocalDate, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { getLaw } from '@ansinh/law/kept';
import type { Tx } from '../../kit';
import {
  type CardCheck,
  cardOn,
  checkCard,
  checkTold,
  personNumberOf,
} from '../../registers/coverage/card-check.rules';
import type { CardCoverage } from '../../registers/coverage/coverage.rules';
import { findCoverages, findCoveragesOf } from '../../registers/coverage/coverage.views';
import { mayReadCard, presentedCard, shownCard } from './look-up.rules';

/** What the register says of the card that was shown, and the part of it that may be told. */
export type LookedUpCard = {
  readonly coverage: CardCoverage | undefined;
  /** All of it, whatever the answer tells. */
  readonly check: CardCheck;
  readonly answer: Eligibility;
};

const coverageFor = async ({ db }: Tx, number: string, date: LocalDate): Promise<CardCoverage | undefined> => {
  const person = personNumberOf(number);
  if (person !== undefined) return cardOn(await findCoveragesOf(db, person), date);
  return (await findCoverages(db, [number]))[0];
};

/** By the number of a card, the personal id or the social-insurance number. */
export const findCard = async (tx: Tx, wanted: CardLookUp): Promise<LookedUpCard> => {
  const presented = presentedCard(wanted);
  const date = wanted.date ?? vietNamDate(tx.now);
  const coverage = await coverageFor(tx, presented.cardNumber, date);
  const check = checkCard(coverage, presented, date);
  const card =
    coverage !== undefined && mayReadCard(tx.by, wanted, check)
      ? shownCard(coverage, check, { date, law: await getLaw(tx.db) })
      : undefined;
  const { resultCode, message, messageVi } = checkTold(tx.by.tenant, check);
  return { coverage, check, answer: { resultCode, message, messageVi, date, ...(card === undefined ? {} : { card }) } };
};
