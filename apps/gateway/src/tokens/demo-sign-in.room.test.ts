import { renewTokens, signInDemoPerson } from '@ansinh/local';
import { decodeJwt } from 'jose';
import { type GatewayRoom, startGatewayRoom } from '../../testing/gateway-room';

/** What `npm run token` does, against a real gateway: its clock is that of the terminal. */
describe('a token for the terminal', () => {
  let gateway: GatewayRoom;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
    gateway.room.clock.set(new Date().toISOString());
  });
  afterAll(() => gateway.stop());

  it('is of a demo person who has signed in with two factors, and is renewed without a new sign-in', async () => {
    const gatewayUrl = gateway.room.url;
    const tokens = await signInDemoPerson({ gatewayUrl, username: 'approver' });
    const claims = decodeJwt(tokens.accessToken);
    expect(claims).toMatchObject({ sub: 'person:approver', acr: 'urn:ansinh:two-factors', client_id: 'command-line' });
    const renewed = await renewTokens(gatewayUrl, tokens.refreshToken);
    expect(decodeJwt(renewed?.accessToken ?? '')).toMatchObject({ sub: claims.sub, sid: claims.sid });
    // Good once: who has lost the newer one signs in again.
    expect(await renewTokens(gatewayUrl, tokens.refreshToken)).toBeUndefined();
  });

  it('is refused in one sentence by a gateway that lets no demo persons in', async () => {
    const strict = await startGatewayRoom({ DEMO_CLIENTS: 'false' });
    const asked = signInDemoPerson({ gatewayUrl: strict.room.url, username: 'approver' });
    await expect(asked).rejects.toThrow(
      /^the gateway at \S+ lets no demo persons in: it is a production, or was started/,
    );
    await strict.stop();
  });
});
