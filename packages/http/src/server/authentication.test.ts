import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { API_AUDIENCE, createTokenVerifier, type IssuedToken, requirePermission, TWO_FACTORS } from './authentication';

/** An issuer with one key, and tokens that are wrong in one point each. */
describe('access tokens', () => {
  const issuer = 'http://127.0.0.1:8080';
  let key: CryptoKey;
  let publicKey: CryptoKey;
  let otherKey: CryptoKey;
  let verify: ReturnType<typeof createTokenVerifier>;

  beforeAll(async () => {
    ({ privateKey: key, publicKey } = await generateKeyPair('ES256'));
    ({ privateKey: otherKey } = await generateKeyPair('ES256'));
    verify = createTokenVerifier({ issuer, keys: async () => publicKey });
  });

  const claims = { scope: 'claim:submit claim:read unheard:of', tenant_kind: 'facility', tenant: '66001' };
  type Change = {
    payload?: JWTPayload;
    typ?: string;
    iss?: string;
    aud?: string;
    iat?: number;
    exp?: string | number;
    key?: CryptoKey;
  };
  const token = (change: Change = {}) =>
    new SignJWT({ ...claims, ...change.payload })
      .setProtectedHeader({ alg: 'ES256', typ: change.typ ?? 'at+jwt' })
      .setSubject('demo-hospital')
      .setIssuer(change.iss ?? issuer)
      .setAudience(change.aud ?? API_AUDIENCE)
      .setIssuedAt(change.iat)
      .setExpirationTime(change.exp ?? '5m')
      .sign(change.key ?? key);

  it('name the client, its tenant and the permissions that we know', async () => {
    const principal = await verify(`Bearer ${await token()}`);
    expect(principal).toEqual({
      subject: 'demo-hospital',
      tenant: { kind: 'facility', code: '66001' },
      permissions: new Set(['claim:submit', 'claim:read']),
    });
    expect(() => requirePermission(principal, 'claim:read')).not.toThrow();
    expect(() => requirePermission(principal, 'payout:read')).toThrow(
      expect.objectContaining({ code: 'auth.forbidden' }),
    );
  });

  it.each<[string, Change]>([
    ['of another issuer', { iss: 'http://127.0.0.1:8081' }],
    ['for another audience', { aud: 'https://elsewhere.example' }],
    ['that has expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['that lives longer than any of ours', { exp: '31m' }],
    ['of another type', { typ: 'JWT' }],
    ['with an unknown kind of tenant', { payload: { tenant_kind: 'ministry' } }],
  ])('%s are refused', async (_name, change) => {
    await expect(verify(`Bearer ${await token(change)}`)).rejects.toMatchObject({ code: 'auth.token-invalid' });
  });

  it('without scope are good, and allow nothing', async () => {
    const principal = await verify(`Bearer ${await token({ payload: { scope: undefined } })}`);
    expect(principal.permissions).toEqual(new Set());
    expect(() => requirePermission(principal, 'claim:read')).toThrow(
      expect.objectContaining({ code: 'auth.forbidden' }),
    );
  });

  it('signed by another key, unsigned, or confused with HMAC are refused', async () => {
    const jwk = await exportJWK(publicKey);
    const hmac = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject('demo-hospital')
      .setIssuer(issuer)
      .setAudience(API_AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(JSON.stringify(jwk)));
    const good = await token();
    const [, payload] = good.split('.');
    const none = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`;
    for (const bad of [await token({ key: otherKey }), hmac, none, `${good.slice(0, -3)}AAA`]) {
      await expect(verify(`Bearer ${bad}`)).rejects.toMatchObject({ code: 'auth.token-invalid' });
    }
  });

  it.each([[undefined], [''], ['Basic abc'], ['Bearer'], ['Bearer a.b.c'], [`Bearer ${'x'.repeat(20_001)}`]])(
    'are refused when the header is %p',
    async (header) => {
      await expect(verify(header)).rejects.toMatchObject({ code: 'auth.token-invalid' });
    },
  );

  it('that do not say when they were issued are refused: nobody could end them', async () => {
    const silent = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setSubject('demo-hospital')
      .setIssuer(issuer)
      .setAudience(API_AUDIENCE)
      .setExpirationTime('5m')
      .sign(key);
    await expect(verify(`Bearer ${silent}`)).rejects.toMatchObject({ code: 'auth.token-invalid' });
  });

  it('that were ended are refused from then on, also those that were good a moment before', async () => {
    const ended = new Set<string>();
    const asked: IssuedToken[] = [];
    const guarded = createTokenVerifier({
      issuer,
      keys: async () => publicKey,
      isRevoked: (issued) => {
        asked.push(issued);
        return ended.has(issued.session ?? issued.subject);
      },
    });
    const iat = Math.floor(Date.now() / 1_000) - 5;
    const ofClient = `Bearer ${await token({ iat })}`;
    const ofPerson = `Bearer ${await token({ iat, payload: { person: 'p', sid: 's1', acr: TWO_FACTORS } })}`;
    await guarded(ofClient);
    await guarded(ofPerson);
    const issued = { subject: 'demo-hospital', issuedAtMs: iat * 1_000 };
    expect(asked).toEqual([
      { ...issued, session: undefined },
      { ...issued, session: 's1' },
    ]);
    ended.add('s1');
    await expect(guarded(ofPerson)).rejects.toMatchObject({ code: 'auth.token-revoked' });
    await guarded(ofClient);
    ended.add('demo-hospital');
    await expect(guarded(ofClient)).rejects.toMatchObject({ code: 'auth.token-revoked' });
  });

  it('are our trouble, not the caller’s, when the keys cannot be fetched', async () => {
    const unreachable = createTokenVerifier({ issuer, keys: new URL('http://127.0.0.1:1/jwks') });
    await expect(unreachable(`Bearer ${await token()}`)).rejects.toMatchObject({ code: 'service.unavailable' });
  });
});
