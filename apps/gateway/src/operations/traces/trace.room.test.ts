import type { ThingTraces } from '@ansinh/contracts/operations/traces.api';
import { type GatewayRoom, startGatewayRoom } from '../../../testing/gateway-room';
import { type Handler, json } from '../../../testing/services';

const OPERATOR = { role: 'operator', tenantCode: '66' } as const;
const TRACES = '/v1/operations/traces';

const unknown: Handler = json(
  404,
  { type: '/p', title: 't', status: 404, detail: 'd', instance: '/', code: 'request.not-found', traceId: '0' },
  { 'content-type': 'application/problem+json' },
);

/** A service that knows some things. */
const knowing =
  (things: Readonly<Record<string, ThingTraces>>): Handler =>
  (request, response) => {
    const thing = things[request.url?.replace(`${TRACES}/`, '') ?? ''];
    return thing === undefined ? unknown(request, response) : json(200, thing)(request, response);
  };

const trace = (digit: string, service: 'health-insurance' | 'payment', key: string) => ({
  traceId: digit.repeat(32),
  at: `2026-10-0${digit}T01:00:00.000Z`,
  service,
  about: service === 'payment' ? 'payment.payouts' : 'health-insurance.claims',
  key,
  kept: true,
});

describe('the traces of a thing at the door', () => {
  let gateway: GatewayRoom;
  beforeEach(async () => {
    gateway = await startGatewayRoom();
    for (const service of Object.values(gateway.services)) service.answer = unknown;
  });
  afterEach(() => gateway.stop());
  const find = (key: string) => gateway.room.as(OPERATOR).get(`${TRACES}/${key}`);

  it('lead from a claim to its settlement, its payout and the batch of it', async () => {
    gateway.services['health-insurance'].answer = knowing({
      'claim-1': { items: [trace('1', 'health-insurance', 'claim-1')], related: ['settlement-1'] },
      'settlement-1': { items: [trace('3', 'health-insurance', 'settlement-1')], related: [] },
    });
    gateway.services.payment.answer = knowing({
      'settlement-1': { items: [], related: ['payout-1'] },
      'payout-1': {
        items: [trace('3', 'payment', 'payout-1'), trace('5', 'payment', 'payout-1')],
        related: ['batch-1'],
      },
      'batch-1': { items: [trace('4', 'payment', 'batch-1'), trace('5', 'payment', 'batch-1')], related: [] },
    });
    expect((await find('claim-1')).body).toEqual({
      key: 'claim-1',
      items: [
        trace('1', 'health-insurance', 'claim-1'),
        trace('3', 'health-insurance', 'settlement-1'),
        trace('4', 'payment', 'batch-1'),
        trace('5', 'payment', 'payout-1'),
      ],
      related: ['settlement-1', 'payout-1', 'batch-1'],
      unavailable: [],
    });
  });

  it('are those of acts at the gateway itself too', async () => {
    await gateway.room.db.$executeRaw`
      INSERT INTO platform.audit (subject, tenant, action, target, trace_id)
      VALUES ('tam', 'agency:66', 'dead-letter.replay', 'dead-letter:letter-1', ${'8'.repeat(32)})`;
    expect((await find('letter-1')).body).toMatchObject({
      items: [
        { traceId: '8'.repeat(32), service: 'gateway', about: 'dead-letter.replay', key: 'letter-1', kept: null },
      ],
      unavailable: [],
    });
  });

  it('are not whole when a service cannot be asked, and say so once', async () => {
    gateway.services['health-insurance'].answer = knowing({
      'claim-1': { items: [trace('1', 'health-insurance', 'claim-1')], related: ['settlement-1'] },
    });
    await gateway.services.payment.stop();
    const { status, body } = await find('claim-1');
    expect([status, body]).toMatchObject([
      200,
      { items: [{ traceId: '1'.repeat(32) }], unavailable: [{ service: 'payment', reason: 'cannot be reached' }] },
    ]);
  });

  it('are not found of what nobody knows, and nobody says so while one is silent', async () => {
    expect((await find('nothing')).body).toMatchObject({ status: 404, code: 'request.not-found' });
    await gateway.services.payment.stop();
    expect((await find('nothing')).body).toMatchObject({ status: 503, service: 'payment' });
  });

  it('are for operators, and a name that is none is refused', async () => {
    const officer = await gateway.room.as({ role: 'officer', tenantCode: '66' }).get(`${TRACES}/claim-1`);
    expect(officer.status).toBe(403);
    expect((await find('a%2F..%2Fb')).status).toBe(422);
    expect(Object.values(gateway.services).flatMap(({ received }) => received)).toEqual([]);
  });
});
