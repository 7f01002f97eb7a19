import { isIdle } from './events.ts';

const database = (outbox: number, held: number) => ({
  outbox: { messages: outbox, oldestAgeSeconds: null },
  deadLetters: { open: 0, oldestDiedAt: null },
  held: { messages: held, oldestAgeSeconds: null },
  oldestTransactionSeconds: null,
  jobs: { due: 0, oldestDueSeconds: null, failed: 0, oldestFailedAt: null },
  seals: null,
});
const consumer = { joined: true, trouble: null };
const lag = (messages: number) => [{ topic: 't', messages }];

describe('a service is idle', () => {
  it.each([
    ['with nothing to publish and nothing to read', { database: database(0, 0), consumer, lag: lag(0) }, true],
    ['when it subscribes to nothing', { database: database(0, 0), consumer: null, lag: null }, true],
    ['not while it has events to publish', { database: database(1, 0), consumer, lag: lag(0) }, false],
    ['not while an event waits for an earlier one', { database: database(0, 1), consumer, lag: lag(0) }, false],
    ['not while it has events to read', { database: database(0, 0), consumer, lag: lag(1) }, false],
    ['not when the broker does not tell', { database: database(0, 0), consumer, lag: null }, false],
    ['not when the database does not tell', { database: null, consumer, lag: lag(0) }, false],
  ])('%s', (_name, status, expected) => {
    expect(isIdle(status)).toBe(expected);
  });
});
