import { z } from 'zod';

/** Events that are sent, read from the database or counted at a time. */
export const BATCH = 2_000;

/** What a part of the test is told, which runs as a process of its own. */
export const Settings = z.object({
  url: z.string(),
  brokers: z.string(),
  /** So many are measured, after `warmUp` others of the same kind. */
  events: z.int().positive(),
  warmUp: z.int().positive(),
  isLibraryEncoder: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

const WARM_UP_SHARE = 0.1;

/** In whole batches: what is compiled and filled by then is not measured. */
export const warmUpFor = (events: number): number => Math.max(1, Math.round((events * WARM_UP_SHARE) / BATCH)) * BATCH;
