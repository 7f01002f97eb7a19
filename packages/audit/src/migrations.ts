import { join } from 'node:path';

/** The seals, and what acts have beside `platform.audit`: in the database of every service. */
export const AUDIT_MIGRATIONS = join(__dirname, '../migrations');
