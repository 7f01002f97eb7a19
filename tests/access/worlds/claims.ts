import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { HOSPITAL, LAST_MONTH, PATIENT_CARD, PENSIONER, VISIT } from '@ansinh/contracts/examples/story';
import { Claim, ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { newId } from '@ansinh/database';
import type { Room, Who } from '@ansinh/testkit';
import type { Door } from '../doors';
import { retoldBody, type Words } from '../retelling';
import { told } from '../world';

/** Somebody whose card is good at a facility, in the place of the patient of the example. */
export type Patient = { readonly participantId: string; readonly personalId: string; readonly cardNumber: string };

/** The patient of the example herself, at the first facility that asks; others are told from her by their numbers. */
export const patientAt = async (room: Room<unknown>, facilityCode: string, number: number): Promise<Patient> => {
  const numbered = (text: string): string => `${text.slice(0, -1)}${number}`;
  const isOfExample = facilityCode === HOSPITAL.facilityCode;
  const patient = isOfExample
    ? { ...PENSIONER, cardNumber: PATIENT_CARD.cardNumber }
    : {
        participantId: newId(),
        personalId: numbered(PENSIONER.personalId),
        cardNumber: numbered(PATIENT_CARD.cardNumber),
      };
  const { fullName, birthDate, sex } = PENSIONER;
  const cardId = newId();
  const issued = {
    cardId,
    participantId: patient.participantId,
    cardNumber: patient.cardNumber,
    initialFacilityCode: facilityCode,
    validFrom: PATIENT_CARD.validFrom,
    validTo: PATIENT_CARD.validTo,
    holder: { fullName, birthDate, sex, personalId: patient.personalId },
    status: 'active' as const,
    fiveYearsOn: null,
  };
  await room.deliver(CardIssued, issued, { id: cardId });
  return patient;
};

type Visit = {
  readonly key: string;
  readonly patient: Patient;
  readonly facilityCode: string;
  /** Day of the month of the example. */
  readonly day: number;
  /** The dose of the example is for one day, and the appraisal asks why. */
  readonly isPlain?: boolean;
};

/** The visit of the example, as another one: somebody else's, at another hospital, on another day. */
export const wordsOf = ({ key, patient, facilityCode, day, isPlain = false }: Visit): Words => ({
  [VISIT.encounterKey]: key,
  [HOSPITAL.facilityCode]: facilityCode,
  [PENSIONER.personalId]: patient.personalId,
  [PATIENT_CARD.cardNumber]: patient.cardNumber,
  [VISIT.arrivedAt.slice(0, 10).replaceAll('-', '')]: `${LAST_MONTH.replace('-', '')}${String(day).padStart(2, '0')}`,
  // Nobody is at two hospitals in one hour.
  '264004/': `26${facilityCode.slice(-4)}/`,
  ...(isPlain ? { '* 1 ngày': '* 14 ngày' } : {}),
});

/** The claim file of the example with other words in it. */
export const claimFileOf = (doors: readonly Door[], visit: Visit): string => {
  const door = doors.find(({ name }) => name === 'POST /v1/claims');
  const sent = door === undefined ? undefined : retoldBody(door.example, wordsOf(visit));
  if (typeof sent?.content !== 'string') throw new Error('the example of a claim is a file of text');
  return sent.content;
};

/** Sends a visit and has it appraised: the id of its claim. */
export const accepted = async (
  room: Room<unknown>,
  hospital: Who,
  { key, file }: { readonly key: string; readonly file: string },
): Promise<string> => {
  const { claims } = told(await room.as(hospital).post('/v1/claims', file), ClaimSubmission);
  const claimId = claims.find(({ encounterKey }) => encounterKey === key)?.claimId ?? '';
  for (const { attributes, data } of await room.outbox()) {
    const { id: eventId, type, subject: id, aggregateversion: version } = attributes;
    if (type !== ClaimReceived.type || id !== claimId) continue;
    await room.deliver(ClaimReceived, ClaimReceived.data.parse(data), { id, version, eventId });
  }
  const claim = told(await room.as(hospital).get(`/v1/claims/${claimId}`), Claim);
  if (claim.status !== 'accepted') throw new Error(`the claim is ${claim.status}: ${JSON.stringify(claim.findings)}`);
  return claimId;
};
