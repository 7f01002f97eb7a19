import { transactOnce } from '@ansinh/platform';
import { codeAt, type IdentityRoom, PASSWORD, SECRET, startIdentityRoom } from '../../../testing/identity-room';
import { service } from '../../service';
import { addFirstAdministrators, type FirstAdministrator } from './first-administrator.commands';

const NOW = '2026-10-05T08:30:00+07:00';
const INSTALLATION = {
  subject: 'system:installation',
  tenant: { kind: 'agency', code: '66' },
  permissions: new Set<never>(),
} as const;
const LAN = { name: 'Trần Thị Lan', personalId: '066190012347', office: 'Phòng Công nghệ' };
const BINH = { name: 'Nguyễn Văn Bình', personalId: '066080023456', office: 'Phòng Công nghệ' };
const TAM = { name: 'Lê Văn Tám', personalId: '066080023457', office: 'Phòng Công nghệ' };

describe('the first administrators of an installation', () => {
  let identity: IdentityRoom;
  beforeAll(async () => {
    identity = await startIdentityRoom();
  });
  afterAll(() => identity.room.stop());

  const add = (...people: FirstAdministrator[]) =>
    transactOnce(service, { url: identity.room.databaseUrl, by: INSTALLATION }, (tx) =>
      addFirstAdministrators({ ...tx, now: new Date(NOW) }, identity.keys, people),
    );
  const open = (username: string, codes: readonly string[]) =>
    identity.room.anonymous.post('/v1/account-openings', {
      username,
      codes,
      password: PASSWORD,
      secret: SECRET,
      code: codeAt(SECRET, NOW),
    });

  it('are two persons or more', async () => {
    await expect(add(LAN)).rejects.toThrow(/two persons or more/);
    await expect(add(LAN, { ...BINH, personalId: LAN.personalId })).rejects.toThrow(/two persons or more/);
    await expect(add(LAN, { ...BINH, name: LAN.name })).rejects.toThrow(/two persons or more/);
    expect(await identity.room.db.account.count()).toBe(0);
  });

  it('open their accounts by two codes each, which can be drawn again until both have', async () => {
    const [before] = await add(LAN, BINH);
    const [lan, binh] = await add(LAN, BINH);
    expect(lan).toMatchObject({ name: LAN.name, username: 'tran.thi.lan', expiresAt: '2026-10-08T01:30:00.000Z' });
    expect((await open('tran.thi.lan', before?.codes ?? [])).status).toBe(422);
    expect((await open('tran.thi.lan', lan?.codes ?? [])).status).toBe(201);
    expect((await open('nguyen.van.binh', lan?.codes ?? [])).status).toBe(422);

    // Who has opened the own account is left alone.
    const again = await add(LAN, BINH);
    expect(again.map(({ username }) => username)).toEqual(['nguyen.van.binh']);
    expect((await open('nguyen.van.binh', binh?.codes ?? [])).status).toBe(422);
    expect((await open('nguyen.van.binh', again[0]?.codes ?? [])).status).toBe(201);
  });

  it('are made so no more, once there are two', async () => {
    await expect(add(TAM, BINH)).rejects.toThrow(/two administrators already/);
    expect(await identity.room.db.account.count()).toBe(2);
    const acts = await identity.room.db.$queryRaw<{ action: string }[]>`
      SELECT action FROM platform.audit WHERE subject = 'system:installation' AND action = 'account.add'`;
    expect(acts).toHaveLength(2);
  });
});
