import {
  addAccount,
  addAdministrators,
  codeAt,
  drawCodes,
  type IdentityRoom,
  openedAccount,
  PASSWORD,
  SECRET,
  startIdentityRoom,
} from '../../../testing/identity-room';
import { signIn } from '../sign-ins/sign-in.commands';

const NOW = '2026-10-05T08:30:00+07:00';
const WRONG = { code: 'account.invitation-invalid' };

describe('opening an account', () => {
  let identity: IdentityRoom;
  beforeAll(async () => {
    identity = await startIdentityRoom();
  });
  afterAll(() => identity.room.stop());
  beforeEach(() => identity.room.clock.set(NOW));

  const open = (username: string, codes: readonly string[], more: object = {}) =>
    identity.room.anonymous.post('/v1/account-openings', {
      username,
      codes,
      password: PASSWORD,
      secret: SECRET,
      code: codeAt(SECRET, NOW),
      ...more,
    });
  const isSignedIn = (username: string, at: string) => {
    identity.room.clock.set(at);
    return signIn(identity.door, { username, password: PASSWORD, code: codeAt(SECRET, at) });
  };

  it('takes a code of each of two administrators, and shows the person alone what it signs in with', async () => {
    const accountId = await addAccount(identity, 'lan');
    const codes = await drawCodes(identity, accountId);
    const begun = await identity.room.anonymous.post('/v1/account-openings/beginnings', { username: 'lan', codes });
    expect(begun.body).toMatchObject({ name: 'Nguyễn lan', office: 'Phòng Chế độ' });
    const { secret, uri } = begun.body as { secret: string; uri: string };
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toContain(secret);

    const opened = await open('lan', codes, { secret, code: codeAt(secret, NOW) });
    expect([opened.status, opened.body]).toEqual([201, { accountId }]);
    // Used up.
    expect((await open('lan', codes)).body).toMatchObject(WRONG);
    const kept = await identity.room.db.$queryRaw<object[]>`
      SELECT c::text FROM code_secrets c UNION ALL SELECT p::text FROM passwords p
      UNION ALL SELECT i::text FROM invitations i UNION ALL SELECT k::text FROM platform.idempotency_keys k`;
    for (const shown of [...codes, PASSWORD, secret]) expect(JSON.stringify(kept)).not.toContain(shown);
  });

  it('is not for one administrator alone: nor with two codes, nor under two accounts', async () => {
    const { administrator, otherAdministrator, room } = identity;
    const accountId = await addAccount(identity, 'mai');
    const path = `/v1/staff/${accountId}/invitations`;
    const codeOfReply = (reply: { body: unknown }) => (reply.body as { code: string }).code;
    const first = codeOfReply(await administrator.post(path));
    await addAdministrators(identity, ['first.administrator', 'second.administrator', 'other.account']);
    const secondAccount = room.as({
      role: 'administrator',
      tenantCode: '66',
      subject: 'person:other.account',
      person: 'person:first.administrator',
    });
    const own = codeOfReply(await secondAccount.post(path));
    expect((await open('mai', [first, own])).body).toMatchObject(WRONG);
    expect((await open('mai', [own, own])).body).toMatchObject(WRONG);
    expect((await open('mai', [own, 'x'.repeat(43)])).body).toMatchObject(WRONG);
    // The one that was drawn again took the place of the one before.
    const other = codeOfReply(await otherAdministrator.post(path));
    expect((await open('mai', [first, other])).body).toMatchObject(WRONG);
    expect((await open('mai', [other, own])).status).toBe(201);
  });

  it('is not by what an administrator drew who was closed since, or is one no more', async () => {
    const { administrator, otherAdministrator, room } = identity;
    const third = { role: 'administrator', tenantCode: '66', subject: 'person:third.administrator' } as const;
    const drawn = async (username: string) => {
      await addAdministrators(identity, ['first.administrator', 'second.administrator', 'third.administrator']);
      const path = `/v1/staff/${await addAccount(identity, username)}/invitations`;
      const codes = [(await administrator.post(path)).body, (await room.as(third).post(path)).body];
      return codes.map((body) => (body as { code: string }).code);
    };
    const begin = (username: string, codes: readonly string[]) =>
      room.anonymous.post('/v1/account-openings/beginnings', { username, codes });
    const codes = await drawn('of.three');
    expect((await begin('of.three', codes)).status).toBe(200);
    await room.db.accountRole.updateMany({
      where: { accountId: third.subject },
      data: { lastDay: new Date('2026-10-04') },
    });
    expect((await begin('of.three', codes)).body).toMatchObject(WRONG);
    await room.db.accountRole.updateMany({ where: { accountId: third.subject }, data: { lastDay: null } });
    expect((await begin('of.three', codes)).status).toBe(200);
    const closing = await otherAdministrator.post(`/v1/staff/${third.subject}/closing`, { reason: 'for cause' });
    expect(closing.status).toBe(200);
    expect((await begin('of.three', codes)).body).toMatchObject(WRONG);
    expect((await open('of.three', codes)).body).toMatchObject(WRONG);
  });

  it('is left to two: nobody closes one of the last two administrators', async () => {
    const { administrator, room } = identity;
    await room.db.account.updateMany({
      where: { username: { notIn: ['first.administrator', 'second.administrator'] }, closedAt: null },
      data: { closedAt: new Date(), closedBy: 'test' },
    });
    for (const username of ['first.administrator', 'second.administrator']) {
      const closing = await administrator.post(`/v1/staff/person:${username}/closing`, { reason: 'gone' });
      expect([closing.status, closing.body]).toMatchObject([409, { code: 'account.last-administrators' }]);
    }
    expect((await administrator.post('/v1/staff/person:second.administrator/sessions/ending')).status).toBe(200);
  });

  it('is not by codes of another account, after 72 hours, nor of a closed account: all with one answer', async () => {
    const { administrator, room } = identity;
    const [hoa, tam] = [await addAccount(identity, 'hoa'), await addAccount(identity, 'tam')];
    const codes = await drawCodes(identity, hoa);
    await drawCodes(identity, tam);
    expect((await open('tam', codes)).body).toMatchObject(WRONG);
    expect((await open('nobody', codes)).body).toMatchObject(WRONG);
    room.clock.set('2026-10-08T08:30:00+07:00');
    expect((await open('hoa', codes)).body).toMatchObject(WRONG);
    room.clock.set(NOW);
    await administrator.post(`/v1/staff/${hoa}/closing`, { reason: 'left' });
    expect((await open('hoa', codes)).body).toMatchObject(WRONG);
    const draw = await administrator.post(`/v1/staff/${hoa}/invitations`);
    expect([draw.status, draw.body]).toMatchObject([409, { code: 'account.closed' }]);
  });

  it('asks for a good password and a code of the secret, and leaves the invitation good until then', async () => {
    const codes = await drawCodes(identity, await addAccount(identity, 'binh'));
    const short = await open('binh', codes, { password: 'short' });
    expect([short.status, short.body]).toMatchObject([422, { code: 'password.refused', reason: 'too-short' }]);
    const wrong = await open('binh', codes, { code: '000000' });
    expect([wrong.status, wrong.body]).toMatchObject([422, { code: 'one-time-code.refused' }]);
    expect((await open('binh', codes)).status).toBe(201);
  });

  it('is done once, whoever does it at the same time', async () => {
    const codes = await drawCodes(identity, await addAccount(identity, 'duc'));
    const replies = await Promise.all([open('duc', codes), open('duc', codes), open('duc', codes)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  it('is for the person: no administrator draws a code for an account of the own, and no machine draws any', async () => {
    const { administrator, room } = identity;
    const accountId = await addAccount(identity, 'one.self');
    const path = `/v1/staff/${accountId}/invitations`;
    // The keys of persons in a room are no pseudonyms of a personal id.
    await room.db.$executeRaw`ALTER TABLE accounts DROP CONSTRAINT accounts_person_key_check`;
    await room.db.account.update({ where: { accountId }, data: { personKey: 'person-person:first.administrator' } });
    const own = await administrator.post(path);
    expect([own.status, own.body]).toMatchObject([403, { code: 'account.own-invitation' }]);
    for (const [more, code] of [
      [{ machine: true }, 'approval.person-required'],
      [{ factors: 1 }, 'approval.two-factors-required'],
    ] as const) {
      const reply = await room.as({ role: 'administrator', tenantCode: '66', ...more }).post(path);
      expect([reply.status, reply.body]).toMatchObject([403, { code }]);
    }
    expect(await room.db.invitation.count({ where: { accountId } })).toBe(0);
  });

  it('anew replaces a lost password and a lost device; what was lost opens nothing any more', async () => {
    const later = '2026-10-05T09:00:00+07:00';
    const accountId = await openedAccount(identity, 'thu');
    expect(await isSignedIn('thu', later)).toEqual({ accountId, factors: 2 });
    const codes = await drawCodes(identity, accountId);
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const again = await open('thu', codes, {
      password: 'hồ Lắk mùa nước trong xanh',
      secret,
      code: codeAt(secret, later),
    });
    expect(again.status).toBe(201);
    await expect(isSignedIn('thu', '2026-10-05T09:10:00+07:00')).rejects.toThrow('sign-in.refused');
  });
});
