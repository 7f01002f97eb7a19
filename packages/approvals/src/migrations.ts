import { join } from 'node:path';

/** The table of requests that wait for a second person, in a service's database. */
export const APPROVALS_MIGRATIONS = join(__dirname, '../migrations');
