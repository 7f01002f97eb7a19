import { sessionOf } from '@ansinh/testkit';
import {
  codeAt,
  type IdentityRoom,
  openedAccount,
  PASSWORD,
  SECRET,
  startIdentityRoom,
} from '../../../testing/identity-room';
import { hashOf } from '../accounts/identity-keys';
import { findSession, saveSession } from '../sessions/session.store';
import { signIn } from '../sign-ins/sign-in.commands';

const START = '2026-10-05T08:30:00+07:00';
const OTHER_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const NEW_PASSWORD = 'hồ Lắk mùa nước trong xanh';

describe('the own account', () => {
  let identity: IdentityRoom;
  beforeAll(async () => {
    identity = await startIdentityRoom();
    await openedAccount(identity, 'lan');
  });
  afterAll(() => identity.room.stop());
  beforeEach(() => identity.room.clock.set(START));

  const own = (more: object = {}) =>
    identity.room.as({ role: 'officer', tenantCode: '66', subject: 'person:lan', ...more });

  it('says who I am, what I may do, and by what I prove it', async () => {
    const me = await own().get('/v1/me');
    expect(me.body).toMatchObject({
      accountId: 'person:lan',
      username: 'lan',
      name: 'Nguyễn lan',
      tenant: { kind: 'agency', code: '66' },
      factors: 2,
      roles: [{ role: 'officer', tenantCode: '66', firstDay: '2026-01-01' }],
      hasCodes: true,
      passkeys: [],
      passwordSetAt: '2026-10-05T01:30:00.000Z',
    });
    expect(me.text).not.toMatch(/argon2|secret/i);
    expect((await own({ machine: true }).get('/v1/me')).body).toMatchObject({ code: 'approval.person-required' });
  });

  it('takes another password from who knows the one before and came with both factors', async () => {
    const change = (by: ReturnType<typeof own>, body: object) => by.post('/v1/me/password', body);
    const right = { currentPassword: PASSWORD, password: NEW_PASSWORD };
    expect((await change(own({ factors: 1 }), right)).body).toMatchObject({ code: 'approval.two-factors-required' });
    expect((await change(own(), { ...right, currentPassword: 'wrong' })).body).toMatchObject({
      code: 'account.password-wrong',
    });
    expect((await change(own(), { ...right, password: 'password2026!' })).body).toMatchObject({
      code: 'password.refused',
      reason: 'common',
    });
    expect(await change(own(), right)).toMatchObject({
      status: 200,
      body: { setAt: '2026-10-05T01:30:00.000Z', endedSessions: 0 },
    });
    const later = '2026-10-05T08:31:00+07:00';
    identity.room.clock.set(later);
    const code = codeAt(SECRET, later);
    await expect(signIn(identity.door, { username: 'lan', password: PASSWORD, code })).rejects.toThrow(
      'sign-in.refused',
    );
    expect(await signIn(identity.door, { username: 'lan', password: NEW_PASSWORD, code })).toMatchObject({
      factors: 2,
    });
  });

  it('takes another secret of one-time codes, confirmed by a code of it, and no code of the one before', async () => {
    const proposed = (await own().post('/v1/me/codes/proposals')).body as { secret: string };
    expect(proposed.secret).toMatch(/^[A-Z2-7]{32}$/);
    const body = { currentPassword: NEW_PASSWORD, secret: OTHER_SECRET, code: codeAt(OTHER_SECRET, START) };
    expect((await own().put('/v1/me/codes', { ...body, code: '000000' })).body).toMatchObject({
      code: 'one-time-code.refused',
    });
    expect((await own().put('/v1/me/codes', body)).status).toBe(200);
    const later = '2026-10-05T08:32:00+07:00';
    identity.room.clock.set(later);
    const sent = { username: 'lan', password: NEW_PASSWORD };
    await expect(signIn(identity.door, { ...sent, code: codeAt(SECRET, later) })).rejects.toThrow('sign-in.refused');
    expect(await signIn(identity.door, { ...sent, code: codeAt(OTHER_SECRET, later) })).toMatchObject({ factors: 2 });
  });

  it('is left open where a proof was changed, and nowhere else', async () => {
    // What the tokens of a test say of their session.
    const session = sessionOf('person:hoa');
    const { db } = identity.room;
    const begin = (id: string, accountId: string) =>
      saveSession(db, {
        id,
        accountId,
        factors: 2,
        cookieHash: hashOf(id),
        state: {},
        now: new Date(START),
        expiresAt: new Date('2026-10-05T16:30:00+07:00'),
      });
    await openedAccount(identity, 'hoa');
    const here = own({ subject: 'person:hoa' });
    const changes = [
      ['post', '/v1/me/password', { currentPassword: PASSWORD, password: NEW_PASSWORD }],
      [
        'put',
        '/v1/me/codes',
        { currentPassword: NEW_PASSWORD, secret: OTHER_SECRET, code: codeAt(OTHER_SECRET, START) },
      ],
    ] as const;
    for (const [change, path, body] of changes) {
      const [elsewhere, another] = [`a-session-elsewhere-${change}`, `a-session-of-another-${change}`];
      await begin(session, 'person:hoa');
      await begin(elsewhere, 'person:hoa');
      await begin(another, 'person:lan');
      expect(await here[change](path, body)).toMatchObject({ status: 200, body: { endedSessions: 1 } });
      expect(await findSession(db, elsewhere)).toMatchObject({ endedBy: 'person:hoa', cookieHash: null });
      for (const left of [session, another]) expect(await findSession(db, left)).toMatchObject({ endedAt: null });
    }
  });

  it('counts who guesses the password in a session that was left open, however many at once', async () => {
    await openedAccount(identity, 'mai');
    identity.room.clock.set('2026-10-05T09:00:00+07:00');
    const by = own({ subject: 'person:mai' });
    const guess = () => by.post('/v1/me/password', { currentPassword: 'wrong', password: NEW_PASSWORD });
    const codes = (await Promise.all(Array.from({ length: 20 }, guess))).map(
      ({ body }) => (body as { code: string }).code,
    );
    expect(codes.filter((code) => code === 'account.password-wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'sign-in.locked')).toHaveLength(15);
    const right = await by.post('/v1/me/password', { currentPassword: PASSWORD, password: NEW_PASSWORD });
    expect([right.status, right.headers.get('retry-after')]).toEqual([429, '60']);
  });
});
