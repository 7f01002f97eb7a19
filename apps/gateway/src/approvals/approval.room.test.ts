import type { ApprovalSummary } from '@ansinh/contracts/operations/approvals.api';
import { nameOfHeld } from '@ansinh/contracts/operations/held-kinds';
import { newId } from '@ansinh/database';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED } from '@ansinh/testkit';
import { type GatewayRoom, startGatewayRoom } from '../../testing/gateway-room';
import { json } from '../../testing/services';

const APPROVER = { role: 'approver', tenantCode: '66' } as const;
const OFFICER = { role: 'officer', tenantCode: '66' } as const;

const approvalOf = (service: ApprovalSummary['service'], id = newId()): ApprovalSummary => ({
  id,
  service,
  status: 'waiting',
  kind: 'POST /v1/payouts/:payoutId/redirections',
  name: nameOfHeld('POST /v1/payouts/:payoutId/redirections'),
  thing: `payout:${newId()}`,
  madeBy: 'lan',
  madeAt: '2026-10-05T01:30:00.000Z',
  expiresAt: '2026-10-12T01:30:00.000Z',
  decision: null,
});

describe('what waits for a second person, at the door', () => {
  let gateway: GatewayRoom;
  beforeEach(async () => {
    gateway = await startGatewayRoom();
    for (const service of Object.values(gateway.services)) service.answer = json(200, { items: [], total: 0 });
  });
  afterEach(() => gateway.stop());

  it('is one list of all services, newest first, by one cursor, and names the one that is away', async () => {
    const [oldest, middle, newest] = [approvalOf('payment'), approvalOf('enrollment'), approvalOf('payment')];
    gateway.services.payment.answer = json(200, { items: [newest, oldest], total: 7 });
    gateway.services.enrollment.answer = json(200, { items: [middle], total: 1 });
    const first = (await gateway.room.as(APPROVER).get('/v1/approvals?pageSize=2&status=waiting')).body;
    expect(first).toMatchObject({
      items: [newest, middle],
      nextCursor: expect.any(String),
      total: 8,
      unavailable: [],
    });
    const asked = gateway.services.payment.received.map(({ path }) => new URL(path, 'http://x').searchParams);
    expect([asked[0]?.get('status'), asked[0]?.get('pageSize')]).toEqual(['waiting', '2']);
    await gateway.services.enrollment.stop();
    const { body } = await gateway.room.as(OFFICER).get('/v1/approvals');
    expect(body).toMatchObject({
      items: [newest, oldest],
      total: 7,
      unavailable: [{ service: 'enrollment', reason: 'cannot be reached' }],
    });
  });

  it('calls who asked by name and office, where the account is known, and what is asked by its name', async () => {
    const asked = [{ ...approvalOf('payment'), madeBy: 'person:officer' }, approvalOf('payment')];
    gateway.services.payment.answer = json(200, { items: asked, total: 2 });
    const { name, office } = await gateway.room.db.account.findUniqueOrThrow({
      where: { accountId: 'person:officer' },
    });
    const items = asked.map((item) => (item.madeBy === 'lan' ? item : { ...item, maker: { name, office } }));
    items.sort((one, other) => (one.id < other.id ? 1 : -1));
    expect((await gateway.room.as(APPROVER).get('/v1/approvals')).body).toMatchObject({ items, total: 2 });
    expect(items[0]?.name).toEqual({ vi: 'Chi lại khoản bị trả về', en: 'Redirection of a returned payout' });
  });

  it('is asked of those that have it, by the token of the caller, and of one alone where one is named', async () => {
    await gateway.room.as(APPROVER).get('/v1/approvals?service=payment');
    expect(gateway.services.payment.received[0]?.headers.authorization).toMatch(/^Bearer room-test-/);
    expect(gateway.services.enrollment.received).toEqual([]);
    await gateway.room.as(APPROVER).get('/v1/approvals?service=gateway');
    await gateway.room.as(APPROVER).get('/v1/approvals');
    expect(gateway.services.payment.received).toHaveLength(2);
    expect(gateway.services.notification.received).toEqual([]);
  });

  it('is read, decided and taken back at the service that has it', async () => {
    const id = newId();
    gateway.services.payment.answer = json(200, { id });
    const token = `Bearer ${await gateway.tokenOf('demo-approver')}`;
    const call = (method: string, rest: string) =>
      gateway.call(`/v1/approvals/payment/${id}${rest}`, { method, headers: { authorization: token } });
    for (const [method, rest] of [
      ['GET', ''],
      ['POST', '/decisions'],
      ['POST', '/withdrawal'],
    ] as const)
      expect((await call(method, rest)).status).toBe(200);
    expect(gateway.services.payment.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /v1/approvals/payment/${id}`,
      `POST /v1/approvals/payment/${id}/decisions`,
      `POST /v1/approvals/payment/${id}/withdrawal`,
    ]);
    expect((await gateway.call('/v1/approvals/nobody/x', { headers: { authorization: token } })).status).toBe(404);
  });

  it('is nothing for partners, and is read from no place that the list did not give out', async () => {
    expect((await gateway.room.as({ role: 'bank', tenantCode: '970415' }).get('/v1/approvals')).status).toBe(403);
    expect(await answersToForgedCursors(gateway.room.as(APPROVER), '/v1/approvals')).toEqual(FORGED_CURSOR_REFUSED);
  });
});
