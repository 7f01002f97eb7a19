import { generateCodeVerifier, OAuth2Client } from '@badgateway/oauth2-client';
import { openBrowser } from '../../testing/browser';
import { demoPeople } from '../../testing/demo-people';
import { type GatewayRoom, PUBLIC_URL, startGatewayRoom } from '../../testing/gateway-room';
import { CALLBACK, typeIn } from '../../testing/person-client';

/** A client that somebody else wrote, who knows nothing of us but the address of our discovery document. */
describe('a client of another author', () => {
  let gateway: GatewayRoom;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
  });
  afterAll(() => gateway.stop());

  it('finds everything by discovery, signs a person in by code and PKCE, renews, is refused a second time, and signs out', async () => {
    const { url } = gateway.room;
    const people = demoPeople(gateway.room.clock);
    const client = new OAuth2Client({
      server: PUBLIC_URL,
      clientId: 'command-line',
      discoveryEndpoint: '/.well-known/openid-configuration',
      // The public name of a room leads to its port.
      fetch: (input, init) => fetch(String(input).replace(PUBLIC_URL, url), init),
    });
    const codeVerifier = await generateCodeVerifier();
    const asked = { redirectUri: CALLBACK, state: 'a state', codeVerifier };
    const browser = openBrowser(url, PUBLIC_URL);
    const signIn = async (scope: string[]) => {
      const page = await browser.go(await client.authorizationCode.getAuthorizeUri({ ...asked, scope }));
      return page.text.includes('name="password"') ? typeIn(browser, page, people.next('officer')) : page;
    };

    const token = await client.authorizationCode.getTokenFromCodeRedirect(
      (await signIn(['payout:read', 'benefit:propose'])).address,
      asked,
    );
    expect(token).toMatchObject({
      refreshToken: expect.any(String),
      scope: expect.arrayContaining(['benefit:propose', 'payout:read']),
    });
    const page = await gateway.call('/v1/employers', { headers: { authorization: `Bearer ${token.accessToken}` } });
    expect(page.status).toBe(200);

    const next = await client.refreshToken(token);
    expect(next.refreshToken).not.toBe(token.refreshToken);
    await expect(client.refreshToken(token)).rejects.toMatchObject({ oauth2Code: 'invalid_grant' });
    await expect(client.refreshToken(next)).rejects.toMatchObject({ oauth2Code: 'invalid_grant' });

    const again = await client.authorizationCode.getTokenFromCodeRedirect(
      (await signIn(['payout:read'])).address,
      asked,
    );
    await client.revoke(again, 'refresh_token');
    await expect(client.refreshToken(again)).rejects.toMatchObject({ oauth2Code: 'invalid_grant' });

    const last = await client.authorizationCode.getTokenFromCodeRedirect(
      (await signIn(['payout:read'])).address,
      asked,
    );
    const { end_session_endpoint: leaving } = (await (
      await gateway.call('/.well-known/openid-configuration')
    ).json()) as {
      end_session_endpoint: string;
    };
    await browser.submit(await browser.go(leaving), { logout: 'yes' });
    await expect(client.refreshToken(last)).rejects.toMatchObject({ oauth2Code: 'invalid_grant' });
  });
});
