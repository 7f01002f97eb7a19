import { EMPLOYER, HOSPITAL, MONTH, WORKER } from '@ansinh/contracts/examples/story';

const { participantId, personalId, siNumber, fullName, birthDate, sex, cardNumber } = WORKER;

/** Her card waits until the employer has paid the first month. */
const PARTICIPANT = {
  participantId,
  personalId,
  siNumber,
  fullName,
  birthDate,
  sex,
  cards: [
    {
      cardId: '01a109ae-99c0-7c02-8b1c-5d2f3a4b6c32',
      cardNumber,
      status: 'pending',
      initialFacilityCode: HOSPITAL.facilityCode,
      validFrom: null,
      validTo: null,
    },
  ],
  participations: [
    {
      participationId: '01a109ae-99c0-7e03-8b1c-5d2f3a4b6c03',
      employerId: EMPLOYER.employerId,
      fromMonth: MONTH,
      lastMonth: null,
      wageVnd: '9500000',
    },
  ],
} as const;

export const READING = { params: { participantId }, reply: PARTICIPANT } as const;

export const SEARCHING = { body: { personalId }, reply: { items: [PARTICIPANT] } } as const;
