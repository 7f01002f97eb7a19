import type { BrowserContext, Page } from 'playwright-core';
import { openStage, type Stage, typeIn } from './stage';

const COOKIE = '__Host-ansinh';

/** Calls as a page of ours does, and says how it was answered. */
const callFrom = (page: Page, path: string, method = 'GET'): Promise<{ status: number; text: string }> =>
  page.evaluate(
    async ([to, by]) => {
      const reply = await fetch(to, { method: by, headers: { 'x-ansinh-console': '1' } });
      return { status: reply.status, text: await reply.text() };
    },
    [path, method] as const,
  );

jest.setTimeout(120_000);

describe('a person at a real browser', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 60_000);
  afterAll(() => stage.close(), 60_000);

  const signIn = async (username: string, at = stage.localhost, context?: BrowserContext) => {
    const opened = context ?? (await stage.open());
    const page = await opened.newPage();
    await page.goto(`${at}/session/sign-in?goOn=/docs`);
    await typeIn(page, stage.people.next(username));
    await page.waitForURL((address) => address.href.startsWith(`${at}/docs`));
    return { context: opened, page };
  };
  const cookieOf = async (context: BrowserContext) => (await context.cookies()).find(({ name }) => name === COOKIE);

  it.each(['localhost', 'loopback'] as const)(
    'signs in at %s, without a script, and the cookie is out of reach',
    async (name) => {
      const context = await stage.open({ javaScriptEnabled: false });
      await signIn(name === 'localhost' ? 'officer' : 'officer-2', stage[name], context);
      expect(await cookieOf(context)).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
      const { page } = await signIn(name === 'localhost' ? 'approver' : 'approver-2', stage[name]);
      expect(await page.evaluate(() => document.cookie)).toBe('');
      expect(await callFrom(page, '/v1/me/sessions')).toMatchObject({
        status: 200,
        text: expect.stringContaining('"isThis":true'),
      });
      expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).toBe('[{},{}]');
      await context.close();
    },
  );

  it('is not made to act by a page of somebody else, in none of the ways that a page has', async () => {
    const { context, page } = await signIn('manager');
    const { stranger, localhost, gateway } = stage;
    const before = Object.values(gateway.services).map(({ received }) => received.length);
    stranger.show(
      '/attack',
      `<form id="post" method="post" action="${localhost}/session/sign-out" target="a"></form>
       <form id="text" method="post" enctype="text/plain" action="${localhost}/v1/me/sessions/ending" target="b"></form>
       <iframe name="a"></iframe><iframe name="b"></iframe>
       <img src="${localhost}/v1/employers"><script src="${localhost}/session"></script>
       <script>
         window.answers = [];
         const note = (work) => work.then(async (reply) => answers.push([reply.type, reply.status, await reply.text()]))
           .catch((error) => answers.push(['failed', String(error)]));
         post.submit(); text.submit();
         const included = { credentials: 'include' };
         window.done = Promise.all([
           note(fetch('${localhost}/session', included)),
           note(fetch('${localhost}/session', { ...included, mode: 'no-cors' })),
           note(fetch('${localhost}/v1/employers', { ...included, headers: { 'x-ansinh-console': '1' } })),
           note(fetch('${localhost}/v1/me/sessions/ending', { ...included, method: 'POST', headers: { 'x-ansinh-console': '1' } })),
           note(fetch('${localhost}/session/sign-out', { ...included, method: 'POST', mode: 'no-cors' })),
         ]);
       </script>`,
    );
    const evil = await context.newPage();
    await evil.goto(`${stranger.origin}/attack`);
    await evil.waitForLoadState('networkidle');
    const answers = await evil.evaluate(async () => {
      const attack = window as typeof window & { done: Promise<unknown>; answers: unknown[] };
      await attack.done;
      return JSON.stringify(attack.answers);
    });
    expect(answers).not.toContain('person:manager');
    expect(answers).not.toContain('"basic"');
    // By a link it comes to a page of ours, and does nothing there.
    await evil.goto(`${localhost}/v1/employers`);
    expect(await evil.textContent('body')).toContain('auth.token-invalid');
    expect(Object.values(gateway.services).map(({ received }) => received.length)).toEqual(before);
    expect(await callFrom(page, '/session')).toMatchObject({
      status: 200,
      text: expect.stringContaining('person:manager'),
    });
    await context.close();
  });

  it('is shown in no frame of somebody else', async () => {
    const { stranger, localhost } = stage;
    stranger.show('/frame', `<iframe id="f" src="${localhost}/oauth/sign-out" width="500" height="500"></iframe>`);
    const { context } = await signIn('operator');
    const evil = await context.newPage();
    const refused = new Promise<string>((resolve) => evil.on('console', (message) => resolve(message.text())));
    await evil.goto(`${stranger.origin}/frame`);
    expect(await refused).toMatch(/frame-ancestors/);
    await context.close();
  });

  it('gets a secret that nobody has planted, and a new one each time', async () => {
    const context = await stage.open();
    const planted = 'A'.repeat(43);
    await context.addCookies([
      {
        name: COOKIE,
        value: planted,
        url: stage.localhost.replace('http:', 'https:'),
        secure: true,
        httpOnly: true,
        sameSite: 'Lax',
      },
    ]);
    const { page } = await signIn('administrator', stage.localhost, context);
    const first = (await cookieOf(context))?.value;
    expect(first).not.toBe(planted);
    await page.goto(`${stage.localhost}/session/sign-in?goOn=/docs`);
    await page.waitForURL((address) => address.href.startsWith(`${stage.localhost}/docs`));
    const second = (await cookieOf(context))?.value;
    expect(new Set([planted, first, second]).size).toBe(3);
    for (const [value, status] of [
      [planted, 401],
      [first, 401],
      [second, 200],
    ] as const) {
      const reply = await fetch(`${stage.localhost}/session`, { headers: { cookie: `${COOKIE}=${value}` } });
      expect([value, reply.status]).toEqual([value, status]);
    }
    await context.close();
  });

  it('signs out: the cookie goes, a copy of it is worth nothing, and going back shows nobody', async () => {
    const { context, page } = await signIn('hospital-staff');
    const stolen = (await cookieOf(context))?.value;
    expect((await callFrom(page, '/session/sign-out', 'POST')).status).toBe(204);
    expect(await cookieOf(context)).toBeUndefined();
    expect((await callFrom(page, '/v1/me/sessions')).status).toBe(401);
    const copy = { cookie: `${COOKIE}=${stolen}`, 'x-ansinh-console': '1' };
    expect((await fetch(`${stage.localhost}/v1/me/sessions`, { headers: copy })).status).toBe(401);
    await page.goto(`${stage.localhost}/session/sign-in?goOn=/docs`);
    expect(await page.getByLabel('Mật khẩu').count()).toBe(1);
    await context.close();
  });

  it.each(['localhost', 'loopback'] as const)('signs in on the page of the API at %s, and calls it', async (name) => {
    const context = await stage.open();
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(`${stage[name]}/docs#/Sign-in/getV1MeSessions`);
    await page.locator('.auth-wrapper .authorize').click();
    const flow = page.locator('.modal-ux .auth-container', { hasText: 'authorizationCode' });
    const [popup] = await Promise.all([context.waitForEvent('page'), flow.locator('.btn.auth.authorize').click()]);
    await typeIn(popup, stage.people.next(name === 'localhost' ? 'bank-staff' : 'counter-clerk'));
    await flow.getByText('Logout', { exact: true }).waitFor();
    await page.locator('.modal-ux .close-modal').click();
    await page.locator('.try-out__btn').first().click();
    await page.locator('.btn.execute').first().click();
    const status = page.locator('.live-responses-table tbody .response-col_status').first();
    await status.waitFor();
    expect(await status.textContent()).toContain('200');
    expect(problems).toEqual([]);
    await context.close();
  });
});
