import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  ADMINISTRATOR,
  askForToken,
  basic,
  byTwo,
  type GatewayRoom,
  newClient,
  type Post,
  PUBLIC_URL,
  startGatewayRoom,
  startPost,
} from '../../../testing/gateway-room';

const DAY_MS = 86_400_000;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const newKeys = async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = crypto.randomUUID();
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] };
  const assertion = (clientId: string, audience = PUBLIC_URL) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(audience)
      .setJti(crypto.randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
  const forRotation = (clientId: string) => assertion(clientId, `${PUBLIC_URL}/v1/client/rotations`);
  return { jwks, assertion, forRotation };
};

describe('a client that proves itself in another way than before', () => {
  let gateway: GatewayRoom;
  let post: Post;
  let serial = 0;
  beforeAll(async () => {
    post = await startPost();
    gateway = await startGatewayRoom(post.settings);
  });
  afterAll(async () => {
    await post.stop();
    await gateway.stop();
  });
  const setClock = (ms = 0) => gateway.room.clock.set(new Date(Date.now() + ms).toISOString());
  beforeEach(() => setClock());

  const bank = (opening: object = {}) => {
    serial += 1;
    return newClient(gateway, post, { clientId: `bank-${serial}`, role: 'bank', tenantCode: '970415' }, opening);
  };
  const bySecret = async (clientId: string, secret: string) =>
    (await askForToken(gateway.room.url, { authorization: basic(clientId, secret) })).status;
  const byAssertion = async (client_assertion: string) =>
    (await askForToken(gateway.room.url, {}, { client_assertion, client_assertion_type: ASSERTION_TYPE })).status;
  const as = (clientId: string) => gateway.room.as({ role: 'bank', tenantCode: '970415', subject: clientId });
  const rotateOwn = (clientId: string, body: object) => as(clientId).post('/v1/client/rotations', body);
  const invite = (clientId: string, overlapDays: number) =>
    byTwo(gateway, (maker) =>
      maker.post(`/v1/clients/${clientId}/rotations`, {
        reason: 'each quarter',
        contact: { name: 'Mẫu', email: `again-${clientId}@partner.example` },
        overlapDays,
      }),
    );
  const reopen = async (clientId: string, opening: object = {}) => {
    const token = await post.codeFor(gateway, `again-${clientId}@partner.example`);
    const { body } = await gateway.room.anonymous.post('/v1/invitations/openings', { token, ...opening });
    return body as { clientSecret: string; formerUntil: string | null };
  };

  it('keeps the old secret for the days that were said, and not a moment longer', async () => {
    const { clientId, clientSecret: old } = await bank();
    expect((await invite(clientId, 2)).status).toBe(201);
    // Nothing has changed until the partner opens it.
    expect(await bySecret(clientId, old)).toBe(200);
    const { clientSecret: fresh, formerUntil } = await reopen(clientId);
    expect(Date.parse(formerUntil ?? '') / 1_000).toBeCloseTo((Date.now() + 2 * DAY_MS) / 1_000, -2);
    expect([await bySecret(clientId, old), await bySecret(clientId, fresh)]).toEqual([200, 200]);
    expect(await bySecret(clientId, `${old} ${fresh}`)).toBe(401);
    await gateway.room.db.client.update({ where: { clientId }, data: { formerUntil: new Date(Date.now() - 1) } });
    expect([await bySecret(clientId, old), await bySecret(clientId, fresh)]).toEqual([401, 200]);
  });

  it('ends the overlap when the partner, or one administrator, says so', async () => {
    for (const end of [
      (clientId: string) => as(clientId).post('/v1/client/overlap-endings'),
      (clientId: string) =>
        gateway.room.as(ADMINISTRATOR).post(`/v1/clients/${clientId}/overlap-endings`, { reason: 'seen in a log' }),
    ]) {
      const { clientId, clientSecret: old } = await bank();
      await invite(clientId, 7);
      const { clientSecret: fresh } = await reopen(clientId);
      expect((await end(clientId)).body).toMatchObject({ formerUntil: null });
      expect([await bySecret(clientId, old), await bySecret(clientId, fresh)]).toEqual([401, 200]);
    }
  });

  it('is rotated by itself with its token and its secret of now, and with neither alone', async () => {
    const { clientId, clientSecret: old } = await bank();
    expect((await rotateOwn(clientId, { overlapDays: 1 })).body).toMatchObject({ code: 'client.proof-refused' });
    const wrong = await rotateOwn(clientId, { overlapDays: 1, currentSecret: `${old}x` });
    expect([wrong.status, wrong.body]).toMatchObject([403, { code: 'client.proof-refused' }]);
    const rotated = await rotateOwn(clientId, { overlapDays: 1, currentSecret: old });
    const { clientSecret: fresh } = rotated.body as { clientSecret: string };
    expect(rotated.status).toBe(201);
    expect([await bySecret(clientId, old), await bySecret(clientId, fresh)]).toEqual([200, 200]);
    // The old one opens the door for a day, and changes nothing any more.
    expect((await rotateOwn(clientId, { overlapDays: 1, currentSecret: old })).status).toBe(403);
    expect((await rotateOwn(clientId, { overlapDays: 8, currentSecret: fresh })).status).toBe(422);
  });

  it('goes over from a secret to keys and back, and both are good meanwhile', async () => {
    const { clientId, clientSecret: old } = await bank();
    const [first, second] = [await newKeys(), await newKeys()];
    const toKeys = await rotateOwn(clientId, { currentSecret: old, overlapDays: 1, jwks: first.jwks });
    expect(toKeys.body).toMatchObject({ clientId, formerUntil: expect.any(String) });
    expect(toKeys.body).not.toHaveProperty('clientSecret');
    expect([await bySecret(clientId, old), await byAssertion(await first.assertion(clientId))]).toEqual([200, 200]);

    const used = await first.forRotation(clientId);
    const toOthers = { overlapDays: 1, jwks: second.jwks };
    expect((await rotateOwn(clientId, { ...toOthers, currentSecret: old })).status).toBe(403);
    const elsewhere = await first.assertion(clientId, 'https://elsewhere.example');
    // What was heard on its way to the door of the tokens, used there or not, changes no key; and the other way round.
    const heard = await first.assertion(clientId);
    expect(await byAssertion(heard)).toBe(200);
    expect(await byAssertion(await first.forRotation(clientId))).toBe(401);
    for (const clientAssertion of [
      heard,
      elsewhere,
      await first.assertion(clientId),
      await first.forRotation('somebody-else'),
      await second.forRotation(clientId),
    ])
      expect((await rotateOwn(clientId, { ...toOthers, clientAssertion })).status).toBe(403);
    expect((await rotateOwn(clientId, { ...toOthers, clientAssertion: used })).status).toBe(201);
    expect((await rotateOwn(clientId, { ...toOthers, clientAssertion: used })).status).toBe(403);
    const both = [await first.assertion(clientId), await second.assertion(clientId)];
    expect(await Promise.all(both.map(byAssertion))).toEqual([200, 200]);
    // What was former before is over.
    expect(await bySecret(clientId, old)).toBe(401);
    await as(clientId).post('/v1/client/overlap-endings');
    expect(await byAssertion(await first.assertion(clientId))).toBe(401);

    const back = await rotateOwn(clientId, { overlapDays: 0, clientAssertion: await second.forRotation(clientId) });
    const { clientSecret: fresh } = back.body as { clientSecret: string };
    expect([await bySecret(clientId, fresh), await byAssertion(await second.assertion(clientId))]).toEqual([200, 401]);
  });

  it('is invited by two administrators, and a machine of the agency is not', async () => {
    const { clientId, clientSecret } = await bank();
    const alone = gateway.room.as(ADMINISTRATOR);
    const body = { reason: 'alone', contact: { name: 'I', email: 'i@agency.example' }, overlapDays: 0 };
    expect((await alone.post(`/v1/clients/${clientId}/rotations`, body)).status).toBe(202);
    await gateway.room.runJobs();
    expect((await post.mails()).flatMap(({ to }) => to)).not.toContain('i@agency.example');
    expect(await bySecret(clientId, clientSecret)).toBe(200);
    const staff = await byTwo(gateway, (maker) => maker.post('/v1/clients/demo-officer/rotations', body));
    expect(staff.body).toMatchObject({ code: 'client.role-reserved' });
  });
});
