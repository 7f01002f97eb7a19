import type { ParticipantOverview } from '@ansinh/contracts/gateway/api';
import { type GatewayRoom, startGatewayRoom } from '../../testing/gateway-room';
import { json } from '../../testing/services';

const ID = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';
const contribution = {
  month: '2026-09',
  employerId: ID,
  wageVnd: '10000000',
  employeeVnd: '1050000',
  employerVnd: '2150000',
  paid: true,
};

describe('the overview of a participant', () => {
  let gateway: GatewayRoom;
  beforeEach(async () => {
    gateway = await startGatewayRoom();
    gateway.services.enrollment.answer = json(500, {});
    gateway.services.collection.answer = json(200, [contribution]);
    gateway.services['health-insurance'].answer = json(200, { items: [] });
    gateway.services.payment.answer = json(200, []);
    gateway.services.notification.answer = json(200, []);
  });
  afterEach(() => gateway.stop());

  const ask = (role: 'officer' | 'bank' = 'officer', id = ID) =>
    gateway.room.as({ role, tenantCode: role === 'bank' ? '970405' : '66' }).get(`/v1/participants/${id}/overview`);

  it('joins the five services under the own token of the caller, and names the part that is down', async () => {
    await gateway.services.payment.stop();
    const reply = await ask();
    const overview = reply.body as ParticipantOverview;
    expect(reply.status).toBe(200);
    expect(overview).toMatchObject({
      participantId: ID,
      participant: { status: 'unavailable', reason: 'enrollment answered 500' },
      contributions: { status: 'ok', data: [contribution] },
      visits: { status: 'ok', data: [] },
      payouts: { status: 'unavailable', reason: 'payment cannot be reached' },
      messages: { status: 'ok', data: [] },
    });
    const [received] = gateway.services.collection.received;
    expect(received).toMatchObject({ path: `/v1/participants/${ID}/contributions` });
    expect(received?.headers.authorization).toMatch(/^Bearer room-test-/);
  });

  it('waits two seconds for the slowest part, not longer', async () => {
    gateway.services.notification.answer = () => undefined;
    const started = performance.now();
    const overview = (await ask()).body as ParticipantOverview;
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(overview.messages).toEqual({
      status: 'unavailable',
      reason: 'notification did not answer within 2 seconds',
    });
  });

  it('is 404 when enrolment does not know the person, and only then', async () => {
    gateway.services.payment.answer = json(404, {});
    expect((await ask()).body).toMatchObject({ payouts: { reason: 'payment does not know this person' } });
    gateway.services.enrollment.answer = json(404, {});
    expect((await ask()).body).toMatchObject({ status: 404, code: 'request.not-found' });
  });

  it('does not pass an answer on that breaks the contract', async () => {
    gateway.services.collection.answer = json(200, [{ month: 'soon' }]);
    expect((await ask()).body).toMatchObject({
      contributions: { reason: 'collection gave an answer that cannot be read' },
    });
  });

  it('asks for the permission, and for an id that is one', async () => {
    expect((await ask('bank')).status).toBe(403);
    expect((await ask('officer', 'x')).body).toMatchObject({ code: 'request.invalid' });
  });
});
