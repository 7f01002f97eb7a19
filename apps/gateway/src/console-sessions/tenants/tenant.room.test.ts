import { decodeJwt } from 'jose';
import { openBrowser } from '../../../testing/browser';
import { demoPeople } from '../../../testing/demo-people';
import { byTwo, type GatewayRoom, PUBLIC_URL, startGatewayRoom } from '../../../testing/gateway-room';
import { refresh, signInPerson, type TokenReply, typeIn } from '../../../testing/person-client';

const OWN = { 'x-ansinh-console': '1', 'sec-fetch-site': 'same-origin', origin: PUBLIC_URL };
const [ONE, OTHER, FOREIGN] = ['6000000001DNA03', '6000000002DNA03', '6000000003DNA03'] as const;

describe('a person who acts for many units', () => {
  let gateway: GatewayRoom;
  let people: ReturnType<typeof demoPeople>;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
    people = demoPeople(gateway.room.clock);
    await setUnits(ONE, OTHER);
  });
  afterAll(() => gateway.stop());

  const setUnits = async (...units: readonly string[]): Promise<void> => {
    const roles = units.map((tenantCode) => ({ role: 'employer-staff', tenantCode, firstDay: '2026-01-01' }));
    const set = await byTwo(gateway, (maker) => maker.put('/v1/staff/person:employer-staff/roles', { roles }));
    expect(set.status).toBe(200);
  };
  const signIn = async () => (await signInPerson(gateway.room.url, people.next('employer-staff'))).tokens;
  const choose = async (token: string, code: string) => {
    const reply = await gateway.call('/v1/me/tenant', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tenant: { kind: 'employer', code } }),
    });
    return { status: reply.status, body: (await reply.json()) as unknown };
  };
  const renewed = async ({ refresh_token: token }: TokenReply): Promise<TokenReply> =>
    (await (await refresh(gateway.room.url, token)).json()) as TokenReply;

  it('chooses for which one the session speaks from its next token on, and another session of it stays as it is', async () => {
    const [tokens, elsewhere] = [await signIn(), await signIn()];
    expect(decodeJwt(tokens.access_token).tenant).toBe(ONE);
    expect(await choose(tokens.access_token, OTHER)).toMatchObject({
      status: 200,
      body: { tenant: { kind: 'employer', code: OTHER }, tenants: [{ code: ONE }, { code: OTHER }] },
    });
    const next = await renewed(tokens);
    expect(decodeJwt(next.access_token)).toMatchObject({ tenant_kind: 'employer', tenant: OTHER });
    expect(decodeJwt((await renewed(next)).access_token).tenant).toBe(OTHER);
    expect(decodeJwt((await renewed(elsewhere)).access_token).tenant).toBe(ONE);
  });

  it('chooses none of somebody else', async () => {
    const tokens = await signIn();
    expect(await choose(tokens.access_token, FOREIGN)).toMatchObject({ status: 404 });
    const ofAgency = await gateway.call('/v1/me/tenant', {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tenant: { kind: 'agency', code: '66' } }),
    });
    expect(ofAgency.status).toBe(404);
    expect(decodeJwt((await renewed(tokens)).access_token).tenant).toBe(ONE);
  });

  it('speaks for it in the console at the next click', async () => {
    const browser = openBrowser(gateway.room.url, PUBLIC_URL);
    await typeIn(browser, await browser.go('/session/sign-in'), people.next('employer-staff'));
    const tenantOf = async (path: string): Promise<unknown> =>
      (JSON.parse((await browser.ask(path, { headers: OWN })).text) as { tenant: { code: string } }).tenant.code;
    expect([await tenantOf('/session'), await tenantOf('/v1/me')]).toEqual([ONE, ONE]);
    const chosen = await browser.ask('/v1/me/tenant', {
      method: 'POST',
      headers: { ...OWN, 'content-type': 'application/json' },
      body: JSON.stringify({ tenant: { kind: 'employer', code: OTHER } }),
    });
    expect(chosen.status).toBe(200);
    expect([await tenantOf('/session'), await tenantOf('/v1/me')]).toEqual([OTHER, OTHER]);
  });

  it('speaks for the first one again when it may not speak for the chosen one any more', async () => {
    const tokens = await signIn();
    await choose(tokens.access_token, OTHER);
    await setUnits(ONE);
    expect(decodeJwt((await renewed(tokens)).access_token).tenant).toBe(ONE);
  });
});
