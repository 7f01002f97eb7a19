import type { PlatformThingTraces } from '@ansinh/contracts/operations/traces.api';
import { lifeText, type Span, treeOf } from './life.rules';

const span = (id: string, parentId: string | undefined, changes: Partial<Span> & { service?: string }): Span => {
  const { service = 'payment', ...rest } = changes;
  return {
    id,
    ...(parentId === undefined ? {} : { parentId }),
    name: id,
    timestamp: Number.parseInt(id, 36),
    duration: 1_500,
    localEndpoint: { serviceName: service },
    ...rest,
  };
};
const request = { 'http.request.method': 'POST', 'http.route': '/v1/payout-batches/:batchId/approvals' };
const statement = { kind: 'CLIENT', tags: { 'db.system.name': 'postgresql' } };

const APPROVAL = [
  span('a', undefined, { kind: 'SERVER', name: 'post', tags: request, service: 'gateway', duration: 48_000 }),
  span('b', 'a', { kind: 'CLIENT', name: 'post' }),
  span('c', 'b', { kind: 'SERVER', name: 'post', tags: request, duration: 41_200 }),
  span('d', 'c', statement),
  span('e', 'c', statement),
  span('f', 'c', { kind: 'PRODUCER', name: 'send payment.payouts.v1' }),
  span('g', 'c', { kind: 'CONSUMER', name: 'process payment.payouts.v1', service: 'notification' }),
  span('h', 'g', statement),
  span('i', 'c', { kind: 'CONSUMER', name: 'process payment.payouts.v1', service: 'notification', duration: 12_000 }),
  span('j', 'i', statement),
];

describe('the life of a thing', () => {
  it('is a tree of what was done, with statements counted and calls left out', () => {
    const [root, ...others] = treeOf(APPROVAL);
    expect(others).toEqual([]);
    expect(root).toMatchObject({
      service: 'gateway',
      statements: 0,
      branches: [{ service: 'payment', statements: 2 }],
    });
    expect(root?.branches[0]?.branches).toMatchObject([
      { name: 'send payment.payouts.v1', times: 1 },
      {
        name: 'process payment.payouts.v1',
        times: 2,
        runs: [
          { startMs: 0.016, durationMs: 1.5 },
          { startMs: 0.018, durationMs: 12 },
        ],
        longestMs: 12,
        statements: 2,
      },
    ]);
  });

  it('keeps what lost its parent, as when a server forgot it', () => {
    expect(treeOf(APPROVAL.filter(({ id }) => id !== 'c')).map(({ name }) => name)).toEqual([
      'POST /v1/payout-batches/:batchId/approvals',
      'send payment.payouts.v1',
      'process payment.payouts.v1',
    ]);
  });

  it('is told as text, trace by trace, also of one that the trace server does not have', () => {
    const [traceId, lost] = ['1'.repeat(32), '2'.repeat(32)];
    const item = { service: 'payment', about: 'payment.payouts', key: 'payout-1', kept: true } as const;
    const told: PlatformThingTraces = {
      key: 'payout-1',
      items: [
        { ...item, traceId, at: '2026-10-05T01:30:00.123Z' },
        { ...item, traceId: lost, at: '2026-10-06T01:30:00.123Z', about: 'payment.payout-batches', key: 'batch-1' },
      ],
      related: ['batch-1'],
      unavailable: [{ service: 'enrollment', reason: 'cannot be reached' }],
    };
    expect(lifeText({ told, spansOf: new Map([[traceId, APPROVAL]]) })).toBe(`\
payout-1: 2 traces, with those of 1 things that it came from or went on in
not whole: enrollment cannot be reached

2026-10-05 01:30:00.123  payment.payouts  trace ${traceId}
└─ POST /v1/payout-batches/:batchId/approvals · gateway · 48 ms
   └─ POST /v1/payout-batches/:batchId/approvals · payment · 41 ms · 2 statements
      ├─ send payment.payouts.v1 · payment · 1.5 ms
      └─ process payment.payouts.v1 x 2 · notification · 12 ms · 2 statements

2026-10-06 01:30:00.123  payment.payout-batches of batch-1  trace ${lost}
└─ the trace server does not have it
`);
  });
});
