import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getConstructionPlans } from 'pg-boss';
import { JOBS_MIGRATIONS } from '../migrations';

/** Words alone: blank lines and margins are of no account. */
const wordsOf = (sql: string): string =>
  sql
    .replace(/^--.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

it('the schema of the queue is the one that the library in use makes', () => {
  const ours = wordsOf(readFileSync(join(JOBS_MIGRATIONS, '0004_jobs.sql'), 'utf8'));
  const [, lock = '', theirs = ''] =
    /^BEGIN;.*?(SELECT pg_advisory_xact_lock\(.*?\)::bit\(64\)::bigint\);) (.*) COMMIT;$/.exec(
      wordsOf(getConstructionPlans('jobs')),
    ) ?? [];
  // `migrate` has a lock and a transaction of its own.
  expect(lock).not.toBe('');
  expect(ours).toBe(theirs);
});
