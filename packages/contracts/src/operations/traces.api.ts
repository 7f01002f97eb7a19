import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';
import { ServiceNameText, UnavailableService } from './api';

/** An id of ours, or a code: what an operator was told of a thing. Never the number of a person. */
export const ThingKey = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$/)
  .meta({ id: 'ThingKey' });

/** One request or one run of a job, with all that it caused. */
export const ThingTrace = z
  .object({
    /** Opened in the trace server, and found in every log line. */
    traceId: z.string().regex(/^[0-9a-f]{32}$/),
    /** When it first told something of the thing. */
    at: InstantText,
    service: ServiceNameText,
    /** What the thing is, as its topic says it (`payment.payouts`), an act of the audit, or `noted` where nothing was told. */
    about: z.string(),
    /** Id of the thing: the one that was asked for, or a related one. */
    key: z.string(),
    /** Whether the trace server was given it: of the others there are the lines of the log. Null where nobody wrote it down. */
    kept: z.boolean().nullable(),
  })
  .meta({ id: 'ThingTrace' });
export type ThingTrace = z.infer<typeof ThingTrace>;

/** What one service knows. */
export const ThingTraces = z
  .object({
    items: z.array(ThingTrace),
    /** Ids of what the thing came from and went on in. */
    related: z.array(z.string()),
  })
  .meta({ id: 'ThingTraces' });
export type ThingTraces = z.infer<typeof ThingTraces>;

export const PlatformThingTraces = z
  .object({
    key: z.string(),
    /** Oldest first, each trace once. */
    items: z.array(ThingTrace),
    related: z.array(z.string()),
    unavailable: z.array(UnavailableService),
  })
  .meta({ id: 'PlatformThingTraces' });
export type PlatformThingTraces = z.infer<typeof PlatformThingTraces>;
