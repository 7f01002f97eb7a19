import { HOSPITAL, WORKER } from '@ansinh/contracts/examples/story';

const { fullName, birthDate, sex, siNumber, cardNumber } = WORKER;

export const READING_RECORD = {
  reply: {
    fullName,
    birthDate,
    sex,
    siNumber,
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
  },
} as const;
