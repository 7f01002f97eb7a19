import { z } from 'zod';
import { jobBuilders } from './builders';
import type { JobTx } from './job';

const { job } = jobBuilders<JobTx>();
const declared = { summary: 'Does it', data: z.object({}), handle: async () => undefined };

describe('a job', () => {
  it.each(['SendEmail', 'send_email', 'send-', '', '1-send'])('is not called "%s"', (name) => {
    expect(() => job({ ...declared, name })).toThrow('kebab-case');
  });

  it('is refused with a schedule that no clock has', () => {
    expect(() => job({ ...declared, name: 'tell-terms', schedule: '99 5 * * *' })).toThrow();
    expect(job({ ...declared, name: 'tell-terms', schedule: '30 5 * * *' })).toMatchObject({ attempts: 5 });
  });
});
