import { decodeJwt } from 'jose';
import { type Browser, openBrowser, type Page } from '../../testing/browser';
import { demoPeople } from '../../testing/demo-people';
import { type GatewayRoom, PUBLIC_URL, startGatewayRoom } from '../../testing/gateway-room';
import { askedWith, typeIn } from '../../testing/person-client';

const COOKIE = '__Host-ansinh';
const OWN = { 'x-ansinh-console': '1', 'sec-fetch-site': 'same-origin', origin: PUBLIC_URL };

describe('a browser that speaks by its cookie', () => {
  let gateway: GatewayRoom;
  let people: ReturnType<typeof demoPeople>;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
    people = demoPeople(gateway.room.clock);
  });
  afterAll(() => gateway.stop());

  const browserOf = (): Browser => openBrowser(gateway.room.url, PUBLIC_URL);
  const signIn = async (username: string, browser = browserOf()): Promise<{ browser: Browser; page: Page }> => {
    const form = await browser.go('/session/sign-in?goOn=/docs%23/Clients');
    const page = form.text.includes('name="password"') ? await typeIn(browser, form, people.next(username)) : form;
    return { browser, page };
  };
  const tokensReceived = () =>
    gateway.services.enrollment.received.map(({ headers }) => headers.authorization?.split(' ')[1] ?? '');

  it('signs in and goes on, with a cookie that no page and no neighbour can touch', async () => {
    const { browser, page } = await signIn('officer');
    expect(`${page.address.pathname}${page.address.hash}`).toBe('/docs#/Clients');
    expect(browser.cookies.get(COOKIE)?.attributes).toBe('path=/; httponly; secure; samesite=lax');
    expect([...browser.cookies.keys()]).not.toContain('__Host-ansinh-begun');
    const who = await browser.ask('/session', { headers: OWN });
    expect(JSON.parse(who.text)).toMatchObject({
      accountId: 'person:officer',
      tenant: { kind: 'agency', code: '66' },
      permissions: expect.arrayContaining(['benefit:propose']),
      factors: 2,
    });
    expect(who.headers.get('cache-control')).toBe('no-store');
  });

  it('is put through to the services with the token of the person, which the browser never sees', async () => {
    const { browser } = await signIn('officer-2');
    const page = await browser.ask('/v1/employers', { headers: OWN });
    expect(page.status).toBe(200);
    const token = tokensReceived().at(-1) ?? '';
    expect(decodeJwt(token)).toMatchObject({ sub: 'person:officer-2', client_id: 'console' });
    expect(gateway.services.enrollment.received.at(-1)?.headers).not.toHaveProperty('cookie');
    const mine = await browser.ask('/v1/me/sessions', { headers: OWN });
    expect(JSON.parse(mine.text)).toMatchObject({ items: [{ isThis: true, factors: 2 }] });
    for (const answer of [page, mine]) expect(answer.text).not.toContain(token);
    const rows = await gateway.room.db.$queryRaw<object[]>`SELECT c::text AS kept FROM console_sessions c`;
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(browser.cookies.get(COOKIE)?.value);
  });

  it('is nobody without our header, so that a link or a form of another page does nothing by it', async () => {
    const { browser } = await signIn('approver');
    const before = gateway.services.enrollment.received.length;
    const { 'x-ansinh-console': _header, ...without } = OWN;
    expect((await browser.ask('/v1/employers', { headers: without })).status).toBe(401);
    expect((await browser.ask('/v1/employers')).status).toBe(401);
    expect(gateway.services.enrollment.received).toHaveLength(before);
  });

  it.each([
    ['another site', { ...OWN, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { ...OWN, origin: 'https://other.example.vn', 'sec-fetch-site': 'same-site' }],
    ['a page without an origin', { ...OWN, origin: 'null' }],
  ])('is refused from %s', async (_where, headers) => {
    const { browser } = await signIn('approver-2');
    for (const path of ['/v1/employers', '/session/sign-out']) {
      const page = await browser.ask(path, { method: 'POST', headers });
      expect([path, page.status, JSON.parse(page.text).code]).toEqual([path, 403, 'session.foreign-request']);
    }
    expect((await browser.ask('/session')).status).toBe(200);
  });

  it('is not who a stranger wanted it to be: each sign-in gives a secret of its own', async () => {
    const browser = browserOf();
    const planted = 'A'.repeat(43);
    browser.setCookie(COOKIE, planted);
    await signIn('manager', browser);
    const first = browser.cookies.get(COOKIE)?.value ?? '';
    expect(first).not.toBe(planted);
    await browser.go('/session/sign-in');
    const second = browser.cookies.get(COOKIE)?.value ?? '';
    expect(second).not.toBe(first);
    for (const [secret, status] of [
      [planted, 401],
      [first, 401],
      [second, 200],
    ] as const) {
      const headers = { ...OWN, cookie: `${COOKIE}=${secret}` };
      expect([secret, (await browserOf().ask('/v1/employers', { headers })).status]).toEqual([secret, status]);
    }
  });

  it.each([
    ['with the state of somebody else', (query: URLSearchParams) => query.set('state', 'another')],
    ['from another server', (query: URLSearchParams) => query.set('iss', 'https://evil.example')],
    ['without a state', (query: URLSearchParams) => query.delete('state')],
  ])('takes no answer of a sign-in %s', async (_which, change) => {
    const browser = browserOf();
    const begun = await browser.ask('/session/sign-in');
    const form = await browser.go(begun.headers.get('location') ?? '');
    const fields = {
      ...people.next('operator'),
      act: 'sign-in',
      csrf: /name="csrf" value="([^"]+)"/.exec(form.text)?.[1] ?? '',
    };
    const sent = await browser.ask(form.address.pathname, { method: 'POST', body: new URLSearchParams(fields) });
    const resumed = await browser.ask(sent.headers.get('location') ?? '');
    const callback = new URL(resumed.headers.get('location') ?? '');
    change(callback.searchParams);
    const page = await browser.ask(callback);
    expect([page.status, browser.cookies.has(COOKIE)]).toEqual([400, false]);
    expect((await browserOf().ask(callback)).status).toBe(400);
  });

  it('renews its token by itself, also when many calls find it too old at once', async () => {
    const { browser } = await signIn('administrator');
    people.wait({ minutes: 15 });
    expect((await browser.ask('/v1/me/sessions', { headers: OWN })).status).toBe(200);
    people.wait({ minutes: 15 });
    await browser.ask('/v1/employers', { headers: OWN });
    const token = tokensReceived().at(-1);
    const calls = await Promise.all(Array.from({ length: 12 }, () => browser.ask('/v1/employers', { headers: OWN })));
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(tokensReceived().slice(-12))).toEqual(new Set([token]));
    people.wait({ minutes: 29 });
    const late = await Promise.all(Array.from({ length: 12 }, () => browser.ask('/v1/employers', { headers: OWN })));
    expect(new Set(late.map(({ status }) => status))).toEqual(new Set([200]));
    const renewed = new Set(tokensReceived().slice(-12));
    expect([renewed.size, renewed.has(token ?? '')]).toEqual([1, false]);
  });

  it('is over after half an hour without use, and after eight hours whatever it does', async () => {
    const { browser } = await signIn('hospital-staff');
    for (let half = 0; half < 16; half += 1) {
      people.wait({ minutes: 29 });
      expect([half, (await browser.ask('/v1/me/sessions', { headers: OWN })).status]).toEqual([half, 200]);
    }
    people.wait({ minutes: 20 });
    const over = await browser.ask('/v1/me/sessions', { headers: OWN });
    expect([over.status, JSON.parse(over.text).code, browser.cookies.has(COOKIE)]).toEqual([
      401,
      'session.ended',
      false,
    ]);

    const { browser: idle } = await signIn('bank-staff');
    people.wait({ minutes: 30 });
    expect((await idle.ask('/v1/me/sessions', { headers: OWN })).status).toBe(401);
    expect((await idle.go('/session/sign-in')).text).toContain('name="password"');
  });

  it('leaves: its cookie, its tokens and its sign-in are good no more', async () => {
    const { browser } = await signIn('counter-clerk');
    const secret = browser.cookies.get(COOKIE)?.value ?? '';
    expect((await browser.ask('/session/sign-out', { method: 'POST', headers: OWN })).status).toBe(204);
    expect(browser.cookies.has(COOKIE)).toBe(false);
    const stolen = { ...OWN, cookie: `${COOKIE}=${secret}` };
    expect((await browserOf().ask('/v1/employers', { headers: stolen })).status).toBe(401);
    const silent = await browser.go(`/oauth/authorize?${askedWith({ prompt: 'none' }).query}`);
    expect(silent.address.searchParams.get('error')).toBe('login_required');
  });

  it('is signed out everywhere by the person, and by an administrator', async () => {
    const [one, other] = [await signIn('employer-staff'), await signIn('employer-staff')];
    const ended = await one.browser.ask('/v1/me/sessions/ending', {
      method: 'POST',
      headers: { ...OWN, 'content-type': 'application/json' },
    });
    expect(JSON.parse(ended.text)).toEqual({ ended: 2 });
    for (const { browser } of [one, other])
      expect((await browser.ask('/v1/me/sessions', { headers: OWN })).status).toBe(401);

    const { browser } = await signIn('administrator-2');
    const administrator = gateway.room.as({ role: 'administrator', tenantCode: '66' });
    const path = '/v1/staff/person:administrator-2/sessions/ending';
    expect((await administrator.post(path)).body).toEqual({ ended: 1 });
    expect((await browser.ask('/v1/me/sessions', { headers: OWN })).status).toBe(401);
    const officer = gateway.room.as({ role: 'officer', tenantCode: '66' });
    expect((await officer.post(path)).status).toBe(403);
  });

  it('ends no session of somebody else', async () => {
    const { browser } = await signIn('operator');
    const row = await gateway.room.db.session.findFirstOrThrow({
      where: { accountId: 'person:operator', endedAt: null },
      orderBy: { startedAt: 'desc' },
    });
    const officer = gateway.room.as({ role: 'officer', tenantCode: '66' });
    expect((await officer.post(`/v1/me/sessions/${row.id}/ending`)).body).toEqual({ ended: 0 });
    expect((await browser.ask('/v1/me/sessions', { headers: OWN })).status).toBe(200);
    const own = await browser.ask(`/v1/me/sessions/${row.id}/ending`, { method: 'POST', headers: OWN });
    expect(JSON.parse(own.text)).toEqual({ ended: 1 });
  });

  it('counts for nothing where a token was brought', async () => {
    const { browser } = await signIn('officer');
    const bank = { ...OWN, authorization: `Bearer ${await gateway.tokenOf('demo-bank')}` };
    await browser.ask('/v1/employers', { headers: bank });
    expect(decodeJwt(tokensReceived().at(-1) ?? '')).toMatchObject({ sub: 'demo-bank' });
  });
});
