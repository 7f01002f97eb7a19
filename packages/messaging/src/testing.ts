/** The parts by themselves, for tests and load: services take `startMessaging`. */
export { Consumer, type ConsumerOptions } from './consumer';
export { createKafka, createProducer, ensureTopics } from './kafka';
export { Relay, type RelayOptions } from './relay';
export { type OutboxRow, openRelaySession, type RelaySession } from './relay-session';
export { type NewRecord, openTopicDesk, type TopicDesk, type TopicDeskOptions, type TopicRecord } from './topic-desk';
