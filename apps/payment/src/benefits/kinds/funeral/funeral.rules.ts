import { daysAfterMoved } from '@ansinh/calendar';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { FuneralClaim } from '@ansinh/contracts/payment/benefits/funeral.api';
import { BENEFIT_KINDS } from '@ansinh/contracts/payment/kinds';
import { addMonths, type LocalDate, monthOf, monthsBetween } from '@ansinh/contracts/vocabulary/calendar';
import { comparableName } from '@ansinh/contracts/vocabulary/identifiers';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { benefitType, type Circumstances, type RegisteredPerson } from '../benefit-type';

const RIGHT_SOURCE = 'Law 41/2024 Art 85.1, 109.1, 111.1c';
const AMOUNT_SOURCE = 'Law 41/2024 Art 85.2, 109.2';
const LATE_SOURCE = 'Law 41/2024 Art 92.1, 113.1; Civil Code 2015 Art 148(5)';

const invalid = (pointer: string, detail: string) => reject('benefit.claim-invalid', { errors: [{ pointer, detail }] });

/** The death certificate must speak of the person that the register knows. */
const requireKnownDeceased = ({ deceased }: FuneralClaim, known: RegisteredPerson): void => {
  if (comparableName(deceased.fullName) !== comparableName(known.fullName))
    throw invalid('/claim/deceased/fullName', 'the register knows the deceased by another name');
  if (deceased.birthDate !== known.birthDate)
    throw invalid('/claim/deceased/birthDate', 'the register knows another birth date of the deceased');
};

const requirePlausibleDeath = (
  { deceased, diedOn }: FuneralClaim,
  { today, law }: { readonly today: LocalDate; readonly law: Law },
): void => {
  if (diedOn > today) throw invalid('/claim/diedOn', `the death lies in the future: today is ${today}`);
  if (diedOn < deceased.birthDate) throw invalid('/claim/diedOn', 'the death comes before the birth');
  const firstDay = law['funeral-allowance'][0]?.from;
  if (firstDay === undefined || diedOn < firstDay)
    throw invalid('/claim/diedOn', `deaths before ${firstDay} are decided on paper, by the law of their time`);
};

/** Papers that come late are taken all the same, with an explanation in writing; the 30 days of an employer (Art 91.2) are one. */
const requireReasonWhenLate = (
  { diedOn, lateReason }: FuneralClaim,
  { today, calendar, law }: Pick<Circumstances, 'today' | 'calendar' | 'law'>,
): void => {
  const { dueOn } = daysAfterMoved(diedOn, inForce(law['funeral-allowance'], diedOn).termDays, calendar);
  if (today > dueOn && lateReason === undefined)
    throw invalid('/claim/lateReason', `after ${dueOn} the reason of the delay is given in writing (${LATE_SOURCE})`);
};

/** Nobody takes part before this age (Law 41/2024 Art 2, Labour Code 2019 Art 3). */
const FIRST_AGE_MONTHS = 15 * 12;

/** Compulsory and voluntary months never overlap: together they are no more than a life has. */
const requirePossibleMonths = ({ deceased, diedOn, paidMonths }: FuneralClaim): void => {
  const first = addMonths(monthOf(deceased.birthDate), FIRST_AGE_MONTHS);
  const possible = Math.max(0, monthsBetween(first, monthOf(diedOn)) + 1);
  if (paidMonths.compulsory + paidMonths.voluntary > possible)
    throw invalid('/claim/paidMonths', `from the age of 15 to the death there are ${possible} months`);
};

/** @throws Rejection benefit.not-entitled */
const requireRight = ({ diedOn, paidMonths, onPension }: FuneralClaim, law: Law): void => {
  const { compulsoryMonths, allMonths } = inForce(law['funeral-allowance'], diedOn);
  const { compulsory, voluntary } = paidMonths;
  if (onPension || compulsory >= compulsoryMonths || compulsory + voluntary >= allMonths) return;
  throw reject('benefit.not-entitled', {
    condition: `${compulsoryMonths} compulsory months or ${allMonths} in all, or a pension; paid were ${compulsory} compulsory and ${voluntary} voluntary months`,
    source: RIGHT_SOURCE,
  });
};

const rightOf = ({ onPension, paidMonths }: FuneralClaim): string =>
  onPension ? 'on a pension' : `${paidMonths.compulsory} compulsory, ${paidMonths.voluntary} voluntary months`;

/** The allowance in whole dong, by the reference level of the day of the death, with each step of its calculation. */
const judgeFuneral = (claim: FuneralClaim, circumstances: Circumstances) => {
  const { receiver, subject, law } = circumstances;
  if (receiver.participantId === subject.participantId)
    throw invalid('/participantId', 'the deceased cannot receive the allowance');
  requireKnownDeceased(claim, subject);
  requirePlausibleDeath(claim, circumstances);
  requireReasonWhenLate(claim, circumstances);
  requirePossibleMonths(claim);
  requireRight(claim, law);

  const { diedOn } = claim;
  const { referenceLevels } = inForce(law['funeral-allowance'], diedOn);
  const levelVnd = inForce(law['base-salary'], diedOn);
  const amountVnd = vnd(levelVnd * referenceLevels);
  return {
    amountVnd,
    fromMonth: monthOf(diedOn),
    steps: [
      { step: 'right of the deceased', value: rightOf(claim), source: RIGHT_SOURCE },
      { step: 'reference level of the day of the death, dong', value: vndText(levelVnd), source: AMOUNT_SOURCE },
      { step: `allowance = ${referenceLevels} x reference level`, value: vndText(amountVnd), source: AMOUNT_SOURCE },
    ],
  };
};

/** Mai tang: once for a death, to whoever saw to the burial. */
export const funeral = benefitType(BENEFIT_KINDS.funeral, {
  provesDeath: true,
  subjectOf: ({ deceased }) => deceased.participantId,
  judge: judgeFuneral,
});
