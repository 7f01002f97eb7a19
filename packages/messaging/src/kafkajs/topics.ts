import { setTimeout as pause } from 'node:timers/promises';
import { TOPIC_PARTITIONS } from '@ansinh/contracts/catalogue/events';
import { TOPIC_PLANS, type Topic } from '@ansinh/contracts/catalogue/topics';
import { type Admin, ConfigResourceTypes, ConfigSource, type Kafka, KafkaJSAggregateError } from 'kafkajs';
import { isTopicRefused, Refusal } from './refusals';

export type WantedTopics = {
  /** Made when they are missing, and kept for as long as the contracts say, also when somebody had said otherwise. */
  readonly own: readonly Topic[];
  /** Of other services: made when they are missing and this one may. How long they are kept is said by their owner. */
  readonly others: readonly Topic[];
};

const HOUR_MS = 3_600_000;
/** Kafka removes whole segments, and one only after it was ended: so much longer than wanted a record may stay. */
const SEGMENTS = 6;

const settingsOf = ({ retentionHours }: Topic): readonly { readonly name: string; readonly value: string }[] => [
  { name: 'retention.ms', value: String(retentionHours * HOUR_MS) },
  { name: 'segment.ms', value: String((retentionHours * HOUR_MS) / SEGMENTS) },
];

const typeOf = (error: unknown): unknown => (error instanceof Error && 'type' in error ? error.type : undefined);
const isThere = (error: unknown): boolean => typeOf(error) === 'TOPIC_ALREADY_EXISTS';
/** A broker may not know yet what the controller has made, or who leads it. */
const isOnItsWay = (error: unknown): boolean =>
  typeOf(error) === 'UNKNOWN_TOPIC_OR_PARTITION' || typeOf(error) === 'LEADER_NOT_AVAILABLE';
const topicIn = (error: unknown): readonly string[] =>
  error instanceof Error && 'topic' in error && typeof error.topic === 'string' ? [error.topic] : [];

const LOOKS = 100;
const LOOK_EVERY_MS = 100;

/** Waits until all topics have a leader; the library, asked to wait, gives up when a broker knows none of them yet. */
const untilLed = async (admin: Admin, topics: readonly string[]): Promise<void> => {
  for (let look = 1; ; look += 1)
    try {
      await admin.fetchTopicMetadata({ topics: [...topics] });
      return;
    } catch (error) {
      if (!isOnItsWay(error) || look === LOOKS) throw error;
      await pause(LOOK_EVERY_MS);
    }
};

/** @returns the topics that this client may not make */
const make = async (admin: Admin, topics: readonly Topic[]): Promise<readonly string[]> => {
  if (topics.length === 0) return [];
  try {
    await admin.createTopics({
      topics: topics.map((topic) => ({
        topic: topic.name,
        numPartitions: TOPIC_PARTITIONS,
        configEntries: [...settingsOf(topic)],
      })),
      waitForLeaders: false,
    });
    await untilLed(
      admin,
      topics.map(({ name }) => name),
    );
    return [];
  } catch (error) {
    if (!(error instanceof KafkaJSAggregateError)) throw error;
    // Another process has made some of them at the same moment.
    const failures = error.errors.filter((each) => !isThere(each));
    if (!failures.every(isTopicRefused)) throw error;
    return failures.flatMap(topicIn);
  }
};

/** What somebody has set for the topic itself: it is said again, since the request replaces all of it. */
const setOf = async (admin: Admin, { name }: Topic): Promise<ReadonlyMap<string, string>> => {
  const { resources } = await admin.describeConfigs({
    resources: [{ type: ConfigResourceTypes.TOPIC, name }],
    includeSynonyms: false,
  });
  const entries = resources.flatMap(({ configEntries }) => configEntries);
  return new Map(
    entries
      .filter(({ configSource }) => configSource === ConfigSource.TOPIC_CONFIG)
      .map(({ configName, configValue }) => [configName, configValue]),
  );
};

const keepAsLong = async (admin: Admin, topic: Topic): Promise<void> => {
  const present = await setOf(admin, topic);
  const wanted = settingsOf(topic);
  if (wanted.every(({ name, value }) => present.get(name) === value)) return;
  const settings = new Map([...present, ...wanted.map(({ name, value }) => [name, value] as const)]);
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: ConfigResourceTypes.TOPIC,
        name: topic.name,
        configEntries: [...settings].map(([name, value]) => ({ name, value })),
      },
    ],
  });
};

/** @returns those of which it may not be said how long they are kept */
const keepAllAsLong = async (admin: Admin, topics: readonly Topic[]): Promise<readonly string[]> => {
  const refused: string[] = [];
  for (const topic of topics)
    await keepAsLong(admin, topic).catch((error: unknown) => {
      if (!isTopicRefused(error)) throw error;
      refused.push(topic.name);
    });
  return refused;
};

/**
 * Several services may do it at once. All topics, each as nobody's own, when it is not said which.
 * @throws Refusal when it has done what it may and may not do the rest
 */
export const ensureTopics = async (
  kafka: Kafka,
  { own, others }: WantedTopics = { own: [], others: TOPIC_PLANS },
): Promise<void> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const existing = new Set(await admin.listTopics());
    const isMissing = ({ name }: Topic): boolean => !existing.has(name);
    const unmade = await make(admin, own.filter(isMissing));
    await make(admin, others.filter(isMissing));
    const present = own.filter((each) => existing.has(each.name));
    const unsaid = await keepAllAsLong(admin, present);
    const refusals = [
      ...(unmade.length === 0 ? [] : [`kafka does not let this service make ${unmade.join(', ')}`]),
      ...(unsaid.length === 0 ? [] : [`kafka does not let this service say how long ${unsaid.join(', ')} is kept`]),
    ];
    if (refusals.length > 0) throw new Refusal(refusals.join('; '));
  } finally {
    await admin.disconnect();
  }
};
