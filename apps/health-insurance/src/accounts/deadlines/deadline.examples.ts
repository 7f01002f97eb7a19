import { HOSPITAL } from '@ansinh/contracts/examples/story';

const { facilityCode } = HOSPITAL;

export const LISTING = {
  query: { status: 'open', facilityCode },
  reply: {
    items: [
      {
        facilityCode,
        step: 'explanation',
        textVi: 'Giải trình kết quả giám định (09/BH)',
        owner: 'facility',
        period: '2026-10',
        count: 1,
        dueOn: '2026-10-08',
        provisional: false,
        status: 'open',
        daysOverdue: 0,
        source: 'TT 12/2026/TT-BTC: 3 working days after the result',
      },
    ],
  },
} as const;
