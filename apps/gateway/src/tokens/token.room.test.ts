import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { API_AUDIENCE, createTokenVerifier } from '@ansinh/http';
import {
  createLocalJWKSet,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  SignJWT,
} from 'jose';
import {
  askForToken,
  basic,
  type GatewayRoom,
  newClient,
  type Post,
  PUBLIC_URL,
  startGatewayRoom,
  startPost,
} from '../../testing/gateway-room';
import { clientFinder } from '../clients/client.store';

type TokenReply = { access_token: string; token_type: string; expires_in: number; scope: string };

describe('the token endpoint', () => {
  let gateway: GatewayRoom;
  let post: Post;
  let url: string;
  beforeAll(async () => {
    post = await startPost();
    gateway = await startGatewayRoom(post.settings);
    url = gateway.room.url;
  });
  afterAll(async () => {
    await gateway.stop();
    await post.stop();
  });

  const jwks = async () => (await (await gateway.call('/jwks')).json()) as JSONWebKeySet;

  it('gives a bank that proves itself by HTTP Basic an RFC 9068 token of its role and tenant', async () => {
    const reply = await askForToken(url, { authorization: basic('demo-bank', 'demo-secret') });
    const body = (await reply.json()) as TokenReply;
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 1_800 });
    expect(decodeProtectedHeader(body.access_token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    const verify = createTokenVerifier({ issuer: PUBLIC_URL, keys: createLocalJWKSet(await jwks()) });
    expect(await verify(`Bearer ${body.access_token}`)).toEqual({
      subject: 'demo-bank',
      tenant: { kind: 'bank', code: '970405' },
      permissions: new Set([
        'client:rotate',
        'credit:read',
        'credit:report',
        'message:read',
        'payout:read',
        'payout:report',
      ]),
    });
    expect(body.scope).toBe('client:rotate credit:read credit:report message:read payout:read payout:report');
  });

  it('takes the secret in the form too, and gives no more than the scope that was asked for', async () => {
    const form = { client_id: 'demo-bank', client_secret: 'demo-secret', scope: 'payout:read' };
    expect(await (await askForToken(url, {}, form)).json()).toMatchObject({ scope: 'payout:read' });
    const greedy = await askForToken(url, {}, { ...form, scope: 'payout:read benefit:decide' });
    expect([greedy.status, await greedy.json()]).toMatchObject([400, { error: 'invalid_scope' }]);
    for (const scope of ['no:such', 'payout:read no:such', 'openid', 'PAYOUT:READ', 'payout:read  credit:read']) {
      const unknown = await askForToken(url, {}, { ...form, scope });
      expect([scope, unknown.status, await unknown.json()]).toMatchObject([scope, 400, { error: 'invalid_scope' }]);
    }
    const none = await askForToken(url, {}, { ...form, scope: '' });
    expect(await none.json()).toMatchObject({ scope: expect.stringContaining('credit:report') });
  });

  it('takes an assertion signed by the key that the client has registered, once', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const key = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
    gateway.room.clock.set(new Date().toISOString());
    const client = { clientId: 'bank-with-key', role: 'bank', tenantCode: '970415' };
    const opened = await newClient(gateway, post, client, { jwks: { keys: [key] } });
    expect(opened).toEqual({ clientId: 'bank-with-key', formerUntil: null });

    const assertion = (audience: string, { issuedAt = 0, expires = 60, alg = 'ES256' } = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      return new SignJWT({})
        .setProtectedHeader({ alg, kid: 'k1' })
        .setIssuer('bank-with-key')
        .setSubject('bank-with-key')
        .setAudience(audience)
        .setJti(crypto.randomUUID())
        .setIssuedAt(now + issuedAt)
        .setExpirationTime(now + expires)
        .sign(privateKey);
    };
    const send = (client_assertion: string) =>
      askForToken(
        url,
        {},
        { client_assertion, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
      );
    const good = await assertion(`${PUBLIC_URL}/oauth/token`);
    const both = await Promise.all([send(good), send(good)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await send(await assertion(PUBLIC_URL))).status).toBe(200);
    expect((await send(await assertion('https://elsewhere.example'))).status).toBe(401);
    expect((await send(await assertion(`${url}/oauth/token`))).status).toBe(401);
    // Five minutes are the most that an assertion may live, by its own words and from now on.
    expect((await send(await assertion(PUBLIC_URL, { expires: 299 }))).status).toBe(200);
    expect((await send(await assertion(PUBLIC_URL, { expires: 3_600 }))).status).toBe(401);
    expect((await send(await assertion(PUBLIC_URL, { issuedAt: -290, expires: 60 }))).status).toBe(401);
  });

  it('takes no assertion by a key that is too weak, though it stood in the table before, nor in another algorithm', async () => {
    const register = async (clientId: string, modulusLength: number) => {
      // The library makes none that is weak.
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
      const key = { ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'PS256' };
      const { db } = gateway.room;
      const jwks = JSON.parse(JSON.stringify({ keys: [key] }));
      const bank = { role: 'bank', tenantKind: 'bank', tenantCode: '970405', createdBy: 'test', createdAt: new Date() };
      await db.client.create({ data: { ...bank, clientId, name: clientId, jwks } });
      return (alg: 'PS256' | 'RS256') => {
        const now = Math.floor(Date.now() / 1_000);
        const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
        const claims = {
          iss: clientId,
          sub: clientId,
          aud: PUBLIC_URL,
          jti: crypto.randomUUID(),
          iat: now,
          exp: now + 60,
        };
        const signed = `${part({ alg, kid: 'k' })}.${part(claims)}`;
        const padding = alg === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
        const signature = sign('sha256', Buffer.from(signed), { key: privateKey, ...padding }).toString('base64url');
        return askForToken(
          url,
          {},
          {
            client_assertion: `${signed}.${signature}`,
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          },
        );
      };
    };
    const [strong, weak] = [await register('strong-key', 2_048), await register('weak-key', 1_024)];
    expect((await strong('PS256')).status).toBe(200);
    // The client has said which algorithm its key is for.
    expect((await strong('RS256')).status).toBe(401);
    const refused = await weak('PS256');
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: 'invalid_client' }]);
  });

  it.each([
    ['a wrong secret', basic('demo-bank', 'demo-secreT')],
    ['an unknown client', basic('nobody', 'demo-secret')],
  ])('refuses %s in the words of RFC 6749', async (_name, authorization) => {
    const reply = await askForToken(url, { authorization });
    expect([reply.status, await reply.json()]).toMatchObject([401, { error: 'invalid_client' }]);
    expect(reply.headers.get('www-authenticate')).toMatch(/^Basic/);
  });

  it('knows no other grant, and no audience but its own', async () => {
    const authorization = basic('demo-bank', 'demo-secret');
    const code = await askForToken(url, { authorization }, { grant_type: 'authorization_code', code: 'x' });
    expect([code.status, await code.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    const password = await askForToken(url, { authorization }, { grant_type: 'password', username: 'x' });
    expect(await password.json()).toMatchObject({ error: 'unsupported_grant_type' });
    const other = await askForToken(url, { authorization }, { resource: 'https://other.example' });
    expect(await other.json()).toMatchObject({ error: 'invalid_target' });
    expect((await askForToken(url, { authorization }, { resource: API_AUDIENCE })).status).toBe(200);
  });

  it('describes itself under its public address, whatever host was called, and serves no page of its own', async () => {
    const reply = await gateway.call('/.well-known/openid-configuration', {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
    });
    const metadata = (await reply.json()) as Record<string, unknown>;
    expect(metadata).toMatchObject({
      issuer: PUBLIC_URL,
      token_endpoint: `${PUBLIC_URL}/oauth/token`,
      jwks_uri: `${PUBLIC_URL}/jwks`,
      authorization_endpoint: `${PUBLIC_URL}/oauth/authorize`,
      revocation_endpoint: `${PUBLIC_URL}/oauth/revocation`,
      end_session_endpoint: `${PUBLIC_URL}/oauth/sign-out`,
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
      acr_values_supported: ['urn:ansinh:two-factors'],
    });
    for (const absent of ['userinfo_endpoint', 'registration_endpoint', 'pushed_authorization_request_endpoint'])
      expect(metadata).not.toHaveProperty(absent);
    const ofOAuth = await gateway.call('/.well-known/oauth-authorization-server');
    expect(await ofOAuth.json()).toEqual(metadata);
    for (const path of ['/auth', '/interaction/x', '/session/end', '/me'])
      expect((await gateway.call(path)).status).toBe(404);
  });

  it('publishes no private part of its keys', async () => {
    const [key] = (await jwks()).keys;
    expect(key).toMatchObject({ kty: 'EC', alg: 'ES256' });
    expect(Object.keys(key ?? {})).not.toContain('d');
  });

  it('gives nothing to a disabled client, nor in production to a demo client that a copied database holds', async () => {
    const { db } = gateway.room;
    await db.client.update({ where: { clientId: 'demo-post' }, data: { disabledAt: new Date() } });
    expect((await askForToken(url, { authorization: basic('demo-post', 'demo-secret') })).status).toBe(401);
    expect(await clientFinder(db, true).byId('demo-bank')).toBeUndefined();
    expect(await clientFinder(db, true).byNationalUsername('66001_BV')).toBeUndefined();
    expect(await clientFinder(db, false).byId('demo-bank')).toBeDefined();
  });
});
