import { Rejection } from '@ansinh/contracts/catalogue/problems';
import {
  type IdentityRoom,
  openedAccount,
  PASSWORD,
  PUBLIC_URL,
  startIdentityRoom,
} from '../../../../testing/identity-room';
import { type SoftwareAuthenticator, softwareAuthenticator } from '../../../../testing/software-authenticator';
import { type Credentials, signIn } from '../../sign-ins/sign-in.commands';

const SITE = { origin: PUBLIC_URL, rpId: 'api.example.vn' };
type Options = { challenge: string; rp?: { id: string }; excludeCredentials?: { id: string }[] };

describe('a passkey', () => {
  let identity: IdentityRoom;
  let device: SoftwareAuthenticator;
  beforeAll(async () => {
    identity = await startIdentityRoom();
    device = softwareAuthenticator(SITE);
    await openedAccount(identity, 'lan');
    await openedAccount(identity, 'mai', { personalId: '066190099999' });
  });
  afterAll(() => identity.room.stop());

  const own = (username = 'lan') =>
    identity.room.as({ role: 'officer', tenantCode: '66', subject: `person:${username}` });
  const options = async (username?: string) => (await own(username).post('/v1/me/passkeys/options')).body as Options;
  const add = (credential: object, username?: string) =>
    own(username).post('/v1/me/passkeys', { name: 'Phone', currentPassword: PASSWORD, credential });
  const attempt = (sent: Partial<Credentials>, username = 'lan') =>
    signIn(identity.door, { username, password: PASSWORD, ...sent }).catch((error: unknown) => {
      if (error instanceof Rejection) return error;
      throw error;
    });
  const askToSignIn = async (username = 'lan'): Promise<string> => {
    const refused = await attempt({}, username);
    if (!(refused instanceof Rejection)) throw new Error('a second factor was not asked for');
    expect(refused.code).toBe('sign-in.code-needed');
    return (refused.params.passkey as Options).challenge;
  };
  const refused = expect.objectContaining({ code: 'sign-in.refused' });

  it('is added by a device that answers our challenge at our address, once', async () => {
    const { challenge, rp } = await options();
    expect(rp).toMatchObject({ id: 'api.example.vn' });
    const elsewhere = softwareAuthenticator({ origin: 'https://api.example.vn.evil.example', rpId: 'evil.example' });
    expect((await add(elsewhere.create(challenge))).body).toMatchObject({ code: 'passkey.refused' });
    const other = await options('mai');
    expect((await add(device.create(other.challenge))).body).toMatchObject({ code: 'passkey.refused' });
    expect((await add(device.create('bWFkZS11cA'))).body).toMatchObject({ code: 'passkey.refused' });
    const good = device.create((await options()).challenge);
    const wrong = await own().post('/v1/me/passkeys', { name: 'Phone', currentPassword: 'wrong', credential: good });
    expect(wrong.body).toMatchObject({ code: 'account.password-wrong' });
    const added = await add(good);
    expect([added.status, added.body]).toMatchObject([201, { name: 'Phone' }]);
    expect((await add(good)).body).toMatchObject({ code: 'passkey.refused' });
    expect((await options()).excludeCredentials).toEqual([expect.objectContaining({ id: good.id })]);
    expect(((await own().get('/v1/me')).body as { passkeys: object[] }).passkeys).toMatchObject([{ name: 'Phone' }]);
  });

  it('is a second factor, each answer once', async () => {
    const answer = device.answer(await askToSignIn());
    expect(await attempt({ passkey: answer })).toEqual({ accountId: 'person:lan', factors: 2 });
    expect(await attempt({ passkey: answer })).toEqual(refused);
    expect(await attempt({ passkey: device.answer(await askToSignIn()) })).toMatchObject({ factors: 2 });
  });

  it('is none without the password, for another account, at another address, or for a challenge that was given to add one', async () => {
    expect(await attempt({ password: 'wrong', passkey: device.answer(await askToSignIn()) })).toEqual(refused);
    const challenge = await askToSignIn();
    expect(await attempt({ passkey: device.answer(challenge) }, 'mai')).toEqual(refused);
    expect(await attempt({ passkey: device.answer(challenge, 'https://evil.example') })).toEqual(refused);
    expect(await attempt({ passkey: device.answer((await options()).challenge) })).toEqual(refused);
    const stranger = { ...softwareAuthenticator(SITE).answer(await askToSignIn()), id: device.answer('x').id };
    expect(await attempt({ passkey: { ...stranger, rawId: stranger.id } })).toEqual(refused);
  });

  it('is none after five minutes, nor when the device was removed', async () => {
    identity.room.clock.set('2026-10-05T10:00:00+07:00');
    const late = await askToSignIn();
    identity.room.clock.set('2026-10-05T10:05:01+07:00');
    expect(await attempt({ passkey: device.answer(late) })).toEqual(refused);
    const [passkey] = ((await own().get('/v1/me')).body as { passkeys: { passkeyId: string }[] }).passkeys;
    const challenge = await askToSignIn();
    const path = `/v1/me/passkeys/${passkey?.passkeyId}/removal`;
    // Of somebody else's nothing is told, and nothing is removed.
    expect((await own('mai').post(path)).status).toBe(200);
    expect(await attempt({ passkey: device.answer(await askToSignIn()) })).toMatchObject({ factors: 2 });
    expect((await own().post(path)).status).toBe(200);
    expect(await attempt({ passkey: device.answer(challenge) })).toEqual(refused);
    expect(((await own().get('/v1/me')).body as { passkeys: object[] }).passkeys).toEqual([]);
  });
});
