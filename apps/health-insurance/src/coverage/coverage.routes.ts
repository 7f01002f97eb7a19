import { Eligibility, type LocalDate, LocalDateText, PersonName, type Principal, vietNamDate } from '@ansinh/contracts';
import { z } from 'zod';
import { route } from '../kit';
import { basePercentOf } from './benefit-level.rules';
import { type CardCheck, checkCard, type PresentedCard } from './card-check.rules';
import { type CardCoverage, findCoverages } from './coverage.views';

const LookUp = z.object({
  /** Date of the visit; today in Viet Nam when absent. */
  date: LocalDateText.optional(),
  fullName: PersonName.optional(),
  birthDate: LocalDateText.optional(),
});
type LookUp = z.infer<typeof LookUp>;

// A look-up by number alone would let a hospital collect the register. Who knows name and birth date has the patient before him.
const HOLDER_FAULTS = ['060', '061', '070', '080'];
const mayRead = (by: Principal, presented: LookUp, check: CardCheck): boolean =>
  by.tenant.kind === 'agency' ||
  (presented.fullName !== undefined && presented.birthDate !== undefined && !HOLDER_FAULTS.includes(check.resultCode));

/** The part of the card that the answer shows: the period around the date, else the last one; nothing for a card never valid. */
const shownCard = (coverage: CardCoverage, check: CardCheck, date: LocalDate): Eligibility['card'] => {
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
    benefitPercent: basePercentOf(coverage.cardNumber, date),
  };
};

const presentedCard = (cardNumber: string, { fullName, birthDate }: LookUp): PresentedCard => ({
  cardNumber,
  ...(fullName === undefined ? {} : { fullName }),
  ...(birthDate === undefined ? {} : { birthDate }),
});

const cardEligibilityRoute = route({
  method: 'get',
  path: '/v1/insurance-cards/:cardNumber/eligibility',
  summary: 'Look a health-insurance card up; card data are shown when name and birth date are given and right',
  tag: 'Cards',
  permission: 'card:look-up',
  // Any text: a wrong number is answered with a national result code, as the national gateway does.
  params: z.object({ cardNumber: z.string().min(1).max(20) }),
  query: LookUp,
  reply: Eligibility,
  handle: async (tx, { params, query }): Promise<Eligibility> => {
    const cardNumber = params.cardNumber.toUpperCase();
    const date = query.date ?? vietNamDate(tx.now);
    const [coverage] = await findCoverages(tx.db, [cardNumber]);
    const check = checkCard(coverage, presentedCard(cardNumber, query), date);
    const card = coverage !== undefined && mayRead(tx.by, query, check) ? shownCard(coverage, check, date) : undefined;
    return {
      resultCode: check.resultCode,
      message: check.message,
      messageVi: check.messageVi,
      date,
      ...(card === undefined ? {} : { card }),
    };
  },
});

export const coverageRoutes = [cardEligibilityRoute];
