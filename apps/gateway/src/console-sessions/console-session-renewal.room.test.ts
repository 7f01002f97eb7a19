import { eventually } from '@ansinh/testkit';
import { openBrowser } from '../../testing/browser';
import { demoPeople } from '../../testing/demo-people';
import { type GatewayRoom, PUBLIC_URL, startGatewayRoom } from '../../testing/gateway-room';
import { askedWith, askTokens, CLIENT, exchangeOf, type TokenReply, typeIn } from '../../testing/person-client';

const OWN = { 'x-ansinh-console': '1', 'sec-fetch-site': 'same-origin', origin: PUBLIC_URL };
const START_MS = Date.parse('2026-10-05T08:30:00+07:00');

describe('a browser whose session goes on after its tokens have ended', () => {
  let gateway: GatewayRoom;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
  });
  afterAll(() => gateway.stop());

  it('gets new ones, when another program of the session gave its own back', async () => {
    const { url, clock } = gateway.room;
    // Tokens are dated by the clock of the machine: the room has to live at the same time.
    const people = demoPeople(clock);
    people.wait({ minutes: (Date.now() - START_MS) / 60_000 - 1 });
    const browser = openBrowser(url, PUBLIC_URL);
    await typeIn(browser, await browser.go('/session/sign-in'), people.next('officer'));
    const ask = async (): Promise<number> => (await browser.ask('/v1/employers', { headers: OWN })).status;
    expect(await ask()).toBe(200);
    const asked = askedWith();
    const page = await browser.go(`/oauth/authorize?${asked.query}`);
    const tokens = (await (await askTokens(url, exchangeOf(page, asked))).json()) as TokenReply;
    clock.set(new Date().toISOString());
    const body = new URLSearchParams({ client_id: CLIENT, token: tokens.refresh_token });
    expect((await gateway.call('/oauth/revocation', { method: 'POST', body })).status).toBe(200);
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const old = await gateway.call('/v1/employers', { headers });
    expect([old.status, ((await old.json()) as { code: string }).code]).toEqual([401, 'auth.token-revoked']);
    // One that was issued in the same second is refused as well.
    await eventually(async () => expect(await ask()).toBe(200), { everyMs: 50 });
  });
});
