/** The parts by themselves, for tests and load: services take `startMessaging`. */

export { grantRights, revokeRights } from './desk/rights-desk';
export {
  type NewRecord,
  openTopicDesk,
  type TopicDesk,
  type TopicDeskOptions,
  type TopicRecord,
} from './desk/topic-desk';
export { Consumer, type ConsumerOptions } from './in/consumer';
export { createKafka, createProducer, type KafkaSecurity } from './kafkajs/kafka';
export { installKafkaPatches } from './kafkajs/patches';
export { ensureTopics } from './kafkajs/topics';
export { Relay, type RelayOptions } from './out/relay';
export { type OutboxRow, openRelaySession, type RelaySession } from './out/relay-session';
