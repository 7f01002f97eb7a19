import { createHash, randomBytes } from 'node:crypto';
import { openBrowser, type Page } from '../../testing/browser';
import { demoPeople } from '../../testing/demo-people';
import { basic, type GatewayRoom, PUBLIC_URL, startGatewayRoom } from '../../testing/gateway-room';
import {
  type Asked,
  askedWith,
  askTokens,
  CALLBACK,
  exchangeOf,
  refresh,
  signInAt,
  signInPerson,
  type TokenReply,
} from '../../testing/person-client';

/** All that a stranger, or a program that is wrong, can do with the sign-in of persons: each gives no token. */
describe('a sign-in that goes wrong', () => {
  let gateway: GatewayRoom;
  let url: string;
  let people: ReturnType<typeof demoPeople>;
  beforeAll(async () => {
    gateway = await startGatewayRoom();
    url = gateway.room.url;
    people = demoPeople(gateway.room.clock);
  });
  afterAll(() => gateway.stop());

  const verifierOf = (): string => randomBytes(32).toString('base64url');
  const plain = verifierOf();

  it.each(['\0', 'a\0b', '\u202e', ' ', 'x'.repeat(5_000)])(
    'of a program named %j is refused, and nothing fails',
    async (id) => {
      const asked = new URLSearchParams({ client_id: id, grant_type: 'client_credentials', client_secret: 'x' });
      const reply = await fetch(`${url}/oauth/token`, { method: 'POST', body: asked });
      expect([reply.status, ((await reply.json()) as { error: string }).error]).toEqual([401, 'invalid_client']);
      for (const path of ['/oauth/authorize', '/oauth/sign-out']) {
        const { status } = await fetch(`${url}${path}?${new URLSearchParams({ client_id: id })}`, {
          redirect: 'manual',
        });
        expect([path, status]).toEqual([path, 400]);
      }
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const claims = { iss: id, sub: id, aud: PUBLIC_URL, jti: 'j', exp: Math.floor(Date.now() / 1_000) + 60 };
      const assertion = `${part({ alg: 'ES256' })}.${part(claims)}.AAAA`;
      const proof = {
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      };
      expect((await fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(proof) })).status).toBe(
        401,
      );
    },
  );

  describe('at its begin', () => {
    /** What the program is told at its own address. */
    it.each<[string, Record<string, string>, string]>([
      ['without PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
      ['with PKCE of the method plain', { code_challenge: plain, code_challenge_method: 'plain' }, 'invalid_request'],
      [
        'with PKCE of no method, which means plain',
        { code_challenge: plain, code_challenge_method: '' },
        'invalid_request',
      ],
      ['with a challenge that is too short', { code_challenge: 'abc' }, 'invalid_request'],
      ['for a token at once', { response_type: 'token' }, 'invalid_request'],
      ['for an id token at once', { response_type: 'code id_token', nonce: 'n' }, 'invalid_request'],
      ['for a kind of answer that nobody knows', { response_type: 'nothing' }, 'unsupported_response_type'],
      ['for a right that nobody has', { scope: 'payout:read no:such' }, 'invalid_scope'],
      ['for another API', { resource: 'https://other.example' }, 'invalid_target'],
      ['without asking the person, who is not signed in', { prompt: 'none' }, 'login_required'],
      ['with its wishes in a signed object', { request: 'e30.e30.' }, 'request_not_supported'],
      ['with its wishes at an address', { request_uri: 'https://evil.example/x' }, 'request_uri_not_supported'],
    ])('%s', async (_which, change, error) => {
      const page = await openBrowser(url, PUBLIC_URL).go(`/oauth/authorize?${askedWith(change).query}`);
      // What would be answered in the fragment is refused there.
      const told = new URLSearchParams(page.address.search === '' ? page.address.hash.slice(1) : page.address.search);
      expect([page.address.origin, told.get('error')]).toEqual([new URL(CALLBACK).origin, error]);
      expect([told.get('state'), told.has('code')]).toEqual(['a state', false]);
    });

    /** Nobody is sent to an address that was not registered: the person sees a page of ours. */
    it.each<[string, Record<string, string>, string]>([
      ['of a program that nobody knows', { client_id: 'nobody' }, 'invalid_client'],
      ['of a machine', { client_id: 'demo-bank' }, 'invalid_redirect_uri'],
      ['without a program', { client_id: '' }, 'invalid_request'],
      ['that answers to a stranger', { redirect_uri: 'https://evil.example/callback' }, 'invalid_redirect_uri'],
      ['that answers to another path', { redirect_uri: 'http://127.0.0.1:4711/callback/x' }, 'invalid_redirect_uri'],
      ['that answers with a query of its own', { redirect_uri: `${CALLBACK}?next=evil` }, 'invalid_redirect_uri'],
      ['that answers to another machine', { redirect_uri: 'http://127.0.0.2:4711/callback' }, 'invalid_redirect_uri'],
      ['of the console that answers to a program', { client_id: 'console' }, 'invalid_redirect_uri'],
      [
        'of the console with a longer path',
        { client_id: 'console', redirect_uri: `${PUBLIC_URL}/session/callback/..` },
        'invalid_redirect_uri',
      ],
      ['that does not say where it answers', { redirect_uri: '' }, 'invalid_request'],
    ])('%s', async (_which, change, error) => {
      const page = await openBrowser(url, PUBLIC_URL).go(`/oauth/authorize?${askedWith(change).query}`);
      expect([page.status, page.headers.get('location'), page.address.origin]).toEqual([400, null, PUBLIC_URL]);
      expect(page.text).toContain(`<code>${error}</code>`);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    });

    it.each(['fragment', 'form_post', 'web_message', 'query.jwt'])('with an answer by %s', async (response_mode) => {
      const page = await openBrowser(url, PUBLIC_URL).go(`/oauth/authorize?${askedWith({ response_mode }).query}`);
      expect(`${page.address.href} ${page.text}`).not.toMatch(/[?&#]code=|name="code"/);
      expect(page.text).not.toContain('name="password"');
    });
  });

  describe('with its code', () => {
    type Held = { readonly page: Page; readonly asked: Asked; readonly form: Record<string, string> };
    const heldBy = async (username: string): Promise<Held> => {
      const asked = askedWith();
      const page = await signInAt(openBrowser(url, PUBLIC_URL), asked, people.next(username));
      return { page, asked, form: exchangeOf(page, asked) };
    };

    it.each<[string, (held: Held) => Record<string, string> | Promise<Record<string, string>>, string]>([
      ['that nobody gave', ({ form }) => ({ ...form, code: verifierOf() }), 'invalid_grant'],
      ['without the verifier', ({ form: { code_verifier: _verifier, ...form } }) => form, 'invalid_grant'],
      ['with another verifier', ({ form }) => ({ ...form, code_verifier: verifierOf() }), 'invalid_grant'],
      [
        'with the challenge for a verifier',
        ({ form, asked }) => ({ ...form, code_verifier: asked.query.get('code_challenge') ?? '' }),
        'invalid_grant',
      ],
      [
        'with the hash of the challenge',
        ({ form }) => ({
          ...form,
          code_verifier: createHash('sha256')
            .update(form.code_verifier ?? '')
            .digest('hex'),
        }),
        'invalid_grant',
      ],
      ['for another program', ({ form }) => ({ ...form, client_id: 'docs' }), 'invalid_grant'],
      [
        'by a machine',
        ({ form }) => ({ ...form, client_id: 'demo-bank', client_secret: 'demo-secret' }),
        'invalid_request',
      ],
      ['with a secret that nobody has', ({ form }) => ({ ...form, client_secret: 'x' }), 'invalid_client'],
      [
        'for another port',
        ({ form }) => ({ ...form, redirect_uri: 'http://127.0.0.1:4712/callback' }),
        'invalid_grant',
      ],
      ['without the address', ({ form: { redirect_uri: _uri, ...form } }) => form, 'invalid_request'],
      ['for another API', ({ form }) => ({ ...form, resource: 'https://other.example' }), 'invalid_target'],
      [
        'in place of a refresh token',
        ({ form }) => ({ grant_type: 'refresh_token', refresh_token: form.code ?? '' }),
        'invalid_grant',
      ],
      [
        'a minute too late',
        async ({ form }) => {
          await gateway.room.db.$executeRaw`
            UPDATE oauth_records SET payload = jsonb_set(payload, '{exp}', to_jsonb((payload ->> 'exp')::bigint - 61))
            WHERE kind = 'AuthorizationCode'`;
          return form;
        },
        'invalid_grant',
      ],
      [
        'after the account has been closed',
        async ({ form }) => {
          await gateway.room.db.account.update({
            where: { accountId: 'person:manager' },
            data: { closedAt: new Date(), closedBy: 'test' },
          });
          return form;
        },
        'invalid_grant',
      ],
    ])('%s', async (_which, wrong, error) => {
      const held = await heldBy('manager');
      const reply = await askTokens(url, await wrong(held));
      expect([reply.status, await reply.json()]).toMatchObject([error === 'invalid_client' ? 401 : 400, { error }]);
      await gateway.room.db.account.update({
        where: { accountId: 'person:manager' },
        data: { closedAt: null, closedBy: null },
      });
    });

    it('a second time, though another verifier was tried before', async () => {
      const { form } = await heldBy('manager');
      expect((await askTokens(url, { ...form, code_verifier: verifierOf() })).status).toBe(400);
      expect((await askTokens(url, form)).status).toBe(200);
      expect((await askTokens(url, form)).status).toBe(400);
    });

    it('twice at once', async () => {
      const { form } = await heldBy('manager');
      const both = await Promise.all([askTokens(url, form), askTokens(url, form)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    });
  });

  describe('with its refresh token', () => {
    it.each<[string, (tokens: TokenReply) => Promise<Response>, string]>([
      ['that nobody gave', () => refresh(url, verifierOf()), 'invalid_grant'],
      [
        'for another program',
        ({ refresh_token }) => refresh(url, refresh_token, { client_id: 'docs' }),
        'invalid_grant',
      ],
      [
        'for more than it was given for',
        ({ refresh_token }) => refresh(url, refresh_token, { scope: 'payout:report' }),
        'invalid_scope',
      ],
      [
        'after the roles have ended',
        async ({ refresh_token }) => {
          await gateway.room.db.accountRole.updateMany({
            where: { accountId: 'person:approver' },
            data: { lastDay: new Date('2026-10-01') },
          });
          return refresh(url, refresh_token);
        },
        'invalid_grant',
      ],
      ['as an access token', ({ access_token }) => refresh(url, access_token), 'invalid_grant'],
    ])('%s', async (_which, wrong, error) => {
      const { tokens } = await signInPerson(url, people.next('approver'), { scope: 'payout:read' });
      const reply = await wrong(tokens);
      expect([reply.status, await reply.json()]).toMatchObject([400, { error }]);
      await gateway.room.db.accountRole.updateMany({
        where: { accountId: 'person:approver' },
        data: { lastDay: null },
      });
    });
  });

  it('leaves clients of partners as they are: no code, no refresh token, no page', async () => {
    const reply = await askTokens(
      url,
      { client_id: 'demo-bank', grant_type: 'client_credentials' },
      { authorization: basic('demo-bank', 'demo-secret') },
    );
    const body = (await reply.json()) as Record<string, unknown>;
    expect([reply.status, Object.keys(body).sort()]).toEqual([
      200,
      ['access_token', 'expires_in', 'scope', 'token_type'],
    ]);
    expect((await askTokens(url, { grant_type: 'client_credentials' })).status).toBe(400);
    expect(
      (await askTokens(url, { grant_type: 'password', username: 'officer', password: 'demo-secret' })).status,
    ).toBe(400);
  });
});
