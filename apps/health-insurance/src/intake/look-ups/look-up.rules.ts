import type { CardLookUp, Eligibility } from '@ansinh/contracts/health-insurance/reception.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { withinReach } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { basePercentOf } from '../../registers/coverage/benefit-level.rules';
import {
  type CardCheck,
  isDisagreement,
  isGoodCard,
  type PresentedCard,
  typedNumber,
} from '../../registers/coverage/card-check.rules';
import type { CardCoverage } from '../../registers/coverage/coverage.rules';

// A look-up by number alone would let a hospital collect the register. Who knows name and birth date has the patient before him.
const isByNumberAlone = ({ fullName, birthDate }: CardLookUp): boolean =>
  fullName === undefined || birthDate === undefined;

export const mayReadCard = (by: Principal, presented: CardLookUp, check: CardCheck): boolean =>
  by.tenant.kind === 'agency' || (!isByNumberAlone(presented) && !isDisagreement(check.resultCode));

/** What is written of a look-up as one that tries: what does not agree, and of a partner what is asked without a patient. */
export const trialOf = (by: Principal, presented: CardLookUp, check: CardCheck): string | undefined => {
  if (isDisagreement(check.resultCode)) return 'register.disagreed';
  return by.tenant.kind !== 'agency' && isByNumberAlone(presented) ? 'card.asked-by-number' : undefined;
};

/** Whether an answer says something of the holder of a card: not where it says that what was shown does not agree. */
export const tellsOf = (check: CardCheck, { card }: Pick<Eligibility, 'card'>): boolean =>
  card !== undefined || !isDisagreement(check.resultCode);

/** The part of the card that the answer shows: the period around the date, else the last one; nothing for a card never valid. */
export const shownCard = (
  coverage: CardCoverage,
  check: CardCheck,
  { date, law }: { readonly date: LocalDate; readonly law: Law },
): Eligibility['card'] => {
  const period = check.validPeriod ?? coverage.periods.at(-1);
  if (period === undefined) return undefined;
  return {
    cardNumber: coverage.cardNumber,
    fullName: coverage.holder.fullName,
    birthDate: coverage.holder.birthDate,
    sex: coverage.holder.sex,
    initialFacilityCode: coverage.initialFacilityCode,
    validFrom: period.from,
    validTo: period.to,
    fiveYearsOn: coverage.fiveYearsOn,
    benefitPercent: basePercentOf(coverage.cardNumber, withinReach(law['benefit-percent-by-digit'], date), law),
  };
};

export const presentedCard = ({ cardNumber, fullName, birthDate }: CardLookUp): PresentedCard => ({
  cardNumber: typedNumber(cardNumber),
  ...(fullName === undefined ? {} : { fullName }),
  ...(birthDate === undefined ? {} : { birthDate }),
});

/** Whether the patient stands there: whoever asks has shown the card, the name and the birth date, and all of them are right. */
export const maySeeVisits = ({ visits, fullName, birthDate }: CardLookUp, check: CardCheck): boolean =>
  visits === true && fullName !== undefined && birthDate !== undefined && isGoodCard(check.resultCode);
