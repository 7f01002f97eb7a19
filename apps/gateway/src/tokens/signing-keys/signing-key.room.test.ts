import { createTokenVerifier } from '@ansinh/http';
import { eventually } from '@ansinh/testkit';
import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { byTwo, type GatewayRoom, PUBLIC_URL, startGatewayRoom } from '../../../testing/gateway-room';
import { json } from '../../../testing/services';

const MINUTE_MS = 60_000;
const OPERATOR = { role: 'operator', tenantCode: '66' } as const;
const reason = 'each quarter';

describe('the keys that sign our tokens', () => {
  let gateway: GatewayRoom;
  beforeEach(async () => {
    gateway = await startGatewayRoom();
    gateway.services.payment.answer = json(200, []);
    at(0);
  });
  afterEach(() => gateway.stop());

  const at = (minutes: number): void =>
    gateway.room.clock.set(new Date(Date.now() + minutes * MINUTE_MS).toISOString());
  const published = async () =>
    ((await (await gateway.call('/jwks')).json()) as JSONWebKeySet).keys.map(({ kid }) => kid);
  const roll = () => byTwo(gateway, (maker) => maker.post('/v1/signing-keys/roll-overs', { reason }), OPERATOR);
  const kidOf = (token: string) => decodeProtectedHeader(token).kid;
  const call = async (token: string) =>
    (await gateway.call('/v1/payouts/x', { headers: { authorization: `Bearer ${token}` } })).status;

  it('roll over without a restart: tokens of both are good, with verifiers that run through it', async () => {
    const remote = createTokenVerifier({
      issuer: PUBLIC_URL,
      keys: createRemoteJWKSet(new URL(`${gateway.room.url}/jwks`), { cooldownDuration: 0 }),
    });
    const old = await gateway.tokenOf('demo-bank');
    await remote(`Bearer ${old}`);
    const [first] = await published();
    expect(kidOf(old)).toBe(first);

    const rolled = await roll();
    const { kid: second } = rolled.body as { kid: string };
    expect([rolled.status, rolled.body]).toMatchObject([201, { publishedAheadMinutes: 15 }]);
    await eventually(async () => expect(await published()).toEqual([first, second]));
    expect(kidOf(await gateway.tokenOf('demo-bank'))).toBe(first);
    // A verifier that fetches now, and never again while the next key begins to sign.
    const keys = (await (await gateway.call('/jwks')).json()) as JSONWebKeySet;
    const early = createTokenVerifier({ issuer: PUBLIC_URL, keys: createLocalJWKSet(keys) });

    at(15);
    expect(await published()).toEqual([second, first]);
    const fresh = await gateway.tokenOf('demo-bank');
    expect(kidOf(fresh)).toBe(second);
    for (const token of [old, fresh]) {
      expect(await call(token)).toBe(200);
      await remote(`Bearer ${token}`);
      await early(`Bearer ${token}`);
    }
    at(15 + 29);
    expect(await published()).toEqual([second, first]);
    at(15 + 31);
    expect(await published()).toEqual([second]);
    expect(await call(fresh)).toBe(200);
  });

  it('roll over one at a time, by an operator and an administrator together', async () => {
    const alone = await gateway.room.as(OPERATOR).post('/v1/signing-keys/roll-overs', { reason });
    expect([alone.status, (await published()).length]).toEqual([202, 1]);
    expect((await roll()).status).toBe(201);
    expect((await roll()).body).toMatchObject({ code: 'signing-key.rolls-over' });
    at(16);
    expect((await roll()).status).toBe(201);
    const { body } = await gateway.room.as(OPERATOR).get('/v1/signing-keys');
    expect((body as { items: { status: string }[] }).items.map(({ status }) => status)).toEqual([
      'signs',
      'former',
      'next',
    ]);
    expect(JSON.stringify(body)).not.toContain('"d"');
    expect((await gateway.room.as({ role: 'officer', tenantCode: '66' }).get('/v1/signing-keys')).status).toBe(403);
  });

  it('of a deployment stand in its settings, and those of a copied database sign nothing there', async () => {
    const { jwk } = await gateway.room.db.tokenKey.findFirstOrThrow();
    const [now, next] = [
      { ...Object(jwk), kid: 'now' },
      { ...Object(jwk), kid: 'next', signsFrom: '2099-01-01T00:00:00Z' },
    ];
    const deployed = await startGatewayRoom({ SIGNING_KEYS: JSON.stringify({ keys: [now, next] }) });
    expect(kidOf(await deployed.tokenOf('demo-bank'))).toBe('now');
    const { keys } = (await (await deployed.call('/jwks')).json()) as JSONWebKeySet;
    expect(keys.map(({ kid }) => kid)).toEqual(['now', 'next']);
    expect(keys.flatMap((key) => Object.keys(key))).not.toContain('signsFrom');
    const refused = await byTwo(deployed, (maker) => maker.post('/v1/signing-keys/roll-overs', { reason }), OPERATOR);
    expect(refused.body).toMatchObject({ code: 'signing-key.of-settings' });
    expect(await deployed.room.db.tokenKey.count()).toBe(0);
    await deployed.stop();
  });
});
