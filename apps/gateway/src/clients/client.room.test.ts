import { generateKeyPairSync } from 'node:crypto';
import { answersToForgedCursors, eventually, FORGED_CURSOR_REFUSED } from '@ansinh/testkit';
import {
  ADMINISTRATOR,
  askForToken,
  basic,
  byTwo,
  type GatewayRoom,
  newClient,
  type Post,
  startGatewayRoom,
  startPost,
} from '../../testing/gateway-room';

const rsaKey = (modulusLength: number) =>
  generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' });

const HOURS = 3_600_000;

describe('the clients of the door', () => {
  let gateway: GatewayRoom;
  let post: Post;
  beforeAll(async () => {
    post = await startPost();
    gateway = await startGatewayRoom({ DEMO_CLIENTS: 'false', ...post.settings });
  });
  afterAll(async () => {
    await post.stop();
    await gateway.stop();
  });
  beforeEach(() => gateway.room.clock.set(new Date().toISOString()));

  const administrator = () => gateway.room.as(ADMINISTRATOR);
  const contact = { name: 'Trần Thị Mẫu', email: 'it@hospital.example' };
  const hospital = {
    clientId: 'hospital-66002',
    name: 'Hospital',
    role: 'hospital',
    tenantCode: '66002',
    nationalUsername: '66002_BV',
    contact,
  };
  const register = (body: object) => byTwo(gateway, (maker) => maker.post('/v1/clients', body));
  const open = (body: object) => gateway.room.anonymous.post('/v1/invitations/openings', body);
  const tokenOf = async (clientId: string, secret: string) =>
    (await askForToken(gateway.room.url, { authorization: basic(clientId, secret) })).status;

  it('are registered by two administrators, and get their secret by an invitation that the partner opens once', async () => {
    const held = await administrator().post('/v1/clients', hospital);
    expect([held.status, await gateway.room.db.client.count()]).toEqual([202, 0]);
    const registered = await register(hospital);
    expect(registered).toMatchObject({
      status: 201,
      body: { clientId: 'hospital-66002', status: 'invited', proof: null, invitation: { contact, validHours: 72 } },
    });
    const code = await post.codeFor(gateway, contact.email);
    const opened = await open({ token: code, nationalPassword: 'correct horse' });
    const { clientSecret: secret } = opened.body as { clientSecret: string };
    expect([opened.status, opened.headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await tokenOf('hospital-66002', secret)).toBe(200);
    const again = await open({ token: code });
    expect([again.status, again.body]).toMatchObject([410, { code: 'invitation.not-usable' }]);
    expect(await tokenOf('hospital-66002', secret)).toBe(200);

    const rows = await gateway.room.db.$queryRaw<object[]>`
      SELECT c::text AS kept FROM clients c UNION ALL SELECT i::text FROM client_invitations i
      UNION ALL SELECT k::text FROM platform.idempotency_keys k UNION ALL SELECT a::text FROM platform.approvals a
      UNION ALL SELECT a::text FROM platform.audit a UNION ALL SELECT j::text FROM jobs.job j`;
    const kept = JSON.stringify(rows);
    for (const hidden of [secret, code, 'correct horse']) expect(kept).not.toContain(hidden);
    for (const path of ['/v1/clients', '/v1/clients/hospital-66002', '/v1/approvals?status=any'])
      expect((await administrator().get(path)).text).not.toContain(secret);
  });

  it('have an invitation that ends after three days, and one that takes its place', async () => {
    const bank = { clientId: 'late-bank', name: 'Bank', role: 'bank', tenantCode: '970415' };
    const email = 'it@late-bank.example';
    await register({ ...bank, contact: { ...contact, email } });
    const first = await post.codeFor(gateway, email);
    gateway.room.clock.set(new Date(Date.now() + 73 * HOURS).toISOString());
    expect((await open({ token: first })).status).toBe(410);
    const invited = await byTwo(gateway, (maker) =>
      maker.post('/v1/clients/late-bank/rotations', {
        reason: 'the mail was lost',
        contact: { ...contact, email: 'new@late-bank.example' },
        overlapDays: 0,
      }),
    );
    expect(invited.status).toBe(201);
    const second = await post.codeFor(gateway, 'new@late-bank.example');
    gateway.room.clock.set(new Date().toISOString());
    expect((await open({ token: first })).status).toBe(410);
    expect((await open({ token: second })).status).toBe(201);
    expect((await open({ token: 'x'.repeat(43) })).status).toBe(410);
  });

  it('are opened by one of two who try at once', async () => {
    const email = 'it@twice-bank.example';
    await register({
      clientId: 'twice-bank',
      name: 'Bank',
      role: 'bank',
      tenantCode: '970415',
      contact: { ...contact, email },
    });
    const token = await post.codeFor(gateway, email);
    const both = await Promise.all([open({ token }), open({ token })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 410]);
  });

  it('have an id and a national user name that nobody else has', async () => {
    const { nationalUsername: _name, ...bare } = hospital;
    expect((await register(bare)).body).toMatchObject({ code: 'client.already-registered' });
    const other = { ...hospital, clientId: 'hospital-66003', tenantCode: '66003' };
    expect((await register(other)).body).toMatchObject({ code: 'client.national-account-taken' });
  });

  it.each([
    ['officer', '66'],
    ['approver', '66'],
    ['operator', '66'],
  ])('of the agency itself (%s) are not registered at this door', async (role, tenantCode) => {
    const reply = await register({ clientId: `my-${role}`, name: 'Me', role, tenantCode, contact });
    expect([reply.status, reply.body]).toMatchObject([403, { code: 'client.role-reserved' }]);
  });

  it('are registered neither by an officer, nor by one administrator with two accounts, nor by a machine', async () => {
    const bank = { clientId: 'sly-bank', name: 'Bank', role: 'bank', tenantCode: '970415', contact };
    const officer = gateway.room.as({ role: 'officer', tenantCode: '66' });
    expect((await officer.post('/v1/clients', bank)).status).toBe(403);
    const machine = gateway.room.as({ ...ADMINISTRATOR, machine: true });
    expect((await machine.post('/v1/clients', bank)).body).toMatchObject({ code: 'approval.person-required' });
    const held = await administrator().post('/v1/clients', bank);
    const { id, digest } = held.body as { id: string; digest: string };
    const sameOne = gateway.room.as({ ...ADMINISTRATOR, subject: 'other-account', person: 'administrator' });
    const decided = await sameOne.post(`/v1/approvals/gateway/${id}/decisions`, { decision: 'approve', digest });
    expect(decided.body).toMatchObject({ code: 'approval.same-person' });
    expect(await gateway.room.db.client.findUnique({ where: { clientId: 'sly-bank' } })).toBeNull();
  });

  it.each([
    ['a facility code for a bank', { role: 'bank', tenantCode: '66001' }, '/tenantCode'],
    [
      'a national user name for a bank',
      { role: 'bank', tenantCode: '970415', nationalUsername: 'x' },
      '/nationalUsername',
    ],
    ['an end in the past', { role: 'bank', tenantCode: '970415', expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
  ])('are refused with %s', async (_name, fields, pointer) => {
    const reply = await register({ clientId: 'refused', name: 'X', contact, ...fields });
    expect([reply.status, reply.body]).toMatchObject([422, { code: 'request.invalid', errors: [{ pointer }] }]);
  });

  describe('whose partner says its own keys', () => {
    const email = 'it@key-bank.example';
    let token: string;
    beforeAll(async () => {
      gateway.room.clock.set(new Date().toISOString());
      await register({
        clientId: 'key-bank',
        name: 'Bank',
        role: 'bank',
        tenantCode: '970415',
        contact: { ...contact, email },
      });
      token = await post.codeFor(gateway, email);
    });

    it.each([
      ['a key that is none', { jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }] } }, '/jwks/keys/0'],
      ['an RSA key of 1024 bits', { jwks: { keys: [rsaKey(1_024)] } }, '/jwks/keys/0'],
      ['a key that says another algorithm', { jwks: { keys: [{ ...rsaKey(2_048), alg: 'ES256' }] } }, '/jwks/keys/0'],
      ['an address in the clear', { jwksUrl: 'http://keys.example/jwks' }, '/jwksUrl'],
      ['an address inside', { jwksUrl: 'https://169.254.169.254/latest' }, '/jwksUrl'],
      ['both ways', { jwksUrl: 'https://keys.example/jwks', jwks: { keys: [rsaKey(2_048)] } }, '/jwksUrl'],
      ['a password that it has no user name for', { nationalPassword: 'correct horse' }, '/nationalPassword'],
    ])('are refused with %s, and the invitation is still good', async (_name, fields, pointer) => {
      const reply = await open({ token, ...fields });
      expect([reply.status, reply.body]).toMatchObject([422, { code: 'request.invalid', errors: [{ pointer }] }]);
    });

    it('have no secret', async () => {
      const opened = await open({ token, jwks: { keys: [rsaKey(2_048)] } });
      expect([opened.status, opened.body]).toEqual([201, { clientId: 'key-bank', formerUntil: null }]);
      expect((await administrator().get('/v1/clients/key-bank')).body).toMatchObject({
        status: 'active',
        proof: 'keys',
      });
    });
  });

  it('are listed page by page without secrets, for administrators alone', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const reply = await administrator().get(`/v1/clients?pageSize=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const page = reply.body as { items: { clientId: string }[]; nextCursor?: string };
      seen.push(...page.items.map(({ clientId }) => clientId));
      expect(reply.text).not.toMatch(/hash"|"jwks"|"kty"/i);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['hospital-66002', 'key-bank', 'late-bank', 'twice-bank']);
    expect(await answersToForgedCursors(administrator(), '/v1/clients')).toEqual(FORGED_CURSOR_REFUSED);
    const bank = gateway.room.as({ role: 'bank', tenantCode: '970405' });
    expect((await bank.get('/v1/clients')).status).toBe(403);
  });

  it('tell who did what with them, and when they were here last', async () => {
    const { clientId, clientSecret } = await newClient(gateway, post, {
      clientId: 'told-bank',
      role: 'bank',
      tenantCode: '970415',
    });
    expect(await tokenOf(clientId, clientSecret)).toBe(200);
    const read = async () => (await administrator().get('/v1/clients/told-bank')).body;
    await eventually(async () => expect(await read()).toMatchObject({ lastUsedAt: expect.any(String) }));
    expect(await read()).toMatchObject({
      createdBy: 'administrator',
      invitation: { openedAt: expect.any(String) },
      history: [
        { by: 'anonymous', action: 'client.open-invitation' },
        { by: 'administrator', action: 'client.register', outcome: 'bank' },
      ],
    });
    expect((await administrator().get('/v1/clients/nobody-here')).status).toBe(404);
  });
});
