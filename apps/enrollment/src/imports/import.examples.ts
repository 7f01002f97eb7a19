import { PATIENT_CARD, PENSIONER } from '@ansinh/contracts/examples/story';

const { personalId, siNumber, fullName, birthDate, sex } = PENSIONER;
const { cardId: _, ...card } = PATIENT_CARD;

const NDJSON = `${JSON.stringify({ personalId, siNumber, fullName, birthDate, sex, card })}\n`;
const CARD_COLUMNS = Object.keys(card).map((name) => `card.${name}`);
const CSV = `personalId,siNumber,fullName,birthDate,sex,${CARD_COLUMNS.join(',')}
${[personalId, siNumber, fullName, birthDate, sex, ...Object.values(card)].join(',')}
`;

export const IMPORTING = {
  file: {
    contentType: 'application/x-ndjson',
    text: NDJSON,
  },
  otherFiles: [
    { contentType: 'application/jsonl', text: NDJSON },
    { contentType: 'text/csv', text: CSV },
  ],
  reply: {
    rows: 1,
    imported: 1,
    unchanged: 0,
    rejected: 0,
    brings: {
      persons: 1,
      siNumbers: 0,
      cards: 1,
      groups: [
        {
          group: 'GD',
          level: 4,
          percent: 80,
          cards: 1,
          validFrom: card.validFrom,
          validTo: card.validTo,
          fiveYearsGiven: 0,
        },
      ],
      facilities: [{ facilityCode: card.initialFacilityCode, cards: 1 }],
    },
    errors: [],
  },
} as const;
