import * as collection from '../collection/events';
import * as enrollment from '../enrollment/events';
import * as gateway from '../gateway/events';
import * as healthInsurance from '../health-insurance/events';
import * as notification from '../notification/events';
import * as payment from '../payment/events';
import { SERVICES, type ServiceName } from '../vocabulary/services';
import type { EventDefinition } from '../wire/envelope';

const isDefinition = (value: unknown): value is EventDefinition =>
  typeof value === 'object' && value !== null && 'topic' in value && 'data' in value;

/** Every event of the platform, in the order of the services and of their files. */
export const EVENTS: readonly EventDefinition[] = [
  enrollment,
  collection,
  healthInsurance,
  payment,
  notification,
  gateway,
].flatMap((module) => Object.values<unknown>(module).filter(isDefinition));

const BY_TYPE: ReadonlyMap<string, EventDefinition> = new Map(
  EVENTS.map((definition) => [definition.type, definition]),
);
export const findEvent = (type: string): EventDefinition | undefined => BY_TYPE.get(type);

/** Partitions of every topic: the most consumers of one group that can share the work. */
export const TOPIC_PARTITIONS = 6;
export const deadLetterTopic = (service: ServiceName): string => `${service}.dead-letters`;

/** All topics that must exist before a service starts. */
export const TOPICS: readonly string[] = [
  ...new Set(EVENTS.map((definition) => definition.topic)),
  ...SERVICES.map(deadLetterTopic),
];
