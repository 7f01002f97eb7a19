import { JOB, JOB_DEFINITION } from '@ansinh/contracts/examples/jobs';

const SERVICE = 'notification';

export const LISTING_JOBS = {
  query: { service: SERVICE, state: 'failed', pageSize: '20' },
  reply: { items: [JOB], unavailable: [] },
} as const;
export const LISTING_DEFINITIONS = {
  query: { service: SERVICE },
  reply: { items: [JOB_DEFINITION], unavailable: [] },
} as const;
