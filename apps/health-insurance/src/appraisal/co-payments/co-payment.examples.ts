import { PENSIONER, VISIT } from '@ansinh/contracts/examples/story';

const { participantId } = PENSIONER;

/** Six base salaries of 2,530,000 dong, less what her visit has left her to pay. */
export const READING = {
  params: { participantId },
  query: { year: '2026' },
  reply: {
    participantId,
    year: 2026,
    paid: VISIT.coPayment,
    threshold: '15180000.00',
    remaining: '15096768.84',
    fiveYearsOn: null,
    exemptFrom: null,
  },
} as const;
