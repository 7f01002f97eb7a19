import { askForToken, basic, startGatewayRoom } from '../../testing/gateway-room';
import { json } from '../../testing/services';

describe('the limits at the door', () => {
  it('knows a client by its token, however `Bearer` is written', async () => {
    const gateway = await startGatewayRoom({ RATE_LIMIT_PER_MINUTE: '5' });
    gateway.services.payment.answer = json(200, []);
    const token = await gateway.tokenOf('demo-bank');
    const statuses: number[] = [];
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'bEaReR', 'Bearer', 'bearer'])
      statuses.push((await gateway.call('/v1/payouts', { headers: { authorization: `${scheme} ${token}` } })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    await gateway.stop();
  });

  it('counts who has no token by the address, and signing in apart from the rest', async () => {
    const gateway = await startGatewayRoom({ ANONYMOUS_PER_MINUTE: '50', TRUSTED_PROXIES: '1' });
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
    const ask = async (address: string) => (await gateway.call('/v1/payouts', from(address))).status;
    const statuses: number[] = [];
    for (let time = 0; time < 7; time += 1) statuses.push(await ask('203.0.113.7'));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(await ask('203.0.113.8')).toBe(401);
    // Its neighbour behind the same address still gets a token, and with it a limit of its own.
    const token = await askForToken(gateway.room.url, {
      authorization: basic('demo-bank', 'demo-secret'),
      ...from('203.0.113.7').headers,
    });
    expect(token.status).toBe(200);
    const authorization = `Bearer ${((await token.json()) as { access_token: string }).access_token}`;
    gateway.services.payment.answer = json(200, []);
    const headers = { authorization, ...from('203.0.113.7').headers };
    expect((await gateway.call('/v1/payouts', { headers })).status).toBe(200);
    // All together may not do more than is given to all.
    for (let address = 20; address < 80; address += 1) await ask(`203.0.113.${address}`);
    expect(await ask('203.0.113.90')).toBe(429);
    await gateway.stop();
  });

  it('takes the calls of the national protocol for those of their client', async () => {
    const gateway = await startGatewayRoom({ ANONYMOUS_PER_MINUTE: '20' });
    const token = await gateway.tokenOf('demo-hospital');
    const statuses: number[] = [];
    for (let time = 0; time < 5; time += 1)
      statuses.push(
        (await gateway.call('/api/qd130/checkInKcbQd4750', { method: 'POST', headers: { accesstoken: token } })).status,
      );
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    await gateway.stop();
  });
});
