/** The parts by themselves, for tests and load: services take `startMessaging`. */

export {
  type NewRecord,
  openTopicDesk,
  type TopicDesk,
  type TopicDeskOptions,
  type TopicRecord,
} from './desk/topic-desk';
export { Consumer, type ConsumerOptions } from './in/consumer';
export { createKafka, createProducer, ensureTopics } from './kafkajs/kafka';
export { installKafkaPatches } from './kafkajs/patches';
export { Relay, type RelayOptions } from './out/relay';
export { type OutboxRow, openRelaySession, type RelaySession } from './out/relay-session';
