import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import { eventually } from '@ansinh/testkit';
import {
  ADMINISTRATOR,
  askForToken,
  basic,
  byTwo,
  type GatewayRoom,
  startGatewayRoom,
} from '../../../testing/gateway-room';
import { json } from '../../../testing/services';

const reason = 'the machine was stolen';

describe('a client that is closed and let in again', () => {
  let gateway: GatewayRoom;
  beforeEach(async () => {
    gateway = await startGatewayRoom();
    gateway.room.clock.set(new Date().toISOString());
    gateway.services.payment.answer = json(200, []);
    gateway.services.notification.answer = json(200, { items: [] });
  });
  afterEach(() => gateway.stop());

  const administrator = () => gateway.room.as(ADMINISTRATOR);
  const act = (clientId: string, what: string) => administrator().post(`/v1/clients/${clientId}/${what}`, { reason });
  const call = async (token: string) => {
    const reply = await gateway.call('/v1/payouts/x', { headers: { authorization: `Bearer ${token}` } });
    return reply.status === 401 ? ((await reply.json()) as { code: string }).code : reply.status;
  };
  const login = (clientId: string) => askForToken(gateway.room.url, { authorization: basic(clientId, 'demo-secret') });
  /** The second in which a token was issued has to be over before a newer one is told from it. */
  const nextSecond = () => {
    const second = Math.floor(Date.now() / 1_000);
    return eventually(async () => expect(Math.floor(Date.now() / 1_000)).toBeGreaterThan(second));
  };

  it('has no good token from the answer on, and gets none; nobody else notices', async () => {
    const [bank, post] = [await gateway.tokenOf('demo-bank'), await gateway.tokenOf('demo-post')];
    expect([await call(bank), await call(post)]).toEqual([200, 200]);
    expect((await act('demo-bank', 'disabling')).body).toMatchObject({ status: 'disabled' });
    expect([await call(bank), await call(post)]).toEqual(['auth.token-revoked', 200]);
    const refused = await login('demo-bank');
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: 'invalid_client' }]);
    const told = await gateway.room.published(AccessRevoked);
    expect(told).toMatchObject([{ subjectKind: 'client', subject: 'demo-bank' }]);
    expect(Date.parse(told[0]?.notBefore ?? '')).toBeGreaterThan(Date.now() - 1_000);
  });

  it('is let in again by two, with new tokens alone', async () => {
    const old = await gateway.tokenOf('demo-bank');
    const enabling = (maker: ReturnType<typeof administrator>) =>
      maker.post('/v1/clients/demo-bank/enabling', { reason });
    expect((await byTwo(gateway, enabling)).body).toMatchObject({ code: 'client.not-disabled' });
    await act('demo-bank', 'disabling');
    const held = await enabling(administrator());
    expect([held.status, held.body]).toMatchObject([202, { shows: { now: { status: 'disabled' } } }]);
    expect((await login('demo-bank')).status).toBe(401);
    expect((await byTwo(gateway, enabling)).body).toMatchObject({ status: 'active' });
    await nextSecond();
    expect([await call(old), await call(await gateway.tokenOf('demo-bank'))]).toEqual(['auth.token-revoked', 200]);
  });

  it('loses the tokens that it has, and may get new ones, when they are revoked by an administrator or by itself', async () => {
    for (const revoke of [
      () => act('demo-bank', 'revocations'),
      () =>
        gateway.room.as({ role: 'bank', tenantCode: '970405', subject: 'demo-bank' }).post('/v1/client/revocations'),
    ]) {
      const old = await gateway.tokenOf('demo-bank');
      expect(await call(old)).toBe(200);
      gateway.room.clock.set(new Date().toISOString());
      expect((await revoke()).status).toBe(200);
      expect(await call(old)).toBe('auth.token-revoked');
      await nextSecond();
      expect(await call(await gateway.tokenOf('demo-bank'))).toBe(200);
    }
  });

  it('ends on its day, which two may move', async () => {
    const expiry = (expiresAt: string | null) =>
      byTwo(gateway, (maker) => maker.put('/v1/clients/demo-bank/expiry', { expiresAt, reason }));
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect((await expiry(soon)).body).toMatchObject({ status: 'active', expiresAt: soon });
    expect((await login('demo-bank')).status).toBe(200);
    expect((await expiry('2020-01-01T00:00:00Z')).status).toBe(422);
    gateway.room.clock.set(new Date(Date.now() + 61_000).toISOString());
    const refused = await login('demo-bank');
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: 'invalid_client' }]);
    expect((await administrator().get('/v1/clients/demo-bank')).body).toMatchObject({ status: 'expired' });
    expect((await expiry(null)).body).toMatchObject({ status: 'active', expiresAt: null });
    expect((await login('demo-bank')).status).toBe(200);
  });

  it('writes into the audit who did it and why', async () => {
    await act('demo-bank', 'revocations');
    await act('demo-bank', 'disabling');
    await byTwo(gateway, (maker) => maker.post('/v1/clients/demo-bank/enabling', { reason }));
    const { body } = await administrator().get('/v1/clients/demo-bank');
    const { history } = body as { history: { by: string; action: string; reason: string }[] };
    const acts = history.filter(({ action }) => action.startsWith('client.'));
    expect(history).toContainEqual(expect.objectContaining({ by: 'administrator-2', action: 'approval.approve' }));
    expect(acts.map(({ by, action, reason: why }) => [by, action, why])).toMatchObject([
      ['administrator', 'client.enable', reason],
      ['administrator', 'client.disable', reason],
      ['administrator', 'client.revoke-tokens', reason],
      ['system:gateway', 'client.register', null],
    ]);
  });

  it('is closed by no officer and no partner', async () => {
    for (const who of [
      { role: 'officer', tenantCode: '66' },
      { role: 'bank', tenantCode: '970405' },
    ] as const)
      for (const what of ['disabling', 'enabling', 'revocations', 'rotations', 'overlap-endings'])
        expect((await gateway.room.as(who).post(`/v1/clients/demo-post/${what}`, { reason })).status).toBe(403);
  });
});
