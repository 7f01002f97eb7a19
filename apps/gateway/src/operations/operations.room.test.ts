import type { DeadLetterSummary, ServiceStatus } from '@ansinh/contracts/operations/api';
import type { JobSummary } from '@ansinh/contracts/operations/jobs.api';
import { newId } from '@ansinh/database';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED } from '@ansinh/testkit';
import { type GatewayRoom, startGatewayRoom } from '../../testing/gateway-room';
import { type Handler, json } from '../../testing/services';

const OPERATOR = { role: 'operator', tenantCode: '66' } as const;

const statusOf = (service: ServiceStatus['service'], stuck: ServiceStatus['stuck'] = []): ServiceStatus => ({
  service,
  at: '2026-10-05T01:30:00.000Z',
  healthy: stuck.length === 0,
  stuck,
  relay: { role: 'active', trouble: null, published: 1 },
  consumer: null,
  lag: [{ topic: 'payment.payouts.v1', messages: 0 }],
  database: {
    outbox: { messages: 0, oldestAgeSeconds: null },
    deadLetters: { open: 0, oldestDiedAt: null },
    held: { messages: 0, oldestAgeSeconds: null },
    oldestTransactionSeconds: 0.5,
    jobs: { due: 0, oldestDueSeconds: null, failed: 0, oldestFailedAt: null },
    seals: null,
  },
});
const letterOf = (service: DeadLetterSummary['service'], id = newId()): DeadLetterSummary => ({
  id,
  service,
  state: 'open',
  cause: 'contract',
  detail: 'amountVnd: invalid_type',
  type: null,
  topic: 'payment.payouts.v1',
  partition: 0,
  offset: '7',
  eventId: null,
  aggregateId: null,
  attempts: 1,
  diedAt: '2026-10-05T01:30:00.000Z',
  traceId: null,
});
const jobOf = (service: JobSummary['service'], id = newId()): JobSummary => ({
  id,
  service,
  name: 'send-email',
  state: 'failed',
  key: null,
  attempts: 5,
  cause: 'handler-failed',
  detail: 'Error ECONNREFUSED',
  queuedAt: '2026-10-05T01:30:00.000Z',
  dueAt: '2026-10-05T01:30:00.000Z',
  startedAt: '2026-10-05T01:30:00.000Z',
  endedAt: '2026-10-05T01:30:00.000Z',
  traceId: null,
});
const wholeOf = (letter: DeadLetterSummary) => ({
  ...letter,
  headers: {},
  payload: { sizeBytes: 0, sha256: '', masked: 'digits', json: null },
  closedAt: null,
  history: [],
});
const problem = (status: number, code: string, more: object = {}): Handler =>
  json(
    status,
    { type: `/problems/${code}`, title: 't', status, detail: 'd', instance: '/', code, traceId: '0', ...more },
    { 'content-type': 'application/problem+json' },
  );

