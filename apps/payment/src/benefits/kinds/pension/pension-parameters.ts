import { vnd } from '@ansinh/contracts/vocabulary/money';

export const HALF_YEAR_SOURCE = 'Law 41/2024 Art 66: 1-6 months count as half a year, 7-11 months as one year';
export const AVERAGE_WAGE_SOURCE = 'Law 41/2024 Art 72 (wages set by the employer: all paid months)';

/** The largest wage that a record may hold, so that sums of 600 months stay far below BIGINT. */
export const MAX_MONTHLY_WAGE_VND = vnd(1_000_000_000_000n);
