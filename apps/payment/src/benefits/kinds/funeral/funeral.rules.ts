import { reject } from '@ansinh/contracts/catalogue/problems';
import { FuneralClaim } from '@ansinh/contracts/payment/benefits/funeral.api';
import { addDays, daysBetween, type LocalDate, monthOf } from '@ansinh/contracts/vocabulary/calendar';
import { comparableName } from '@ansinh/contracts/vocabulary/identifiers';
import { datedTable, inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { BASE_SALARY } from '@ansinh/contracts/vocabulary/law/parameters';
import { vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { benefitType, type Circumstances, type RegisteredPerson } from '../benefit-type';

type FuneralLaw = {
  /** Paid months that give a right to the allowance: compulsory ones, or all together. */
  readonly compulsoryMonths: number;
  readonly allMonths: number;
  /** The allowance in reference levels of the month of the death. */
  readonly referenceLevels: bigint;
  /** Days after the death in which the papers are handed in without an explanation. */
  readonly termDays: number;
};

/** The allowance of a death, by its date. Earlier deaths are decided by the law of their time, which is not written down here. */
const FUNERAL_LAW = datedTable<FuneralLaw>([
  {
    from: '2025-07-01',
    to: null,
    value: { compulsoryMonths: 12, allMonths: 60, referenceLevels: 10n, termDays: 90 },
    source: 'Law 41/2024 Art 85, 109; Art 91, 112 for the term',
  },
]);
const FIRST_DAY = FUNERAL_LAW[0]?.from;

const RIGHT_SOURCE = 'Law 41/2024 Art 85.1, 109.1, 111.1c';
const AMOUNT_SOURCE = 'Law 41/2024 Art 85.2, 109.2';
const LATE_SOURCE = 'Law 41/2024 Art 92.1, 113.1';

const invalid = (pointer: string, detail: string) => reject('benefit.claim-invalid', { errors: [{ pointer, detail }] });

/** The death certificate must speak of the person that the register knows. */
const requireKnownDeceased = ({ deceased }: FuneralClaim, known: RegisteredPerson): void => {
  if (comparableName(deceased.fullName) !== comparableName(known.fullName))
    throw invalid('/claim/deceased/fullName', 'the register knows the deceased by another name');
  if (deceased.birthDate !== known.birthDate)
    throw invalid('/claim/deceased/birthDate', 'the register knows another birth date of the deceased');
};

const requirePlausibleDeath = ({ deceased, diedOn }: FuneralClaim, today: LocalDate): void => {
  if (diedOn > today) throw invalid('/claim/diedOn', `the death lies in the future: today is ${today}`);
  if (diedOn < deceased.birthDate) throw invalid('/claim/diedOn', 'the death comes before the birth');
  if (FIRST_DAY !== undefined && diedOn < FIRST_DAY)
    throw invalid('/claim/diedOn', `deaths before ${FIRST_DAY} are decided on paper, by the law of their time`);
};

/** Papers that come late are taken all the same, with an explanation in writing; the 30 days of an employer (Art 91.2) are one. */
const requireReasonWhenLate = ({ diedOn, lateReason }: FuneralClaim, today: LocalDate): void => {
  const { termDays } = inForce(FUNERAL_LAW, diedOn);
  if (daysBetween(diedOn, today) > termDays && lateReason === undefined)
    throw invalid(
      '/claim/lateReason',
      `after ${addDays(diedOn, termDays)} the reason of the delay is given in writing (${LATE_SOURCE})`,
    );
};

/** @throws Rejection benefit.not-entitled */
const requireRight = ({ diedOn, paidMonths, onPension }: FuneralClaim): void => {
  const { compulsoryMonths, allMonths } = inForce(FUNERAL_LAW, diedOn);
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
const judgeFuneral = (claim: FuneralClaim, { receiver, subject, today }: Circumstances) => {
  if (receiver.participantId === subject.participantId)
    throw invalid('/participantId', 'the deceased cannot receive the allowance');
  requireKnownDeceased(claim, subject);
  requirePlausibleDeath(claim, today);
  requireReasonWhenLate(claim, today);
  requireRight(claim);

  const { diedOn } = claim;
  const { referenceLevels } = inForce(FUNERAL_LAW, diedOn);
  const levelVnd = inForce(BASE_SALARY, diedOn);
  const amountVnd = vnd(levelVnd * referenceLevels);
  return {
    amountVnd,
    fromMonth: monthOf(diedOn),
    steps: [
      { step: 'right of the deceased', value: rightOf(claim), source: RIGHT_SOURCE },
      { step: 'reference level of the month of the death, dong', value: vndText(levelVnd), source: AMOUNT_SOURCE },
      { step: `allowance = ${referenceLevels} x reference level`, value: vndText(amountVnd), source: AMOUNT_SOURCE },
    ],
  };
};

/** Mai tang: once for a death, to whoever saw to the burial. */
export const funeral = benefitType(FuneralClaim, {
  payment: 'once',
  subjectOf: ({ deceased }) => deceased.participantId,
  judge: judgeFuneral,
});
