import type { MessageTx, Subscription } from '@ansinh/messaging';
import { meters } from '@ansinh/telemetry';
import type { StatusBoard } from './status';

const GAUGES = {
  'ansinh.outbox.messages': { description: 'Events that wait for the relay', unit: '{event}' },
  'ansinh.outbox.oldest.age': { description: 'Age of the oldest event in the outbox', unit: 's' },
  'ansinh.held.messages': { description: 'Events that wait for an earlier one of their aggregate', unit: '{event}' },
  'ansinh.dead_letters.open': { description: 'Dead letters that wait for an operator', unit: '{letter}' },
  'ansinh.transaction.oldest.age': { description: 'Age of the oldest open transaction', unit: 's' },
  'ansinh.jobs.due': { description: 'Jobs whose time has come', unit: '{job}' },
  'ansinh.jobs.oldest_due.age': { description: 'For how long the oldest of them has been due', unit: 's' },
  'ansinh.jobs.failed': { description: 'Jobs that wait for an operator', unit: '{job}' },
  'ansinh.seals.unsealed.age': { description: 'Age of the oldest row of audit and books without a seal', unit: 's' },
  'ansinh.relay.published': {
    description: 'Events that this process has published since its start',
    unit: '{event}',
    isCounter: true,
  },
  'ansinh.database.connections': {
    description: 'Connections of the pool of this process, by state',
    unit: '{connection}',
  },
  'ansinh.database.waiting': { description: 'Transactions and reads that wait for a connection', unit: '{request}' },
  'ansinh.consumer.lag': { description: 'Messages that the service has still to read', unit: '{message}' },
} as const;

/** Reads the gauges when somebody collects them; returns how to end that. */
export const observeBoard = (board: StatusBoard): (() => void) =>
  meters().observe(GAUGES, async () => {
    const { stored, unsealedSeconds, lag, published, connections } = await board.figures();
    return {
      'ansinh.outbox.messages': [{ value: stored.outbox_messages }],
      'ansinh.outbox.oldest.age': [{ value: stored.outbox_seconds ?? 0 }],
      'ansinh.held.messages': [{ value: stored.held_messages }],
      'ansinh.dead_letters.open': [{ value: stored.dead_letters }],
      'ansinh.transaction.oldest.age': [{ value: stored.transaction_seconds ?? 0 }],
      'ansinh.jobs.due': [{ value: stored.jobs_due }],
      'ansinh.jobs.oldest_due.age': [{ value: stored.jobs_due_seconds ?? 0 }],
      'ansinh.jobs.failed': [{ value: stored.jobs_failed }],
      'ansinh.seals.unsealed.age': unsealedSeconds === undefined ? [] : [{ value: unsealedSeconds }],
      'ansinh.relay.published': [{ value: published }],
      'ansinh.database.connections': [
        { value: connections.idle, attributes: { state: 'idle' } },
        { value: connections.open - connections.idle, attributes: { state: 'used' } },
      ],
      'ansinh.database.waiting': [{ value: connections.waiting }],
      'ansinh.consumer.lag': (lag?.topics ?? []).map(({ topic, messages }) => ({
        value: messages,
        attributes: { topic },
      })),
    };
  });

const counted = async <Result>(type: string, count: number, work: () => Promise<Result>): Promise<Result> => {
  try {
    const result = await work();
    meters().event(type, 'done', count);
    return result;
  } catch (error) {
    meters().event(type, 'failed', count);
    throw error;
  }
};

/** The same subscriptions, with each call of a handler counted by type and outcome; a retry counts again. */
export const counting = <Tx extends MessageTx>(subscriptions: readonly Subscription<Tx>[]): Subscription<Tx>[] =>
  subscriptions.map((subscription): Subscription<Tx> => {
    const { type } = subscription.on;
    if (subscription.mode === 'each') {
      const handle: typeof subscription.handle = (tx, event) => counted(type, 1, () => subscription.handle(tx, event));
      return { ...subscription, handle };
    }
    const handle: typeof subscription.handle = (tx, events) =>
      counted(type, events.length, () => subscription.handle(tx, events));
    return { ...subscription, handle };
  });
