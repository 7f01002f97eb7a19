import { Rejection } from '@ansinh/contracts/catalogue/problems';
import { eventually } from '@ansinh/testkit';
import {
  addAccount,
  codeAt,
  type IdentityRoom,
  openedAccount,
  PASSWORD,
  SECRET,
  startIdentityRoom,
} from '../../../testing/identity-room';
import { knownBrowser } from './known-browser';
import { type Credentials, signIn } from './sign-in.commands';
import { forgetSignInsJob } from './sign-in.jobs';

const START = '2026-10-05T08:30:00+07:00';
const minutesLater = (minutes: number): string => new Date(Date.parse(START) + minutes * 60_000).toISOString();

describe('signing in', () => {
  let identity: IdentityRoom;
  beforeAll(async () => {
    identity = await startIdentityRoom();
  });
  afterAll(() => identity.room.stop());
  beforeEach(() => identity.room.clock.set(START));

  /** The answer, or the code of the refusal. */
  const attempt = (username: string, sent: Partial<Credentials> = {}): Promise<unknown> =>
    signIn(identity.door, { username, password: PASSWORD, ...sent }).catch((error: unknown) => {
      if (error instanceof Rejection) return error.code;
      throw error;
    });
  const at = (minutes: number) => {
    identity.room.clock.set(minutesLater(minutes));
    return codeAt(SECRET, minutesLater(minutes));
  };

  it('takes user name, password and a one-time code, each code once', async () => {
    const accountId = await openedAccount(identity, 'lan');
    // The code that opened the account is used up.
    expect(await attempt('lan', { code: codeAt(SECRET, START) })).toBe('sign-in.refused');
    const code = at(1);
    expect(await attempt(' LAN ', { code })).toEqual({ accountId, factors: 2 });
    expect(await attempt('lan', { code })).toBe('sign-in.refused');
    const next = at(2);
    const both = await Promise.all([attempt('lan', { code: next }), attempt('lan', { code: next })]);
    expect(both.filter((one) => one === 'sign-in.refused')).toHaveLength(1);
  });

  it('gives one answer to an unknown name, a wrong password, a wrong code and accounts that open nothing', async () => {
    const { administrator } = identity;
    await openedAccount(identity, 'mai');
    const closed = await openedAccount(identity, 'left');
    await administrator.post(`/v1/staff/${closed}/closing`, { reason: 'left' });
    await addAccount(identity, 'invited');
    await openedAccount(identity, 'ended', {
      roles: [{ role: 'officer', tenantCode: '66', firstDay: '2026-01-01', lastDay: '2026-10-04' }],
    });
    const code = at(1);
    const answers = [
      await attempt('nobody', { code }),
      await attempt('mai', { password: 'wrong', code }),
      await attempt('mai', { code: '000000' }),
      await attempt('left', { code }),
      await attempt('invited', { code }),
      await attempt('ended', { code }),
      await attempt('', { code }),
    ];
    expect(new Set(answers)).toEqual(new Set(['sign-in.refused']));
    const why = await identity.room.db.signIn.findMany({ where: { outcome: 'refused' }, orderBy: { id: 'asc' } });
    expect(why.map(({ accountId, reason }) => `${accountId} ${reason}`).slice(-5)).toEqual([
      'person:mai password',
      'person:mai code',
      'person:left closed',
      'person:invited not-opened',
      'person:ended no-role',
    ]);
  });

  it('looks at nothing without a second factor: it tells nobody that a password is right', async () => {
    await openedAccount(identity, 'ngoc');
    const count = () => identity.room.db.signInCount.count();
    const before = await count();
    const answers = [
      await attempt('ngoc'),
      await attempt('ngoc', { password: 'wrong' }),
      await attempt('nobody.at.all', { password: 'wrong' }),
    ];
    expect(answers).toEqual(['sign-in.code-needed', 'sign-in.code-needed', 'sign-in.code-needed']);
    expect(await count()).toBe(before);
  });

  it.each(['12345６', '１２３４５６', '12345', '', 'ｘ'.repeat(500)])('takes %j for a wrong code', async (code) => {
    const username = `code-${code.length}-${code.codePointAt(0) ?? 0}`;
    await openedAccount(identity, username);
    at(1);
    expect(await attempt(username, { code })).toBe('sign-in.refused');
  });

  it('keeps nobody out of a browser of its own, whatever strangers try by its name', async () => {
    const accountId = await openedAccount(identity, 'duc');
    const kept = knownBrowser(identity.keys, accountId);
    const code = at(1);
    for (let wrong = 0; wrong < 9; wrong += 1) await attempt('duc', { password: 'wrong', code: '000000' });
    expect(await attempt('duc', { code })).toBe('sign-in.locked');
    expect(await attempt('duc', { code, kept: knownBrowser(identity.keys, 'person:lan') })).toBe('sign-in.locked');
    expect(await attempt('duc', { code, kept })).toEqual({ accountId, factors: 2 });
    // It is no way to guess on: in it five are looked at as elsewhere.
    for (let wrong = 0; wrong < 5; wrong += 1)
      expect(await attempt('duc', { password: 'wrong', code: '000000', kept })).toBe('sign-in.refused');
    expect(await attempt('duc', { code: at(1.5), kept })).toBe('sign-in.locked');
  });

  it('looks at five wrong ones, then waits longer and longer, also for who knows the password', async () => {
    await openedAccount(identity, 'hoa');
    at(1);
    for (let wrong = 0; wrong < 5; wrong += 1)
      expect(await attempt('hoa', { password: 'wrong', code: '000000' })).toBe('sign-in.refused');
    expect(await attempt('hoa', { code: at(1) })).toBe('sign-in.locked');
    expect(await attempt('hoa', { password: 'wrong', code: '000000' })).toBe('sign-in.locked');
    identity.room.clock.set(minutesLater(2));
    expect(await attempt('hoa', { password: 'wrong', code: '000000' })).toBe('sign-in.refused');
    expect(await attempt('hoa', { code: at(3) })).toBe('sign-in.locked');
    // Never for ever, and once it was right all is forgotten.
    expect(await attempt('hoa', { code: at(4) })).toMatchObject({ factors: 2 });
    for (let wrong = 0; wrong < 4; wrong += 1) await attempt('hoa', { password: 'wrong', code: '000000' });
    expect(await attempt('hoa', { code: at(5) })).toMatchObject({ factors: 2 });
  });

  it('locks a name that nobody has as it locks one that somebody has', async () => {
    const answers: unknown[] = [];
    for (let wrong = 0; wrong < 7; wrong += 1)
      answers.push(await attempt('who.is.this', { password: 'wrong', code: '000000' }));
    expect(answers).toEqual([
      ...Array.from({ length: 5 }, () => 'sign-in.refused'),
      'sign-in.locked',
      'sign-in.locked',
    ]);
  });

  it('looks at no more of a hundred that come at once than of as many one after the other', async () => {
    await openedAccount(identity, 'tam');
    at(1);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => attempt('tam', { password: 'wrong', code: '000000' })),
    );
    expect(answers.filter((answer) => answer === 'sign-in.refused')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'sign-in.locked')).toHaveLength(35);
  });

  it('counts an address too, whatever names it tries, and forgives none of it to who has an account there', async () => {
    const accountId = await openedAccount(identity, 'chi');
    at(1);
    const address = '203.0.113.9';
    for (let wrong = 0; wrong < 49; wrong += 1)
      await attempt(`name-${wrong}`, { password: 'wrong', code: '000000', address });
    expect(await attempt('chi', { address, code: at(2) })).toEqual({ accountId, factors: 2 });
    expect(await attempt('name-x', { password: 'wrong', code: '000000', address })).toBe('sign-in.refused');
    expect(await attempt('chi', { address, code: at(2.5) })).toBe('sign-in.locked');
    expect(await attempt('chi', { address: '203.0.113.10', code: at(2.5) })).toEqual({ accountId, factors: 2 });
  });

  it('raises what a password was hashed with, when that is too little by now', async () => {
    const accountId = await openedAccount(identity, 'thu');
    const { db } = identity.room;
    const weak = '$argon2id$v=19$m=8192,t=1,p=1$';
    const { argon2Sync, randomBytes } = await import('node:crypto');
    const salt = randomBytes(16);
    const key = argon2Sync('argon2id', {
      message: PASSWORD.normalize('NFKC'),
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: 8_192,
      passes: 1,
    });
    const plain = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
    await db.password.update({ where: { accountId }, data: { hash: `${weak}${plain(salt)}$${plain(key)}` } });
    expect(await attempt('thu', { code: at(1) })).toMatchObject({ factors: 2 });
    const { hash } = await db.password.findUniqueOrThrow({ where: { accountId } });
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await attempt('thu', { code: at(2) })).toMatchObject({ factors: 2 });
  });

  it('is written into the audit with its reason, and without a name that nobody has', async () => {
    await attempt('my-password-typed-as-a-name', { password: 'wrong', code: '000000' });
    await eventually(async () => {
      const acts = await identity.room.db.$queryRaw<{ action: string; target: string; reason: string | null }[]>`
        SELECT action, target, reason FROM platform.audit WHERE action LIKE 'sign-in%'`;
      const told = new Set(acts.map(({ action, target, reason }) => `${action} ${target} ${reason}`));
      expect([...told]).toEqual(
        expect.arrayContaining([
          'sign-in account:person:lan null',
          'sign-in.refused account:person:lan code',
          'sign-in.refused account:person:hoa password',
          'sign-in.refused account:person:hoa locked',
          'sign-in.refused account:person:left closed',
          'sign-in.refused account unknown-name',
        ]),
      );
    });
    const kept = await identity.room.db.$queryRaw<object[]>`
      SELECT a::text FROM platform.audit a UNION ALL SELECT c::text FROM sign_in_counts c UNION ALL SELECT s::text FROM sign_ins s`;
    expect(JSON.stringify(kept)).not.toMatch(/my-password-typed-as-a-name|203\.0\.113\.9/);
  });

  it('is read by the person, the newest first, and by nobody else', async () => {
    const own = identity.room.as({ role: 'officer', tenantCode: '66', subject: 'person:chi' });
    const page = (await own.get('/v1/me/sign-ins?pageSize=2')).body as { items: object[]; nextCursor?: string };
    expect(page.items).toMatchObject([
      { outcome: 'signed-in', factors: 2, network: '203.0.113.x' },
      { outcome: 'signed-in', factors: 2, network: '203.0.113.x' },
    ]);
    expect(page.nextCursor).toBeUndefined();
    const machine = identity.room.as({ role: 'officer', tenantCode: '66', machine: true });
    expect((await machine.get('/v1/me/sign-ins')).body).toMatchObject({ code: 'approval.person-required' });
  });

  it('is forgotten after 400 days, also of who never comes again', async () => {
    const { room } = identity;
    const count = () => room.db.signIn.count({ where: { accountId: 'person:chi' } });
    const before = await count();
    room.clock.set(minutesLater(399 * 24 * 60));
    await room.runJob(forgetSignInsJob, { day: '2027-11-08' });
    expect(await count()).toBe(before);
    room.clock.set(minutesLater(401 * 24 * 60));
    await room.runJob(forgetSignInsJob, { day: '2027-11-10' });
    expect([before > 0, await count()]).toEqual([true, 0]);
  });
});
