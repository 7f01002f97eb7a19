import { join } from 'node:path';

/** The tables of messages in a service's database; who migrates it names this folder (README.md tells which ones). */
export const MESSAGING_MIGRATIONS = join(__dirname, '../migrations');
