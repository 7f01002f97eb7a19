import type { PlatformStatus, ServiceStatus } from '@ansinh/contracts/operations/api';
import { changedTotals, eventsIn, lostOffsets, readCommitted, readEnds, readTotals, unrestOf } from './kept.rules';

describe('what Kafka has', () => {
  const ends = readEnds('payment.payouts.v1:0:4\npayment.payouts.v1:1:0\npayment.payouts.v1-other:0:9\n');

  it('is read from the output of its tools', () => {
    expect([...ends]).toEqual([
      ['payment.payouts.v1:0', 4],
      ['payment.payouts.v1:1', 0],
      ['payment.payouts.v1-other:0', 9],
    ]);
    expect(eventsIn(ends, 'payment.payouts.v1')).toBe(4);
    const committed = readCommitted(`
GROUP           TOPIC                PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID
notification    payment.payouts.v1   0          4               4               0               n-1             /172.18.0.7     n
notification    payment.payouts.v1   1          -               0               -               n-1             /172.18.0.7     n
`);
    expect([...committed]).toEqual([['notification payment.payouts.v1:0', 4]]);
  });

  it('is lost when an offset is smaller or gone, also one of nothing', () => {
    expect(lostOffsets(ends, ends)).toEqual([]);
    expect(lostOffsets(ends, new Map([...ends, ['payment.payouts.v1:0', 5]]))).toEqual([]);
    expect(lostOffsets(ends, new Map([['payment.payouts.v1:0', 3]]))).toEqual([
      'payment.payouts.v1:0 was at 4 and is 3',
      'payment.payouts.v1:1 was at 0 and is gone',
      'payment.payouts.v1-other:0 was at 9 and is gone',
    ]);
  });
});

describe('the totals of the month', () => {
  const totals = readTotals(`──────
  Sample month 2026-10, 7.0 s, trace 1
──────
  Settled with hospitals      42.929.352 đ
  Paid = settled + benefits   yes
──────`);

  it('are read from its table, without the title', () => {
    expect([...totals]).toEqual([
      ['Settled with hospitals', '42.929.352 đ'],
      ['Paid = settled + benefits', 'yes'],
    ]);
  });

  it('must be the same again, but for those that may differ', () => {
    const other = new Map([['Settled with hospitals', '1 đ']]);
    expect(changedTotals(totals, totals, [])).toEqual([]);
    expect(changedTotals(totals, other, ['Paid = settled + benefits'])).toEqual([
      '"Settled with hospitals" was 42.929.352 đ and is 1 đ',
    ]);
  });
});

describe('unrest', () => {
  const at = '2026-11-29T08:00:00.000Z';
  const quiet: ServiceStatus = {
    service: 'payment',
    at,
    healthy: true,
    stuck: [],
    relay: { role: 'active', trouble: null, published: 3 },
    consumer: { joined: true, trouble: null },
    lag: [{ topic: 'enrollment.cards.v1', messages: 0 }],
    database: {
      outbox: { messages: 0, oldestAgeSeconds: null },
      deadLetters: { open: 0, oldestDiedAt: null },
      held: { messages: 0, oldestAgeSeconds: null },
      oldestTransactionSeconds: null,
      jobs: { due: 0, oldestDueSeconds: null, failed: 0, oldestFailedAt: null },
      seals: null,
    },
  };
  const statusOf = (data: ServiceStatus): PlatformStatus => ({
    healthy: true,
    stuck: [],
    services: [{ service: 'payment', status: 'ok', data }],
  });

  it('is nothing when all that was told has taken effect', () => {
    expect(unrestOf(statusOf(quiet))).toEqual([]);
  });

  it('names what is on its way, what nobody knows, and who is not there', () => {
    const database: ServiceStatus['database'] = {
      outbox: { messages: 2, oldestAgeSeconds: 1 },
      deadLetters: { open: 0, oldestDiedAt: null },
      held: { messages: 0, oldestAgeSeconds: null },
      oldestTransactionSeconds: null,
      jobs: { due: 0, oldestDueSeconds: null, failed: 0, oldestFailedAt: null },
      seals: null,
    };
    expect(unrestOf(statusOf({ ...quiet, database, lag: null }))).toEqual([
      'payment has 2 events in the outbox',
      'payment has unknown events to be read',
    ]);
    const services: PlatformStatus['services'] = [{ service: 'payment', status: 'unavailable', reason: 'no answer' }];
    expect(unrestOf({ healthy: false, stuck: [], services })).toEqual(['payment is unavailable: no answer']);
  });
});
