import { PATIENT_CARD, PENSIONER } from '@ansinh/contracts/examples/story';

const { personalId, siNumber, fullName, birthDate, sex } = PENSIONER;
const { cardId: _, ...card } = PATIENT_CARD;

export const IMPORTING = {
  file: {
    contentType: 'application/x-ndjson',
    text: `${JSON.stringify({ personalId, siNumber, fullName, birthDate, sex, card })}\n`,
  },
  reply: { rows: 1, imported: 1, unchanged: 0, rejected: 0, errors: [] },
} as const;
