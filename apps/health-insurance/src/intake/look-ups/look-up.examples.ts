import { HOSPITAL, PATIENT_CARD, PENSIONER, TODAY, VISIT } from '@ansinh/contracts/examples/story';

const { fullName, birthDate, sex } = PENSIONER;
const { cardNumber, initialFacilityCode, validFrom, validTo } = PATIENT_CARD;

const CORRECT = {
  resultCode: '000',
  message: 'The card is correct',
  messageVi: 'Thẻ chính xác',
  date: TODAY,
} as const;

export const LOOKING_UP = {
  body: { cardNumber, date: TODAY, fullName, birthDate, visits: true },
  reply: {
    ...CORRECT,
    card: {
      cardNumber,
      fullName,
      birthDate,
      sex,
      initialFacilityCode,
      validFrom,
      validTo,
      fiveYearsOn: null,
      benefitPercent: 80,
    },
    visits: [
      {
        facilityCode: HOSPITAL.facilityCode,
        facilityName: HOSPITAL.name,
        arrivedAt: VISIT.arrivedAt,
        leftAt: VISIT.leftAt,
        careType: { code: '01', nameVi: 'Khám bệnh' },
        result: { code: '2', nameVi: 'Đỡ' },
      },
    ],
  },
} as const;

/** A hospital is told whether the card is good, and no more. */
export const ASKING = { params: { cardNumber }, query: { date: TODAY }, reply: CORRECT } as const;
