import { CardLookUp, Eligibility, type PastVisit } from '@ansinh/contracts/health-insurance/api';
import { type LocalDate, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import { writeAudit } from '@ansinh/database';
import { currentTraceId } from '@ansinh/telemetry';
import { listPastVisits } from '../../intake/visits/visit-history.views';
import { route, type Tx } from '../../kit';
import { basePercentOf } from './benefit-level.rules';
import { type CardCheck, checkCard, isGoodCard, type PresentedCard } from './card-check.rules';
import { type CardCoverage, findCoverages } from './coverage.views';

// A look-up by number alone would let a hospital collect the register. Who knows name and birth date has the patient before him.
const HOLDER_FAULTS = ['060', '061', '070', '080'];
const mayRead = (by: Principal, presented: CardLookUp, check: CardCheck): boolean =>
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

const presentedCard = ({ cardNumber, fullName, birthDate }: CardLookUp): PresentedCard => ({
  cardNumber: cardNumber.toUpperCase(),
  ...(fullName === undefined ? {} : { fullName }),
  ...(birthDate === undefined ? {} : { birthDate }),
});

/** Whether the patient stands there: whoever asks has shown the card, the name and the birth date, and all of them are right. */
const maySeeVisits = ({ visits, fullName, birthDate }: CardLookUp, check: CardCheck): boolean =>
  visits === true && fullName !== undefined && birthDate !== undefined && isGoodCard(check.resultCode);

/** The history leaves its own facilities: who has read whose is kept for ever. */
const readVisits = async (tx: Tx, { cardId, participantId }: CardCoverage): Promise<PastVisit[]> => {
  const visits = await listPastVisits(tx, participantId);
  await writeAudit(tx.db, {
    subject: tx.by.subject,
    tenant: tenantText(tx.by.tenant),
    action: 'card.visits-read',
    target: `card:${cardId}`,
    traceId: currentTraceId(),
    outcome: `${visits.length} visits`,
  });
  return visits;
};

const lookUp = async (tx: Tx, wanted: CardLookUp): Promise<Eligibility> => {
  const presented = presentedCard(wanted);
  const date = wanted.date ?? vietNamDate(tx.now);
  const [coverage] = await findCoverages(tx.db, [presented.cardNumber]);
  const check = checkCard(coverage, presented, date);
  const card = coverage !== undefined && mayRead(tx.by, wanted, check) ? shownCard(coverage, check, date) : undefined;
  const visits = coverage !== undefined && maySeeVisits(wanted, check) ? await readVisits(tx, coverage) : undefined;
  return {
    resultCode: check.resultCode,
    message: check.message,
    messageVi: check.messageVi,
    date,
    ...(card === undefined ? {} : { card }),
    ...(visits === undefined ? {} : { visits }),
  };
};

const cardLookUpRoute = route({
  method: 'post',
  path: '/v1/insurance-cards/look-ups',
  summary: 'Look a health-insurance card up; card data are shown when name and birth date are given and right',
  description:
    'Changes nothing, and may be sent again. It is a POST so that no name stands in an address. With `visits` the answer holds up to 20 visits of the last six months at all facilities, without diagnosis and cost, when card, name and birth date are right; that they were read is audited.',
  tag: 'Cards',
  permission: 'card:look-up',
  body: CardLookUp,
  reply: Eligibility,
  handle: (tx, { body }) => lookUp(tx, body),
});

const cardEligibilityRoute = route({
  method: 'get',
  path: '/v1/insurance-cards/:cardNumber/eligibility',
  summary: 'Ask whether a card is valid on a date; card data are shown to the agency only',
  tag: 'Cards',
  permission: 'card:look-up',
  params: CardLookUp.pick({ cardNumber: true }),
  query: CardLookUp.pick({ date: true }),
  reply: Eligibility,
  handle: (tx, { params: { cardNumber }, query: { date } }) =>
    lookUp(tx, { cardNumber, ...(date === undefined ? {} : { date }) }),
});

export const coverageRoutes = [cardLookUpRoute, cardEligibilityRoute];
