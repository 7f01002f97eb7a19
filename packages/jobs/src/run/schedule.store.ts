import type { TransactionClient } from '@ansinh/database';

/** From here on the times of a schedule count, unless they did before. */
export const noteSchedule = async (db: TransactionClient, name: string, time: Date): Promise<void> => {
  await db.$executeRaw`
    INSERT INTO platform.job_schedules (name, last_for) VALUES (${name}, ${time}) ON CONFLICT DO NOTHING`;
};

/** True for the one who notes it first; the others wait here for its commit. */
export const noteOnce = async (db: TransactionClient, name: string, now: Date): Promise<boolean> => {
  const noted = await db.$executeRaw`
    INSERT INTO platform.job_onces (name, begun_at) VALUES (${name}, ${now}) ON CONFLICT DO NOTHING`;
  return noted === 1;
};

/** True for one caller alone, and for each time once; the others wait here for its commit. */
export const claimTime = async (db: TransactionClient, name: string, time: Date): Promise<boolean> => {
  const claimed = await db.$executeRaw`
    UPDATE platform.job_schedules SET last_for = ${time}, queued_for = ${time}
    WHERE name = ${name} AND last_for < ${time}`;
  return claimed === 1;
};
