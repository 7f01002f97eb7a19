import { randomBytes } from 'node:crypto';

export type MadeUpSpan = {
  readonly traceId: string;
  readonly id: string;
  readonly parentId?: string;
  readonly kind: 'SERVER' | 'CLIENT' | 'CONSUMER' | 'PRODUCER';
  readonly name: string;
  readonly timestamp: number;
  readonly duration: number;
  readonly localEndpoint: { readonly serviceName: string };
  readonly tags: Readonly<Record<string, string>>;
};

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

const STATEMENT = {
  'db.system.name': 'postgresql',
  'db.namespace': 'payment',
  'db.operation.name': 'INSERT',
  'db.query.summary': 'INSERT platform.outbox_sequences, platform.outbox',
};
const MESSAGE = {
  'messaging.system': 'kafka',
  'messaging.operation.name': 'process',
  'messaging.operation.type': 'process',
  'messaging.destination.name': 'payment.payouts.v1',
  'messaging.destination.partition.id': '3',
  'messaging.consumer.group.name': 'notification',
  'messaging.kafka.offset': '18204',
  'messaging.message.id': '01a109ae-99c0-7002-8b1c-5d2f3a4b6c62',
  'cloudevents.event_type': 'ansinh.payment.PayoutPaid.v1',
  'ansinh.payout.id': '01a109ae-99c0-7f02-8b1c-5d2f3a4b6c52',
};

/** Spans of one trace as the services send them: of three, two are statements and one is a message. */
export const madeUpTrace = (count: number, traceId: string = hex(16)): MadeUpSpan[] => {
  const timestamp = Date.now() * 1_000;
  const root = hex(8);
  return Array.from({ length: count }, (_, index) => ({
    traceId,
    id: index === 0 ? root : hex(8),
    ...(index === 0 ? {} : { parentId: root }),
    ...(index % 3 === 0
      ? {
          kind: 'CONSUMER' as const,
          name: 'process payment.payouts.v1',
          tags: { ...MESSAGE, 'service.name': 'notification' },
        }
      : {
          kind: 'CLIENT' as const,
          name: STATEMENT['db.query.summary'],
          tags: { ...STATEMENT, 'service.name': 'payment' },
        }),
    timestamp: timestamp + index,
    duration: 1_500,
    localEndpoint: { serviceName: index % 3 === 0 ? 'notification' : 'payment' },
  }));
};
