import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';
import { Id } from '../vocabulary/identifiers';
import type { ServiceName } from '../vocabulary/services';

/** Text that PostgreSQL can hold. */
const PLAIN = /^\P{Cc}*$/u;
/** Kinds of tenants are closed at our doors and open here: who caused an event is kept, also when we know no such kind. */
const TENANT = /^[a-z][a-z0-9-]{0,39}:/;

/**
 * CloudEvents 1.0 attributes of every message. In Kafka's binary mode they travel as `ce_*` headers beside
 * `content-type`, `traceparent` and the JSON data as the value.
 */
export const EventAttributes = z.object({
  specversion: z.literal('1.0'),
  id: Id,
  /** The producing service, e.g. `/ansinh/payment`. */
  source: z.string().regex(/^\/ansinh\/[a-z-]+$/),
  /** e.g. `ansinh.payment.PayoutPaid.v1` */
  type: z.string().regex(/^ansinh\.[a-z-]+\.[A-Za-z]+\.v\d+$/),
  /** The aggregate's id: also the Kafka key. */
  subject: z.string().min(1).max(200).regex(PLAIN),
  time: InstantText,
  datacontenttype: z.literal('application/json'),
  /** 1, 2, 3 ... per aggregate: consumers refuse inversions by it. */
  aggregateversion: z.int().positive(),
  /** `kind:code` of the tenant whose act caused it, e.g. `facility:66001`. */
  tenant: z.string().regex(TENANT),
  /** Id of the event, or the request (`request:<id>`), that caused this one. */
  causationid: z.string(),
  /** W3C trace context of the request that caused it. */
  traceparent: z.string().optional(),
  /** In place of it in one of many events of a transaction: the context that its own trace goes on from. */
  tracelink: z.string().optional(),
});
export type EventAttributes = z.infer<typeof EventAttributes>;

export type EventDefinition<Name extends string = string, Data extends z.ZodType = z.ZodType> = {
  readonly name: Name;
  readonly version: number;
  readonly type: string;
  readonly service: ServiceName;
  /** `<service>.<aggregate plural>.v1`; the key is the aggregate's id. */
  readonly topic: string;
  readonly description: string;
  /** True when the data identify a person: such topics have short retention and no outside subscribers. */
  readonly personal: boolean;
  readonly data: Data;
};

export type EventData<Definition extends EventDefinition> = z.infer<Definition['data']>;
/** What a producer hands over: the contract reads it before it is written. */
export type EventInput<Definition extends EventDefinition> = z.input<Definition['data']>;

/** A received event: its attributes and the parsed data. */
export type EventOf<Definition extends EventDefinition> = {
  readonly attributes: EventAttributes;
  readonly data: EventData<Definition>;
};

type Declaration<Name extends string, Data extends z.ZodType> = {
  readonly name: Name;
  readonly aggregate: string;
  readonly version?: number;
  readonly description: string;
  readonly personal?: boolean;
  readonly data: Data;
};

/** Declares the events of one service: `const event = eventsOf('payment')`, then one constant per event. */
export const eventsOf =
  (service: ServiceName) =>
  <Name extends string, Data extends z.ZodType>(declared: Declaration<Name, Data>): EventDefinition<Name, Data> => {
    const version = declared.version ?? 1;
    return {
      name: declared.name,
      version,
      type: `ansinh.${service}.${declared.name}.v${version}`,
      service,
      topic: `${service}.${declared.aggregate}.v1`,
      description: declared.description,
      personal: declared.personal ?? false,
      data: declared.data,
    };
  };
