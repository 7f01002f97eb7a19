import { z } from 'zod';

/** Of a job that no tenant asked for: it is done for the agency, whichever that is. */
export const SYSTEM_TENANT = 'agency:system';

/** What is stored of a job beside what it is about. What cannot be read is refused by the schema of the job. */
export const Envelope = z
  .object({
    data: z.unknown(),
    tenant: z.string(),
    traceparent: z.string().optional(),
    /** In place of it, of one of many jobs of a transaction: what its own trace goes on from. */
    tracelink: z.string().optional(),
  })
  .catch({ data: null, tenant: SYSTEM_TENANT });
export type Envelope = z.infer<typeof Envelope>;

export type JobInsert = {
  readonly id: string;
  readonly key: string;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly envelope: Envelope;
  /** A higher one is taken first; 0 when left out. */
  readonly priority?: number;
};

/** A job that this process has taken: nobody else takes it before its lease ends. */
export type Taken = Envelope & {
  readonly name: string;
  readonly id: string;
  /** 0 for the first attempt: with the id it names the attempt. */
  readonly retryCount: number;
  readonly retryLimit: number;
};

/** Somebody else has taken the job since, or an operator has cancelled it: what was done of it must not be kept. */
export class ClaimLost extends Error {
  constructor(name: string, id: string) {
    super(`the job ${name} ${id} was taken away`);
    this.name = 'ClaimLost';
  }
}
