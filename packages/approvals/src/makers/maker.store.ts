import { columnOf, type TransactionClient } from '@ansinh/database';
import { forgottenBefore, type GoneMaker } from './maker.rules';

/** From whom something was taken by which they could ask: the later time counts, in whatever order they come. */
export const endMakers = async (db: TransactionClient, makers: readonly GoneMaker[]): Promise<void> => {
  if (makers.length === 0) return;
  const rows = makers.map(({ kind, subject, at }) => ({ kind, subject, at: at.toISOString() }));
  await db.$executeRaw`
    INSERT INTO platform.makers_gone AS known (kind, subject, at)
    SELECT kind, subject, max(at)
    FROM unnest(${columnOf(rows, 'kind')}::text[], ${columnOf(rows, 'subject')}::text[],
                ${columnOf(rows, 'at')}::timestamptz[]) AS rows (kind, subject, at)
    GROUP BY kind, subject ORDER BY kind, subject
    ON CONFLICT (kind, subject) DO UPDATE SET at = excluded.at WHERE known.at < excluded.at`;
};

/** What was asked for before is long over. */
export const forgetMakers = async ({
  db,
  now,
}: {
  readonly db: TransactionClient;
  readonly now: Date;
}): Promise<void> => {
  await db.$executeRaw`DELETE FROM platform.makers_gone WHERE at < ${forgottenBefore(now)}`;
};
