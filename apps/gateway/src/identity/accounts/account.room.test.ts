import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import { addDays } from '@ansinh/contracts/vocabulary/calendar';
import { isCheckViolation } from '@ansinh/database';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED } from '@ansinh/testkit';
import { addAccount, type IdentityRoom, startIdentityRoom, TODAY } from '../../../testing/identity-room';
import { closeDemoAccounts } from './account.commands';
import { endRolesJob } from './account.jobs';
import { accountForToken } from './account.views';

const OFFICER = { role: 'officer', tenantCode: '66', firstDay: '2026-01-01' };
const AGENCY = { kind: 'agency', code: '66' } as const;

describe('accounts of persons', () => {
  let identity: IdentityRoom;
  beforeAll(async () => {
    identity = await startIdentityRoom();
  });
  afterAll(() => identity.room.stop());

  const lan = () => ({
    username: 'tran.thi.lan',
    name: 'Trần Thị Lan',
    office: 'Phòng Chế độ',
    personKey: identity.keys.personKeyOf('066190012347'),
    roles: [OFFICER],
  });
  const audited = async () =>
    identity.room.db.$queryRaw<{ action: string; target: string; subject: string }[]>`
      SELECT action, target, subject FROM platform.audit`;

  it('are made by two administrators: what one asks is held, and nobody is there before the other one approves', async () => {
    const { administrator, otherAdministrator, room } = identity;
    const held = await administrator.post('/v1/staff', lan());
    expect([held.status, held.body]).toMatchObject([202, { status: 'waiting' }]);
    expect(await room.db.account.count()).toBe(0);
    const { id, digest } = held.body as { id: string; digest: string };
    const decide = { decision: 'approve', digest };

    const own = await administrator.post(`/v1/approvals/gateway/${id}/decisions`, decide);
    expect([own.status, own.body]).toMatchObject([403, { code: 'approval.same-person' }]);
    const secondAccount = room.as({
      role: 'administrator',
      tenantCode: '66',
      subject: 'person:other.account',
      person: 'person:first.administrator',
    });
    const same = await secondAccount.post(`/v1/approvals/gateway/${id}/decisions`, decide);
    expect([same.status, same.body]).toMatchObject([403, { code: 'approval.same-person' }]);
    expect(await room.db.account.count()).toBe(0);

    const decided = await otherAdministrator.post(`/v1/approvals/gateway/${id}/decisions`, decide);
    expect([decided.status, decided.body]).toMatchObject([200, { status: 'approved' }]);
    const read = await administrator.get('/v1/staff/person:tran.thi.lan');
    expect(read.body).toEqual({ accountId: 'person:tran.thi.lan', ...lan(), status: 'invited' });
  });

  it('have a user name that nobody has had, and roles of their tenants', async () => {
    const { administrators } = identity;
    const again = await administrators.post('/v1/staff', { ...lan(), name: 'Somebody else' });
    expect([again.status, again.body]).toMatchObject([409, { code: 'account.exists' }]);
    const wrong = { ...lan(), username: 'other', roles: [{ ...OFFICER, role: 'bank-staff' }] };
    expect((await administrators.post('/v1/staff', wrong)).body).toMatchObject({ code: 'request.invalid' });
    const twice = { ...lan(), username: 'other', roles: [OFFICER, OFFICER] };
    expect((await administrators.post('/v1/staff', twice)).body).toMatchObject({ code: 'account.roles-invalid' });
  });

  it('name their person by a pseudonym; the personal id stands nowhere', async () => {
    const { administrator, room } = identity;
    const made = await administrator.post('/v1/staff/pseudonyms', { personalId: '066190012347' });
    expect(made.body).toEqual({ personKey: lan().personKey });
    const kept = await room.db.$queryRaw<object[]>`
      SELECT a::text FROM accounts a UNION ALL SELECT p::text FROM platform.approvals p
      UNION ALL SELECT k::text FROM platform.idempotency_keys k UNION ALL SELECT t::text FROM platform.audit t`;
    expect(JSON.stringify(kept)).not.toContain('066190012347');
  });

  it('change their roles by two, keep what was true before, and are for a token what they are today', async () => {
    const { administrator, administrators, room } = identity;
    const accountId = 'person:tran.thi.lan';
    const roles = [
      { ...OFFICER, lastDay: '2026-10-05' },
      { role: 'operator', tenantCode: '66', firstDay: '2026-10-06' },
    ];
    const before = await room.db.accountRole.count();
    expect((await administrator.put(`/v1/staff/${accountId}/roles`, { roles })).status).toBe(202);
    expect(await room.db.accountRole.count()).toBe(before);
    const changed = await administrators.put(`/v1/staff/${accountId}/roles`, { roles });
    expect([changed.status, changed.body]).toMatchObject([200, { roles }]);
    expect(await room.db.accountRole.count({ where: { supersededAt: null } })).toBe(2);
    expect(await room.db.accountRole.count()).toBe(3);

    expect(await accountForToken(room.db, accountId, TODAY)).toBeUndefined();
    await room.db.account.update({ where: { accountId }, data: { openedAt: new Date() } });
    const today = await accountForToken(room.db, accountId, TODAY);
    expect(today).toMatchObject({
      subject: accountId,
      name: 'Trần Thị Lan',
      tenant: AGENCY,
      personKey: lan().personKey,
    });
    expect(today?.permissions.has('benefit:propose')).toBe(true);
    expect(today?.permissions.has('operations:act')).toBe(false);
    const tomorrow = await accountForToken(room.db, accountId, '2026-10-06' as typeof TODAY);
    expect([...(tomorrow?.permissions ?? [])].sort()).toEqual([
      'account:own',
      'approval:read',
      'operations:act',
      'operations:read',
      'session:own',
    ]);
  });

  it('of a provider speak for one unit at a time, and for no other one', async () => {
    const { room } = identity;
    const units = ['6000000001DNA03', '6000000002DNA03'];
    const roles = units.map((tenantCode) => ({ role: 'employer-staff', tenantCode, firstDay: '2026-01-01' }));
    const accountId = await addAccount(identity, 'payroll', { roles, personalId: '066190099999' });
    await room.db.account.update({ where: { accountId }, data: { openedAt: new Date() } });
    const [first = '', second = ''] = units;
    const of = (code: string) => accountForToken(room.db, accountId, TODAY, { kind: 'employer', code });
    expect((await of(first))?.tenant.code).toBe(first);
    expect((await of(second))?.tenant.code).toBe(second);
    expect(await of('6000000003DNA03')).toBeUndefined();
    const wished = await accountForToken(room.db, accountId, TODAY);
    expect([wished?.tenant.code, wished?.tenants.map(({ code }) => code)]).toEqual([first, units]);
  });

  it('are closed by one, at once and for good', async () => {
    const { administrator, administrators, room } = identity;
    const accountId = 'person:tran.thi.lan';
    const closed = await administrator.post(`/v1/staff/${accountId}/closing`, { reason: 'left' });
    expect([closed.status, closed.body]).toMatchObject([200, { status: 'closed' }]);
    expect(await accountForToken(room.db, accountId, TODAY)).toBeUndefined();
    const again = await administrator.post(`/v1/staff/${accountId}/closing`, { reason: 'left' });
    expect([again.status, again.body]).toMatchObject([409, { code: 'account.closed' }]);
    const roles = await administrators.put(`/v1/staff/${accountId}/roles`, { roles: [OFFICER] });
    expect(roles.body).toMatchObject({ code: 'account.closed' });
    expect((await administrators.post('/v1/staff', lan())).body).toMatchObject({ code: 'account.exists' });
    expect((await administrator.post('/v1/staff/person:nobody/closing', { reason: 'x' })).status).toBe(404);
  });

  it('tell every service that the tokens of before are good no more, when roles change and when they are closed', async () => {
    const told = await identity.room.published(AccessRevoked);
    expect(told.map(({ subjectKind, subject, endsRequests }) => [`${subjectKind} ${subject}`, endsRequests])).toEqual([
      // The role of before was to end with this day, and is there on it.
      ['account person:tran.thi.lan', undefined],
      ['account person:tran.thi.lan', true],
    ]);
  });

  it('lose on the day after its last one what they asked for by a role, unless they have it on', async () => {
    const { room, administrators } = identity;
    const last = { firstDay: '2026-01-01', lastDay: TODAY };
    const ending = await addAccount(identity, 'leaves', {
      roles: [{ ...OFFICER, ...last }],
      personalId: '066190022222',
    });
    const roles = [
      { ...OFFICER, ...last },
      { ...OFFICER, firstDay: addDays(TODAY, 1) },
    ];
    const staying = await addAccount(identity, 'stays', { roles, personalId: '066190033333' });
    const further = { ...OFFICER, role: 'approver' };
    const more = await administrators.put(`/v1/staff/${staying}/roles`, { roles: [...roles, further] });
    expect(more.status).toBe(200);
    await room.runJob(endRolesJob, { day: addDays(TODAY, 1) });
    await room.runJob(endRolesJob, { day: addDays(TODAY, 2) });
    const told = await room.published(AccessRevoked);
    expect(told.filter(({ subject }) => subject === ending)).toMatchObject([{ endsRequests: true }]);
    expect(told.filter(({ subject, endsRequests }) => subject === staying && endsRequests)).toEqual([]);
  });

  it('are audited, each act with who did it', async () => {
    const acts = (await audited()).filter(({ target }) => target === 'account:person:tran.thi.lan');
    const told = acts.map(({ action, subject }) => `${subject} ${action}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'person:first.administrator account.add',
        'person:first.administrator account.change-roles',
        'person:first.administrator account.close',
      ]),
    );
  });

  it('are listed page by page, for administrators alone', async () => {
    const { administrator, room } = identity;
    await addAccount(identity, 'a.person', { personalId: '066190011111' });
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const reply = await administrator.get(`/v1/staff?pageSize=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const page = reply.body as { items: { username: string }[]; nextCursor?: string };
      seen.push(...page.items.map(({ username }) => username));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['a.person', 'leaves', 'payroll', 'stays', 'tran.thi.lan']);
    expect(await answersToForgedCursors(administrator, '/v1/staff')).toEqual(FORGED_CURSOR_REFUSED);
    const officer = room.as({ role: 'officer', tenantCode: '66' });
    expect((await officer.get('/v1/staff')).status).toBe(403);
    expect((await officer.post('/v1/staff', lan())).status).toBe(403);
  });

  it('have no role that nobody knows: the database lets none in', async () => {
    const { db } = identity.room;
    const role = { id: 'r', accountId: 'person:tran.thi.lan', position: 9, tenantKind: 'agency', tenantCode: '66' };
    const dated = { firstDay: new Date(TODAY), setBy: 'a test', setAt: new Date() };
    for (const unknown of ['citizen', 'bank-staff']) {
      const made = db.accountRole.create({ data: { ...role, ...dated, role: unknown } });
      const refused = made.catch((error: unknown) => isCheckViolation(error, 'account_roles_role_tenant'));
      expect(await refused).toBe(true);
    }
  });

  it('of a demonstration are closed when a copied database comes into production', async () => {
    const demo = await startIdentityRoom({ DEMO_CLIENTS: 'true' });
    expect(await accountForToken(demo.room.db, 'person:administrator', TODAY)).toMatchObject({ tenant: AGENCY });
    const by = { subject: 'system:gateway', tenant: AGENCY, permissions: new Set<never>() };
    await demo.context.transact(by, closeDemoAccounts);
    expect(await accountForToken(demo.room.db, 'person:administrator', TODAY)).toBeUndefined();
    await demo.room.stop();
  });
});
