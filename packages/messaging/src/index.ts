export { DeadLetterDesk, type Operator } from './desk/dead-letter-desk';
export { replayRound } from './desk/dead-letter-round';
export type { Lag } from './desk/lag';
export { type Batch, Processor, type TransactFor } from './in/processor';
export type { RawMessage } from './in/received';
export { type MessageTx, type Subscription, subscriptionBuilders } from './in/subscription';
export { type Messaging, type MessagingOptions, startMessaging } from './messaging';
export { type AggregateVersion, type Append, attributesOf, type Cause, Outbox } from './out/outbox';
export { headersOf } from './wire';
