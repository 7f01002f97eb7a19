export { DeadLetterDesk, type Operator } from './dead-letter-desk';
export { replayRound } from './dead-letter-round';
export type { Lag } from './lag';
export { type Messaging, type MessagingOptions, startMessaging } from './messaging';
export { type AggregateVersion, type Append, attributesOf, type Cause, Outbox } from './outbox';
export { type Batch, Processor, type TransactFor } from './processor';
export type { RawMessage } from './received';
export { type MessageTx, type Subscription, subscriptionBuilders } from './subscription';
export { headersOf } from './wire';
