import { openBrowser } from '../../../testing/browser';
import { demoPeople } from '../../../testing/demo-people';
import { type GatewayRoom, PUBLIC_URL, startGatewayRoom } from '../../../testing/gateway-room';
import { askedWith, typeIn } from '../../../testing/person-client';
import { softwareAuthenticator } from '../../../testing/software-authenticator';
import { openIdentityKeys } from '../accounts/identity-keys';
import { browserOf } from '../sign-ins/known-browser';

describe('the pages of the sign-in', () => {
  let gateway: GatewayRoom;
  let people: ReturnType<typeof demoPeople>;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
    people = demoPeople(gateway.room.clock);
  });
  afterAll(() => gateway.stop());

  const begin = async (headers?: Record<string, string>, change?: Record<string, string>) => {
    const browser = openBrowser(gateway.room.url, PUBLIC_URL);
    const begun = await browser.ask(`/oauth/authorize?${askedWith(change).query}`);
    const page = await browser.ask(begun.headers.get('location') ?? '', headers === undefined ? {} : { headers });
    return { browser, page };
  };

  it('load nothing from elsewhere, run no script inside them, stand in no frame, and are kept by nobody', async () => {
    const { browser, page } = await begin();
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; form-action 'self' http://127.0.0.1:4711; base-uri 'none'; frame-ancestors 'none'",
    );
    expect([page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual([
      'no-store',
      'same-origin',
    ]);
    expect(page.text).not.toMatch(/<script(?! src="\/sign-in\/passkey.js" defer><)|https?:\/\/|style=/);
    const style = await browser.ask('/sign-in/style.css');
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  });

  it('speak Vietnamese, and English to who prefers it or asks for it', async () => {
    const { browser, page } = await begin();
    expect(page.text).toContain('Mật khẩu');
    expect((await browser.ask(`${page.address.pathname}?language=en`)).text).toContain('Password');
    expect((await begin({ 'accept-language': 'en-GB' })).page.text).toContain('Password');
    expect((await begin(undefined, { ui_locales: 'en', scope: 'openid payout:read' })).page.text).toContain('Password');
  });

  it('say the same of a wrong name, a wrong password and a wrong code, and keep the name that was typed', async () => {
    const { browser, page } = await begin();
    const right = people.next('officer');
    const texts: (string | undefined)[] = [];
    for (const wrong of [
      { ...right, username: 'nobody.here' },
      { ...right, password: 'not-the-password' },
      { ...right, code: '000000' },
    ]) {
      const answer = await typeIn(browser, page, wrong);
      expect([answer.status, answer.text.includes(`value="${wrong.username}"`)]).toEqual([401, true]);
      expect(answer.text).not.toContain(wrong.password);
      texts.push(/role="alert">(.*?)<\/p>/.exec(answer.text)?.[1]);
    }
    expect(new Set(texts).size).toBe(1);
    expect((await typeIn(browser, page, people.next('officer'))).address.searchParams.has('code')).toBe(true);
  });

  it('ask for the second factor of who has one', async () => {
    const { browser, page } = await begin();
    const { code: _code, ...person } = people.next('approver');
    const answer = await typeIn(browser, page, person);
    expect([answer.status, answer.address.searchParams.has('code')]).toEqual([401, false]);
  });

  it('let the owner in at a browser of its own while a stranger guesses elsewhere', async () => {
    const { browser, page } = await begin();
    await typeIn(browser, page, people.next('bank-staff'));
    const stranger = await begin();
    const wrong = { ...people.next('bank-staff'), password: 'not-the-password' };
    let answer = stranger.page;
    for (let count = 0; count < 10 && answer.status !== 429; count += 1)
      answer = await typeIn(stranger.browser, stranger.page, wrong);
    expect(answer.status).toBe(429);
    const again = await browser.go(`/oauth/authorize?${askedWith({ prompt: 'login' }).query}`);
    const same = await typeIn(browser, again, people.next('bank-staff'));
    expect(same.address.searchParams.has('code')).toBe(true);
    people.wait({ minutes: 60 });
  });

  it('say how long to wait when too much was wrong', async () => {
    const { browser, page } = await begin();
    const wrong = { ...people.next('manager'), password: 'not-the-password' };
    let answer = await typeIn(browser, page, wrong);
    for (let count = 0; count < 10 && answer.status !== 429; count += 1) answer = await typeIn(browser, page, wrong);
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true]);
    const seconds = String(answer.headers.get('retry-after'));
    expect(answer.text).toMatch(new RegExp(`(Hãy đợi|Wait) ${seconds} (giây|seconds)`));
    people.wait({ minutes: 60 });
  });

  it.each([
    ['without its token', { csrf: '' }],
    ['with a token that was guessed', { csrf: 'f'.repeat(64) }],
  ])('take no form %s', async (_which, change) => {
    const { browser, page } = await begin();
    const body = new URLSearchParams({ ...people.next('operator'), act: 'sign-in', ...change });
    const answer = await browser.ask(page.address.pathname, { method: 'POST', body });
    expect(answer.status).toBe(403);
  });

  it('are of the browser that began: no other one goes on with them', async () => {
    const { page } = await begin();
    const other = openBrowser(gateway.room.url, PUBLIC_URL);
    expect((await other.ask(page.address.pathname)).status).toBe(404);
    expect((await typeIn(other, page, people.next('operator'))).status).toBe(403);
    const { browser } = await begin();
    expect((await browser.ask(page.address.pathname)).status).toBe(404);
  });

  it('ask a device for who signs in by it alone, in the sign-in that the browser began', async () => {
    const { browser, page } = await begin();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const ask = (path: string, fields: Record<string, string>) =>
      browser.ask(path, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ csrf, ...fields }),
      });
    const asked = await ask(`${page.address.pathname}/passkey`, {});
    expect([asked.status, JSON.parse(asked.text)]).toMatchObject([
      200,
      { options: { rpId: 'api.example.vn', userVerification: 'required', challenge: expect.any(String) } },
    ]);
    for (const passkey of ['', 'nonsense', '{}']) {
      const refused = await ask(page.address.pathname, { act: 'passkey', passkey });
      expect([refused.status, JSON.parse(refused.text)]).toMatchObject([401, { title: expect.any(String) }]);
    }
    const { browser: other, page: others } = await begin();
    const foreign = await other.ask(`${others.address.pathname}/passkey`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ csrf }),
    });
    expect([foreign.status, JSON.parse(foreign.text)]).toMatchObject([403, { title: expect.any(String) }]);
  });

  it('know a browser by who has signed in there, whatever name is sent beside a device', async () => {
    const own = gateway.room.as({ role: 'operator', tenantCode: '66', subject: 'person:operator' });
    const device = softwareAuthenticator({ origin: PUBLIC_URL, rpId: new URL(PUBLIC_URL).hostname });
    const options = (await own.post('/v1/me/passkeys/options')).body as { challenge: string };
    const credential = device.create(options.challenge);
    const added = await own.post('/v1/me/passkeys', { name: 'Máy bàn', currentPassword: 'demo-secret', credential });
    expect(added.status).toBe(201);

    const { browser, page } = await begin();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const ask = async (path: string, fields: Record<string, string>) => {
      const body = new URLSearchParams({ csrf, ...fields });
      const reply = await browser.ask(path, { method: 'POST', headers: { accept: 'application/json' }, body });
      return [reply.status, JSON.parse(reply.text)];
    };
    const [, begun] = await ask(`${page.address.pathname}/passkey`, {});
    const passkey = JSON.stringify(device.answer(begun.options.challenge, PUBLIC_URL, true));
    const [status] = await ask(page.address.pathname, { act: 'passkey', passkey, username: 'manager' });
    expect(status).toBe(200);
    const keys = openIdentityKeys('0f'.repeat(32));
    const kept = browser.cookies.get('ansinh-known')?.value;
    expect(browserOf(keys, 'person:manager', kept)).toBeUndefined();
    expect(browserOf(keys, 'person:operator', kept)).toBeDefined();
  });

  it('let a second person in only when the first one has left', async () => {
    const { browser, page } = await begin();
    await typeIn(browser, page, people.next('administrator'));
    const again = await browser.go(`/oauth/authorize?${askedWith({ prompt: 'login' }).query}`);
    const answer = await typeIn(browser, again, people.next('administrator-2'));
    expect([answer.status, answer.text.includes('/oauth/sign-out')]).toEqual([409, true]);
    const same = await typeIn(browser, again, people.next('administrator'));
    expect(same.address.searchParams.has('code')).toBe(true);
  });
});
