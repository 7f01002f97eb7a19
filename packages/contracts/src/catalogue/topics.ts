import { SERVICES, type ServiceName } from '../vocabulary/services';
import { deadLetterTopic, EVENTS } from './events';

export type Topic = {
  readonly name: string;
  /** The one service that writes into it: it makes the topic, and says how long it is kept. */
  readonly owner: ServiceName;
  /** Whether one of its events identifies a person. */
  readonly personal: boolean;
  readonly retentionHours: number;
};

/**
 * How long a topic is kept, which is as long as a reader may be away. A weekend for what identifies a person: the services
 * that need it have it in their own tables by then. A week for everything else.
 */
const RETENTION_HOURS = { personal: 72, other: 168 } as const;

const topicOf = (name: string, owner: ServiceName, personal: boolean): Topic => ({
  name,
  owner,
  personal,
  retentionHours: personal ? RETENTION_HOURS.personal : RETENTION_HOURS.other,
});

const OWNERS: ReadonlyMap<string, ServiceName> = new Map(EVENTS.map(({ topic, service }) => [topic, service]));
const isPersonal = (name: string): boolean => EVENTS.some(({ topic, personal }) => topic === name && personal);

/** Each topic of the platform, with what has to be known of it where it is made. */
export const TOPIC_PLANS: readonly Topic[] = [
  ...[...OWNERS].map(([name, owner]) => topicOf(name, owner, isPersonal(name))),
  // A letter names the message by its place and digest; the payload stays in the service.
  ...SERVICES.map((service) => topicOf(deadLetterTopic(service), service, false)),
];

const BY_NAME: ReadonlyMap<string, Topic> = new Map(TOPIC_PLANS.map((topic) => [topic.name, topic]));
export const findTopic = (name: string): Topic | undefined => BY_NAME.get(name);

export const topicsOf = (service: ServiceName): readonly Topic[] =>
  TOPIC_PLANS.filter(({ owner }) => owner === service);
