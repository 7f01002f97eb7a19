import { EMPLOYER, MONTH, WORKER } from '@ansinh/contracts/examples/story';

export const ASSESSING_MONTH = {
  body: { month: MONTH },
  reply: { month: MONTH, employers: 1, workers: 1, totalVnd: '3040000', remaining: 0 },
} as const;

export const LISTING_CONTRIBUTIONS = {
  params: { participantId: WORKER.participantId },
  reply: [
    {
      month: MONTH,
      employerId: EMPLOYER.employerId,
      wageVnd: '9500000',
      employeeVnd: '997500',
      employerVnd: '2042500',
      paid: false,
    },
  ],
} as const;
