import { join } from 'node:path';

export { LawCopy } from './law-copy';
export { projectLaw } from './law-value.store';
export { getLaw } from './law-value.views';

/** The table of told values in a service's database: `packageMigrations` of a service that keeps them. */
export const LAW_MIGRATIONS = join(__dirname, '../migrations');
