import { join } from 'node:path';
import { AUDIT_MIGRATIONS } from '@ansinh/audit';
import { JOBS_MIGRATIONS } from '@ansinh/jobs';
import { MESSAGING_MIGRATIONS } from '@ansinh/messaging';

/** Of the tables that every service has beside those of the database itself: of other packages, and of this one. */
export const PLATFORM_MIGRATIONS = [
  AUDIT_MIGRATIONS,
  MESSAGING_MIGRATIONS,
  JOBS_MIGRATIONS,
  join(__dirname, '../migrations'),
];
