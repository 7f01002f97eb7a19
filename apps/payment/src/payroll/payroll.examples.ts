import { MONTH, PENSION } from '@ansinh/contracts/examples/story';

export const PREPARING = {
  body: { month: MONTH },
  reply: { month: MONTH, payouts: 1, totalVnd: PENSION.monthlyVnd },
} as const;