describe('operations at the door', () => {
  let gateway: GatewayRoom;
  beforeEach(async () => {
    gateway = await startGatewayRoom();
    for (const service of Object.values(gateway.services)) service.answer = problem(404, 'request.not-found');
  });
  afterEach(() => gateway.stop());

  const operator = () => gateway.room.as(OPERATOR);
  const all = (answer: (service: ServiceStatus['service']) => Handler) => {
    for (const [name, service] of Object.entries(gateway.services))
      service.answer = answer(name as ServiceStatus['service']);
  };

  it('join the status of all services and of the gateway itself, and name the one that is down', async () => {
    all((service) => json(200, statusOf(service)));
    expect((await operator().get('/v1/operations/status')).body).toMatchObject({ healthy: true, stuck: [] });
    const stuck = { what: 'the relay cannot publish', since: '2026-10-05T01:29:00.000Z' };
    gateway.services.collection.answer = json(200, statusOf('collection', [stuck]));
    await gateway.services.payment.stop();
    const { body } = await operator().get('/v1/operations/status');
    expect(body).toMatchObject({
      healthy: false,
      stuck: [{ service: 'collection', ...stuck }],
      services: [
        { service: 'gateway', status: 'ok', data: { relay: { role: 'off' } } },
        { service: 'enrollment', status: 'ok' },
        { service: 'collection', status: 'ok', data: { healthy: false } },
        { service: 'health-insurance', status: 'ok' },
        { service: 'payment', status: 'unavailable', reason: 'cannot be reached' },
        { service: 'notification', status: 'ok' },
      ],
    });
    expect(gateway.services.collection.received[0]?.headers.authorization).toMatch(/^Bearer room-test-/);
  });

  it('merge the dead letters of all services, newest first, by one cursor, and pass the filter on', async () => {
    const [oldest, middle, newest] = [letterOf('payment'), letterOf('enrollment'), letterOf('payment')];
    all(() => json(200, { items: [] }));
    gateway.services.payment.answer = json(200, { items: [newest, oldest] });
    gateway.services.enrollment.answer = json(200, { items: [middle] });
    gateway.services.notification.answer = json(503, {});
    const first = (await operator().get('/v1/operations/dead-letters?pageSize=2&cause=contract')).body;
    expect(first).toMatchObject({
      items: [newest, middle],
      nextCursor: expect.any(String),
      unavailable: [{ service: 'notification', reason: 'answered 503' }],
    });
    const { nextCursor } = first as { nextCursor: string };
    await operator().get(`/v1/operations/dead-letters?pageSize=2&cursor=${nextCursor}`);
    const asked = gateway.services.payment.received.map(({ path }) => new URL(path, 'http://x').searchParams);
    expect(asked[0]?.get('cause')).toBe('contract');
    expect(asked[1]?.get('cursor')).toBe(Buffer.from(JSON.stringify([middle?.id])).toString('base64url'));
    await operator().get('/v1/operations/dead-letters?service=payment');
    expect([gateway.services.payment.received.length, gateway.services.enrollment.received.length]).toEqual([3, 2]);
  });

  it('merge the jobs of all services, and act on one where it is', async () => {
    const [older, newer] = [jobOf('payment'), jobOf('notification')];
    all(() => json(200, { items: [] }));
    gateway.services.payment.answer = json(200, { items: [older] });
    gateway.services.notification.answer = json(200, { items: [newer] });
    const list = await operator().get('/v1/operations/jobs?state=failed');
    expect(list.body).toEqual({ items: [newer, older], unavailable: [] });
    expect(gateway.services.payment.received[0]?.path).toContain('state=failed');
    for (const service of Object.values(gateway.services)) service.answer = problem(404, 'request.not-found');
    gateway.services.payment.answer = (request, response) =>
      request.method === 'GET'
        ? json(200, { ...older, data: {}, history: [] })(request, response)
        : json(200, { ...older, state: 'retry' })(request, response);
    expect((await operator().get(`/v1/operations/jobs/${older.id}`)).body).toMatchObject({ id: older.id, history: [] });
    const act = { reason: 'the server of mail is back' };
    const retried = await operator().post(`/v1/operations/jobs/${older.id}/retry`, act);
    expect([retried.status, retried.body]).toMatchObject([200, { state: 'retry' }]);
    expect(gateway.services.payment.received.at(-1)).toMatchObject({
      method: 'POST',
      path: `/v1/operations/jobs/${older.id}/retry`,
    });
  });

  it('name the jobs of all services', async () => {
    const definition = {
      service: 'notification',
      name: 'send-email',
      summary: 'Sends a message',
      schedule: null,
      lastFor: null,
      nextAt: null,
      counts: { waiting: 0, retry: 0, active: 0, failed: 0 },
    };
    all((service) => json(200, { items: service === 'notification' ? [definition] : [] }));
    expect((await operator().get('/v1/operations/job-definitions')).body).toEqual({
      items: [definition],
      unavailable: [],
    });
  });

  it.each(['dead-letters', 'jobs', 'audit'])('page the %s by no cursor that they did not give out', async (list) => {
    all(() => json(200, { items: [] }));
    expect(await answersToForgedCursors(operator(), `/v1/operations/${list}`)).toEqual(FORGED_CURSOR_REFUSED);
    expect(gateway.services.payment.received).toEqual([]);
  });

  it('find the service that has a letter and act there', async () => {
    const letter = letterOf('collection');
    gateway.services.collection.answer = (request, response) =>
      request.method === 'GET'
        ? json(200, wholeOf(letter))(request, response)
        : json(200, { outcome: 'replayed', letter: { ...letter, state: 'replayed' } })(request, response);
    expect((await operator().get(`/v1/operations/dead-letters/${letter.id}`)).body).toEqual(wholeOf(letter));
    const replayed = await operator().post(`/v1/operations/dead-letters/${letter.id}/replay`);
    expect([replayed.status, replayed.body]).toMatchObject([200, { outcome: 'replayed' }]);
    expect(gateway.services.collection.received.at(-1)).toMatchObject({
      method: 'POST',
      path: `/v1/operations/dead-letters/${letter.id}/replay`,
    });
    expect(gateway.services.payment.received.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('give the refusal of the service on as it is', async () => {
    const letter = letterOf('payment');
    gateway.services.payment.answer = (request, response) =>
      request.method === 'GET'
        ? json(200, wholeOf(letter))(request, response)
        : problem(409, 'dead-letter.older-first', { olderId: 'x' })(request, response);
    const reply = await operator().post(`/v1/operations/dead-letters/${letter.id}/replay`);
    expect(reply.body).toMatchObject({ status: 409, code: 'dead-letter.older-first', olderId: 'x' });
  });

  it('do not know a letter that nobody has, and do not say so when one could not be asked', async () => {
    const path = `/v1/operations/dead-letters/${newId()}`;
    expect((await operator().get(path)).body).toMatchObject({ status: 404, code: 'request.not-found' });
    await gateway.services.payment.stop();
    expect((await operator().get(path)).body).toMatchObject({ status: 503, service: 'payment' });
  });

  it('replay by a filter in all services or one, and add up what each says', async () => {
    const counts = { matched: 3, replayed: 2, alreadyDone: 0, failed: 1, heldBack: 0, remaining: 0 };
    all(() => json(200, counts));
    await gateway.services.notification.stop();
    const body = { filter: { cause: 'contract' }, dryRun: false, reason: 'fixed in 1.2.3' };
    const reply = await operator().post('/v1/operations/dead-letter-replays', body);
    expect(reply.body).toMatchObject({
      total: { matched: 12, replayed: 8, failed: 4 },
      unavailable: [{ service: 'notification' }],
    });
    expect(JSON.parse(String(gateway.services.payment.received[0]?.body))).toEqual({ ...body, limit: 1_000 });
    const one = await operator().post('/v1/operations/dead-letter-replays', { ...body, service: 'payment' });
    expect(one.body).toMatchObject({ total: { matched: 3 }, services: [{ service: 'payment' }], unavailable: [] });
  });

  it('are for operators alone, by reading and by acting', async () => {
    const officer = gateway.room.as({ role: 'officer', tenantCode: '66' });
    for (const path of ['status', 'dead-letters', 'dead-letter-groups', 'audit', `dead-letters/${newId()}`])
      expect((await officer.get(`/v1/operations/${path}`)).status).toBe(403);
    for (const path of ['dead-letter-replays', `dead-letters/${newId()}/replay`, `dead-letters/${newId()}/discard`])
      expect((await officer.post(`/v1/operations/${path}`, {})).body).toMatchObject({ permission: 'operations:act' });
    expect(Object.values(gateway.services).flatMap(({ received }) => received)).toEqual([]);
  });
});
