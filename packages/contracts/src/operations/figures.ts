import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';

export const seconds = z.number().min(0);

/** Jobs whose time has come, and those that wait for an operator. */
export const JobFigures = z.object({
  due: z.int(),
  oldestDueSeconds: seconds.nullable(),
  failed: z.int(),
  oldestFailedAt: InstantText.nullable(),
});

/** How far audit and books are sealed; null where that cannot be read, and from a service of before it. */
export const SealFigures = z
  .object({
    newestAt: InstantText.nullable(),
    /** Age of the oldest row that no seal has yet; null when all are sealed. */
    unsealedAgeSeconds: seconds.nullable(),
  })
  .nullable()
  .default(null);
