import { LISTING_APPROVALS } from '@ansinh/contracts/examples/approvals';

/** Every service answered: the list is whole. */
export const LISTING = {
  query: { ...LISTING_APPROVALS.query, service: 'enrollment' },
  reply: { ...LISTING_APPROVALS.reply, unavailable: [] },
} as const;
