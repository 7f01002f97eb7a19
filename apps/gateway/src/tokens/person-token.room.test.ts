import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import { createTokenVerifier } from '@ansinh/http';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { openBrowser } from '../../testing/browser';
import { demoPeople } from '../../testing/demo-people';
import { type GatewayRoom, PUBLIC_URL, startGatewayRoom } from '../../testing/gateway-room';
import {
  askedWith,
  askTokens,
  CALLBACK,
  exchangeOf,
  refresh,
  signInAt,
  signInPerson,
  type TokenReply,
  typeIn,
} from '../../testing/person-client';

describe('tokens of persons', () => {
  let gateway: GatewayRoom;
  let url: string;
  let people: ReturnType<typeof demoPeople>;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
    url = gateway.room.url;
    people = demoPeople(gateway.room.clock);
  });
  afterAll(() => gateway.stop());

  const verified = async (token: string) => {
    const keys = createLocalJWKSet((await (await gateway.call('/jwks')).json()) as JSONWebKeySet);
    return createTokenVerifier({ issuer: PUBLIC_URL, keys })(`Bearer ${token}`);
  };

  it('say who the person is, for whom it speaks, how it signed in, and what its roles allow', async () => {
    const { tokens } = await signInPerson(url, people.next('approver'));
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    expect(tokens).toMatchObject({ expires_in: 1_800, scope: expect.stringContaining('benefit:decide') });
    expect(tokens).not.toHaveProperty('id_token');
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({
      iss: PUBLIC_URL,
      client_id: 'command-line',
      acr: 'urn:ansinh:two-factors',
      auth_time: expect.any(Number),
    });
    expect(await verified(tokens.access_token)).toMatchObject({
      subject: claims.sub,
      tenant: { kind: 'agency', code: '66' },
      person: { key: expect.any(String), session: claims.sid, factors: 2 },
    });
    const { permissions } = await verified(tokens.access_token);
    expect([permissions.has('benefit:decide'), permissions.has('benefit:propose')]).toEqual([true, false]);
  });

  it('hold no more than was wished for, and of that what the person may do', async () => {
    const { tokens } = await signInPerson(url, people.next('approver'), {
      scope: 'openid payout:read benefit:propose',
    });
    expect(tokens.scope).toBe('payout:read');
    const { sub, sid } = decodeJwt(tokens.access_token);
    expect(decodeJwt(tokens.id_token ?? '')).toMatchObject({ iss: PUBLIC_URL, aud: 'command-line', sub });
    const rows = await gateway.room.db.session.findMany({ where: { id: String(sid) } });
    expect(rows).toMatchObject([{ accountId: sub, factors: 2 }]);
  });

  it('are of who signed in alone when nothing else was wished for', async () => {
    const { tokens } = await signInPerson(url, people.next('approver'), { scope: 'openid' });
    expect([tokens.scope, typeof tokens.id_token]).toEqual(['openid', 'string']);
    const next = (await (await refresh(url, tokens.refresh_token)).json()) as TokenReply;
    expect(next.scope).toBe('openid');
  });

  it('are renewed, each refresh token once, and narrower when that is asked', async () => {
    const { tokens } = await signInPerson(url, people.next('officer'));
    const next = (await (await refresh(url, tokens.refresh_token, { scope: 'payout:read' })).json()) as TokenReply;
    expect([next.scope, next.refresh_token === tokens.refresh_token]).toEqual(['payout:read', false]);
    expect(decodeJwt(next.access_token)).toMatchObject({
      sid: decodeJwt(tokens.access_token).sid,
      auth_time: decodeJwt(tokens.access_token).auth_time,
    });
    const last = (await (await refresh(url, next.refresh_token)).json()) as TokenReply;
    expect(last.scope).toContain('payout:read');
    expect(last.scope).toContain('benefit:propose');
  });

  it('of a refresh token that comes twice, even at once, are ended with the whole session', async () => {
    const { tokens, browser } = await signInPerson(url, people.next('manager'));
    const both = await Promise.all([refresh(url, tokens.refresh_token), refresh(url, tokens.refresh_token)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    const given = (await both.find(({ status }) => status === 200)?.json()) as TokenReply;
    expect((await refresh(url, given.refresh_token)).status).toBe(400);
    // The browser is not signed in any more either.
    const page = await browser.go(`/oauth/authorize?${askedWith().query}`);
    expect(page.text).toContain('name="password"');
    const { sid } = decodeJwt(given.access_token);
    const row = await gateway.room.db.session.findUniqueOrThrow({ where: { id: String(sid) } });
    expect([row.endedAt instanceof Date, row.state]).toEqual([true, {}]);
  });

  it('of a code that comes twice are ended too', async () => {
    const asked = askedWith();
    const page = await signInAt(openBrowser(url, PUBLIC_URL), asked, people.next('operator'));
    const form = exchangeOf(page, asked);
    const first = (await (await askTokens(url, form)).json()) as TokenReply;
    const again = await askTokens(url, form);
    expect([again.status, await again.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
    expect((await refresh(url, first.refresh_token)).status).toBe(400);
  });

  it('come without asking again from a browser that is signed in, until half an hour passes without use', async () => {
    const { browser } = await signInPerson(url, people.next('administrator'));
    const silent = await browser.go(`/oauth/authorize?${askedWith({ prompt: 'none' }).query}`);
    expect(silent.address.href).toContain(`${CALLBACK}?code=`);
    people.wait({ minutes: 31 });
    const late = await browser.go(`/oauth/authorize?${askedWith({ prompt: 'none' }).query}`);
    expect(late.address.searchParams.get('error')).toBe('login_required');
  });

  it('are renewed for eight hours and no longer', async () => {
    const { tokens } = await signInPerson(url, people.next('bank-staff'));
    people.wait({ minutes: 7 * 60 + 50 });
    const late = (await (await refresh(url, tokens.refresh_token)).json()) as TokenReply;
    people.wait({ minutes: 11 });
    expect((await refresh(url, late.refresh_token)).status).toBe(400);
  });

  it('end when the person signs out at the page of the server, which asks first', async () => {
    const { tokens, browser } = await signInPerson(url, people.next('hospital-staff'));
    const page = await browser.go('/oauth/sign-out');
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'none'"),
    ]);
    const forged = await browser.ask('/oauth/sign-out/confirm', {
      method: 'POST',
      body: new URLSearchParams({ xsrf: 'guessed', logout: 'yes' }),
    });
    expect(forged.status).toBe(400);
    expect((await browser.go(`/oauth/authorize?${askedWith({ prompt: 'none' }).query}`)).address.href).toContain(
      'code=',
    );
    const left = await browser.submit(page, { logout: 'yes' });
    expect(left.text).toContain('Bạn đã đăng xuất');
    expect((await refresh(url, tokens.refresh_token)).status).toBe(400);
  });

  it('go back to the program after a sign-out that the program asked for, and only to where it may', async () => {
    const { browser } = await signInPerson(url, people.next('counter-clerk'));
    const asked = { client_id: 'docs', post_logout_redirect_uri: `${PUBLIC_URL}/docs`, state: 's' };
    const elsewhere = { ...asked, post_logout_redirect_uri: 'https://evil.example/' };
    expect((await browser.go(`/oauth/sign-out?${new URLSearchParams(elsewhere)}`)).status).toBe(400);
    const page = await browser.go(`/oauth/sign-out?${new URLSearchParams(asked)}`);
    const left = await browser.submit(page, { logout: 'yes' });
    expect(left.address.href).toBe(`${PUBLIC_URL}/docs?state=s`);
  });

  it('are no matter where nobody is signed in: who signs out is told so, or goes on, without a script', async () => {
    const nobody = openBrowser(url, PUBLIC_URL);
    const page = await nobody.ask('/oauth/sign-out', { headers: { 'accept-language': 'vi' } });
    expect([page.status, page.text.includes('Bạn đã đăng xuất'), page.text.includes('<script')]).toEqual([
      200,
      true,
      false,
    ]);
    const back = { client_id: 'docs', post_logout_redirect_uri: `${PUBLIC_URL}/docs`, state: 's' };
    const onwards = await nobody.ask(`/oauth/sign-out?${new URLSearchParams(back)}`);
    expect([onwards.status, onwards.headers.get('location')]).toEqual([302, `${PUBLIC_URL}/docs?state=s`]);
  });

  it('are given back at the revocation endpoint', async () => {
    const { tokens } = await signInPerson(url, people.next('employer-staff'));
    const revoke = (token: string, client: string) =>
      fetch(`${url}/oauth/revocation`, { method: 'POST', body: new URLSearchParams({ client_id: client, token }) });
    const { sid } = decodeJwt(tokens.access_token);
    const told = async () => (await gateway.room.published(AccessRevoked)).filter(({ subject }) => subject === sid);
    expect((await revoke(tokens.refresh_token, 'docs')).status).toBe(200);
    expect(await told()).toEqual([]);
    const kept = (await (await refresh(url, tokens.refresh_token)).json()) as TokenReply;
    expect((await revoke(kept.refresh_token, 'command-line')).status).toBe(200);
    expect((await refresh(url, kept.refresh_token)).status).toBe(400);
    // What was handed out before opens nothing either, at every door; the session goes on for other programs.
    expect(await told()).toMatchObject([{ subjectKind: 'session', subject: sid }]);
    const row = await gateway.room.db.session.findUniqueOrThrow({ where: { id: String(sid) } });
    expect(row.endedAt).toBeNull();
  });

  it('are for nobody who cancels', async () => {
    const browser = openBrowser(url, PUBLIC_URL);
    const page = await browser.go(`/oauth/authorize?${askedWith().query}`);
    const left = await browser.submit(page, { act: 'cancel' });
    expect(left.address.searchParams.get('error')).toBe('access_denied');
    expect(left.address.searchParams.get('state')).toBe('a state');
    expect((await typeIn(browser, page, people.next('officer-2'))).status).toBe(403);
  });

  it('stand nowhere as they were handed out, nor does a cookie', async () => {
    const { tokens, browser } = await signInPerson(url, people.next('approver-2'));
    const { db } = gateway.room;
    const rows = await db.$queryRaw<object[]>`
      SELECT r::text AS kept FROM oauth_records r UNION ALL SELECT s::text FROM sessions s`;
    const kept = JSON.stringify(rows);
    for (const secret of [
      tokens.refresh_token,
      tokens.access_token,
      ...[...browser.cookies.values()].map((one) => one.value),
    ])
      expect(kept).not.toContain(secret);
  });

  it('leave nothing behind when they have ended', async () => {
    await signInPerson(url, people.next('administrator-2'));
    const { db, clock: _clock } = gateway.room;
    expect(await db.oauthRecord.count()).toBeGreaterThan(0);
    await db.oauthRecord.updateMany({ data: { expiresAt: new Date('2026-10-01T00:00:00Z') } });
    await db.session.updateMany({
      data: { startedAt: new Date('2026-10-01T00:00:00Z'), expiresAt: new Date('2026-10-01T08:00:00Z') },
    });
    people.wait({ minutes: 24 * 60 });
    await gateway.room.runJobs();
    expect([await db.oauthRecord.count(), await db.session.count()]).toEqual([0, 0]);
  });
});
