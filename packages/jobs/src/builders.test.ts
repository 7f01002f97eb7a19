import { z } from 'zod';
import { jobBuilders } from './builders';
import type { JobTx } from './job';

const { job, scheduledJob } = jobBuilders<JobTx>();
const declared = { summary: 'Does it', data: z.object({}), handle: async () => undefined };
const daily = { name: 'tell-terms', summary: 'Tells them', handle: async () => undefined };

describe('a job', () => {
  it.each(['SendEmail', 'send_email', 'send-', '', '1-send'])('is not called "%s"', (name) => {
    expect(() => job({ ...declared, name })).toThrow('kebab-case');
  });

  it('is refused with a schedule that no clock has', () => {
    expect(() => scheduledJob({ ...daily, schedule: '99 5 * * *' })).toThrow();
    expect(scheduledJob({ ...daily, schedule: '30 5 * * *' })).toMatchObject({ attempts: 5, schedule: '30 5 * * *' });
  });

  it('of a schedule is given a day', () => {
    const { data } = scheduledJob({ ...daily, schedule: '30 5 * * *' });
    expect(data.parse({ day: '2026-10-05' })).toEqual({ day: '2026-10-05' });
    expect(data.safeParse({ month: '2026-10' }).success).toBe(false);
  });

  it('is refused with a beginning that it could not read', () => {
    const backfill = { ...declared, name: 'count-all', data: z.object({ after: z.uuid() }) };
    expect(() => job({ ...backfill, once: { after: 'the first' } })).toThrow('Invalid UUID');
  });
});
