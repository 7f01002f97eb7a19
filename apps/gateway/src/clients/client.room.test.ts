import { generateKeyPairSync } from 'node:crypto';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED } from '@ansinh/testkit';
import { askForToken, basic, type GatewayRoom, startGatewayRoom } from '../../testing/gateway-room';

const rsaKey = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' });

describe('the clients of the door', () => {
  let gateway: GatewayRoom;
  beforeAll(async () => {
    gateway = await startGatewayRoom({ DEMO_CLIENTS: 'false' });
  });
  afterAll(() => gateway.stop());

  const officer = () => gateway.room.as({ role: 'officer', tenantCode: '66' });
  const hospital = {
    clientId: 'hospital-66002',
    name: 'Hospital',
    role: 'hospital',
    tenantCode: '66002',
    nationalAccount: { username: '66002_BV', password: 'correct horse' },
  };

  it('are registered with a secret that is shown once, also when the request is repeated, and kept nowhere', async () => {
    const first = await officer().post('/v1/clients', hospital, { key: 'h1' });
    const secret = (first.body as { clientSecret: string }).clientSecret;
    expect(first.status).toBe(201);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);

    const again = await officer().post('/v1/clients', hospital, { key: 'h1' });
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(again.body).toEqual({
      clientId: 'hospital-66002',
      name: 'Hospital',
      role: 'hospital',
      tenant: { kind: 'facility', code: '66002' },
    });
    const rows = await gateway.room.db.$queryRaw<object[]>`
      SELECT c::text AS kept FROM clients c UNION ALL SELECT k::text FROM platform.idempotency_keys k`;
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain('correct horse');
    const token = await askForToken(gateway.room.url, { authorization: basic('hospital-66002', secret) });
    expect(token.status).toBe(200);
  });

  it('have an id and a national user name that nobody else has', async () => {
    const { nationalAccount: _account, ...bare } = hospital;
    expect((await officer().post('/v1/clients', bare)).body).toMatchObject({ code: 'client.already-registered' });
    const other = { ...hospital, clientId: 'hospital-66003', tenantCode: '66003' };
    expect((await officer().post('/v1/clients', other)).body).toMatchObject({ code: 'client.national-account-taken' });
  });

  it.each([
    ['officer', '66'],
    ['approver', '66'],
    ['operator', '66'],
  ])('of the agency itself (%s) are not registered by an officer', async (role, tenantCode) => {
    const reply = await officer().post('/v1/clients', { clientId: `my-${role}`, name: 'Me', role, tenantCode });
    expect([reply.status, reply.body]).toMatchObject([403, { code: 'client.role-reserved' }]);
  });

  it.each([
    ['a facility code for a bank', { role: 'bank', tenantCode: '66001' }, '/tenantCode'],
    [
      'a national account for a bank',
      { role: 'bank', tenantCode: '970415', nationalAccount: { username: 'x', password: '12345678' } },
      '/nationalAccount',
    ],
    [
      'a key that is none',
      { role: 'bank', tenantCode: '970415', jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }] } },
      '/jwks/keys/0',
    ],
    [
      'an RSA key of 1024 bits',
      { role: 'bank', tenantCode: '970415', jwks: { keys: [rsaKey(1_024)] } },
      '/jwks/keys/0',
    ],
    [
      'a key that says another algorithm',
      { role: 'bank', tenantCode: '970415', jwks: { keys: [{ ...rsaKey(2_048), alg: 'ES256' }] } },
      '/jwks/keys/0',
    ],
  ])('are refused with %s', async (_name, fields, pointer) => {
    const reply = await officer().post('/v1/clients', { clientId: 'refused', name: 'X', ...fields });
    expect([reply.status, reply.body]).toMatchObject([422, { code: 'request.invalid', errors: [{ pointer }] }]);
  });

  it('are listed page by page without secrets, for officers alone', async () => {
    for (const number of [1, 2, 3])
      await officer().post('/v1/clients', {
        clientId: `post-${number}`,
        name: 'Post',
        role: 'post-office',
        tenantCode: '630000',
      });
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const reply = await officer().get(`/v1/clients?pageSize=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const page = reply.body as { items: { clientId: string }[]; nextCursor?: string };
      seen.push(...page.items.map(({ clientId }) => clientId));
      expect(reply.text).not.toMatch(/secret|hash/i);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['hospital-66002', 'post-1', 'post-2', 'post-3']);
    expect(await answersToForgedCursors(officer(), '/v1/clients')).toEqual(FORGED_CURSOR_REFUSED);
    const bank = gateway.room.as({ role: 'bank', tenantCode: '970405' });
    expect((await bank.get('/v1/clients')).status).toBe(403);
  });
});
