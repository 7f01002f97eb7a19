import { type Claims, CROOKED_CLIENT, newPair, nowSeconds, signBy } from '../../../testing/crooked-provider';
import { type CrookedRoom, startCrookedRoom } from '../../../testing/crooked-room';

const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token that says that a session is over', () => {
  let room: CrookedRoom;
  beforeAll(async () => {
    room = await startCrookedRoom();
  });
  afterAll(() => room.stop());
  const agency = () => room.providers.agency;
  const citizens = () => room.providers.citizens;

  let serial = 0;
  const claims = (change: Claims = {}): Claims => {
    serial += 1;
    return {
      iss: agency().issuer,
      aud: CROOKED_CLIENT,
      iat: nowSeconds(),
      exp: nowSeconds() + 120,
      jti: `logout-${serial}`,
      events: EVENTS,
      sub: 'somebody',
      ...change,
    };
  };
  const post = (token: string) =>
    room.gateway
      .call('/sign-in-callbacks/agency/logout', {
        method: 'POST',
        body: new URLSearchParams({ logout_token: token }),
      })
      .then(({ status }) => status);

  it('is heard, once', async () => {
    const token = await agency().sign(claims());
    expect([await post(token), await post(token)]).toEqual([200, 400]);
  });

  const WRONG_LOGOUTS: readonly (readonly [string, () => string | Promise<string>])[] = [
    ['with a nonce', () => agency().sign(claims({ nonce: 'a nonce' }))],
    ['that is an id token', () => agency().sign(agency().claimsFor('a nonce'))],
    ['of no event', () => agency().sign(claims({ events: {} }))],
    ['of nobody', () => agency().sign(claims({ sub: undefined }))],
    ['without an id', () => agency().sign(claims({ jti: undefined }))],
    ['for another party', () => agency().sign(claims({ aud: 'another-party' }))],
    ['of another issuer', () => citizens().sign(claims({ iss: citizens().issuer }))],
    ['that has expired', () => agency().sign(claims({ iat: nowSeconds() - 200, exp: nowSeconds() - 100 }))],
    ['that never expires', () => agency().sign(claims({ exp: undefined }))],
    ['that nobody has signed', () => `${base64({ alg: 'none' })}.${base64(claims())}.`],
    ['by a key that nobody publishes', async () => signBy(await newPair('unknown'), claims())],
    ['that is none', () => ''],
  ];
  it.each(WRONG_LOGOUTS)('%s is not heard', async (_which, make) => {
    expect(await post(await make())).toBe(400);
  });
});
