import { join } from 'node:path';

/** The schema `jobs` of pg-boss and the times of schedules, in a service's database. */
export const JOBS_MIGRATIONS = join(__dirname, '../migrations');
