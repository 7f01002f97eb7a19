import { createHash, randomUUID } from 'node:crypto';
import { expireApprovals } from '@ansinh/approvals';
import { Acts, canonicalText } from '@ansinh/audit';
import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import { Approval, ApprovalPage } from '@ansinh/contracts/operations/approvals.api';
import { newId } from '@ansinh/database';
import { createKeyRing, DEVELOPMENT_KEYS } from '@ansinh/secrets';
import type { PrismaClient } from '../../generated/prisma/client';
import { type Reply, type Room, sessionOf, startRoom, type Who } from '../../index';
import { heldProbe } from './held-probe';

const lan: Who = { role: 'officer', tenantCode: '66', subject: 'lan' };
const hoa: Who = { role: 'officer', tenantCode: '66', subject: 'hoa' };
const minh: Who = { role: 'approver', tenantCode: '66', subject: 'minh' };

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(heldProbe);
});
afterEach(() => room.stop());

const heldBy = ({ body }: Reply): Approval => Approval.parse(body);
const at = ({ id }: Pick<Approval, 'id'>) => `/v1/approvals/payment/${id}`;
const hold = async (id = newId(), who = lan, key: string | null = randomUUID()): Promise<Approval> =>
  heldBy(await room.as(who).post(`/v1/counters/${id}/additions`, { amountVnd: '5' }, { key }));
const open = async (amountVnd = '5', who = lan): Promise<Approval> =>
  heldBy(await room.as(who).post('/v1/counters', { amountVnd }, { key: null }));
const decide = (approval: Approval, digest = approval.digest): Promise<Reply> =>
  room.as(minh).post(`${at(approval)}/decisions`, { decision: 'approve', digest });
const read = async (approval: Approval): Promise<Approval> =>
  Approval.parse((await room.as(minh).get(at(approval))).body);
const page = async (query = ''): Promise<ApprovalPage> =>
  ApprovalPage.parse((await room.as(minh).get(`/v1/approvals${query}`)).body);
const codeOf = ({ status, body }: Reply) => [status, (body as { code?: string }).code];
const ended = (subjectKind: string, subject: string, notBefore: string, endsRequests?: boolean) =>
  room.deliver(AccessRevoked, { subjectKind, subject, notBefore, endsRequests });
const actsOn = (thing: string): Promise<readonly object[]> =>
  room.db.$queryRaw`SELECT action, reason, outcome FROM platform.audit
    WHERE target = ${thing} AND action LIKE 'approval.%' ORDER BY position`;

describe('who asked and has no longer the rights to', () => {
  const LATER = '2026-10-05T02:00:00.000Z';

  it.each([
    ['whose account was closed or lost a role', 'account', 'lan'],
    ['whose session was used by another', 'session', sessionOf('lan')],
  ])('%s: nothing is done, and the request is refused for good', async (_what, kind, subject) => {
    const id = newId();
    const [approval, other] = [await hold(id), await hold(newId(), hoa)];
    await ended(kind, subject, LATER, true);
    room.clock.set('2026-10-05T10:00:00+07:00');
    const refused = await decide(approval);
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'approval.maker-gone', since: LATER }]);
    expect(await room.db.counter.findUnique({ where: { id } })).toBeNull();
    expect(await read(approval)).toMatchObject({
      status: 'refused',
      decision: { by: 'minh', reason: 'approval.maker-gone' },
    });
    expect(codeOf(await decide(approval))).toEqual([409, 'approval.already-decided']);
    expect(await actsOn(approval.thing)).toContainEqual({
      action: 'approval.refuse',
      reason: 'approval.maker-gone',
      outcome: `approval:${approval.id}`,
    });
    expect((await decide(other)).status).toBe(200);
  });

  it('also when the request was heard of a moment after the right had ended', async () => {
    const approval = await hold();
    await ended('account', 'lan', '2026-10-05T01:29:55.000Z', true);
    expect(codeOf(await decide(approval))).toEqual([409, 'approval.maker-gone']);
  });

  it('is not who has only signed out, nor who lost a right before and asked by what is left', async () => {
    const approval = await hold();
    await ended('account', 'lan', LATER);
    await ended('session', sessionOf('lan'), LATER, false);
    await ended('account', 'lan', '2026-10-05T01:00:00.000Z', true);
    room.clock.set('2026-10-05T10:00:00+07:00');
    expect((await decide(approval)).status).toBe(200);
  });

  it('may be refused by a person with a reason of its own', async () => {
    const approval = await hold();
    await ended('account', 'lan', LATER, true);
    const decision = { decision: 'refuse', digest: approval.digest, reason: 'gone' };
    expect((await room.as(minh).post(`${at(approval)}/decisions`, decision)).body).toMatchObject({
      status: 'refused',
      decision: { reason: 'gone' },
    });
  });
});

describe('what is asked twice without a key', () => {
  it('is the one that waits, of the same person, for the same thing', async () => {
    const first = await open();
    const again = await room.as(lan).post('/v1/counters', { amountVnd: '5' }, { key: null });
    expect([again.status, again.body]).toEqual([202, first]);
    const otherAccount = { ...lan, subject: 'lan-2', person: 'lan' };
    expect((await open('5', otherAccount)).id).toBe(first.id);
    const others = [await open('6'), await open('5', hoa)];
    expect(new Set([first, ...others].map(({ id }) => id)).size).toBe(3);
    expect((await page()).total).toBe(3);
  });

  it('is one of two at the same moment', async () => {
    const asked = await Promise.all(Array.from({ length: 4 }, () => open()));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  });

  it('waits anew when the first one is decided, taken back or over', async () => {
    const first = await open();
    await room.as(lan).post(`${at(first)}/withdrawal`);
    const second = await open();
    room.clock.set('2026-10-12T09:00:00+07:00');
    const third = await open();
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
  });
});

describe('the digest of what is shown', () => {
  const contentOf = ({ kind, thing, shows }: Approval) => canonicalText({ kind, thing, shows });

  it('is found by nobody who tries values out: it has a key, and says which', async () => {
    const approval = await hold();
    expect(approval.digest).toMatch(/^d1\.development-2\.[A-Za-z0-9_-]{43}$/);
    const guess = createHash('sha256').update(contentOf(approval));
    const rows = await room.db.$queryRaw<object[]>`
      SELECT digest, before_digest, after_digest FROM platform.approvals, platform.audit`;
    expect(JSON.stringify(rows)).not.toContain(guess.digest('hex'));
  });

  it('stands for it also by the key of before, by one that is gone, and as it was made before it had a key', async () => {
    const older = createKeyRing([DEVELOPMENT_KEYS[1]]);
    const lost = createKeyRing([{ id: 'lost-1', key: Buffer.alloc(32, 7) }]);
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    for (const digestBy of [older.digest, lost.digest, sha256]) {
      const approval = await hold();
      const digest = digestBy(contentOf(approval));
      await room.db.$executeRaw`UPDATE platform.approvals SET digest = ${digest} WHERE id = ${approval.id}::uuid`;
      expect((await read(approval)).digest).toBe(digest);
      expect(codeOf(await decide(approval, older.digest('another')))).toEqual([409, 'approval.digest-differs']);
      expect((await decide(approval, digest)).status).toBe(200);
    }
  });
});

describe('what nobody decided in its term', () => {
  it('is over by the clock, and is ended by a job: told on its thing, and without its body', async () => {
    const approval = await hold();
    room.clock.set('2026-10-06T08:30:00+07:00');
    const later = await hold();
    const over = '2026-10-12T09:00:00+07:00';
    room.clock.set(over);
    const before = await page('?status=expired');
    const acts = new Acts({
      subject: 'system:payment',
      tenant: { kind: 'agency', code: '66' },
      permissions: new Set(),
    });
    const expire = () =>
      room.db.$transaction((db) => expireApprovals({ db, now: new Date(over), audit: acts.audit }, 10));
    expect([await expire(), await expire()]).toEqual([1, 0]);
    expect(acts.rows).toMatchObject([
      { action: 'approval.expire', target: approval.thing, outcome: `approval:${approval.id}` },
    ]);
    expect(await page('?status=expired')).toEqual(before);
    expect(before).toMatchObject({ items: [{ id: approval.id, status: 'expired', decision: null }], total: 1 });
    expect(codeOf(await decide(approval))).toEqual([409, 'approval.expired']);
    const rows = await room.db.$queryRaw`
      SELECT id::text, status, body IS NULL AS gone FROM platform.approvals ORDER BY approvals.id`;
    expect(rows).toEqual([
      { id: approval.id, status: 'expired', gone: true },
      { id: later.id, status: 'waiting', gone: false },
    ]);
    expect((await decide(later)).status).toBe(200);
  });
});

describe('the list', () => {
  it('is asked by who, kind and age, says how many there are, and calls kinds by names', async () => {
    const held = [await open('1'), await open('2'), await open('3', hoa)];
    room.clock.set('2026-10-06T09:00:00+07:00');
    const last = await hold();
    const first = await page('?pageSize=2');
    expect([first.items.map(({ id }) => id), first.total]).toEqual([[last.id, held[2]?.id], 4]);
    const rest = await page(`?pageSize=2&cursor=${first.nextCursor}`);
    expect([rest.items.map(({ id }) => id), rest.total]).toEqual([[held[1]?.id, held[0]?.id], 4]);
    expect((await page('?madeBy=hoa')).items.map(({ id }) => id)).toEqual([held[2]?.id]);
    expect((await page('?madeBefore=2026-10-06T00:00:00Z&kind=POST /v1/counters')).total).toBe(3);
    expect(first.items[0]?.name).toEqual({ vi: last.kind, en: last.kind });
    if (held[0] !== undefined) await decide(held[0]);
    expect(await page('?status=approved')).toMatchObject({ items: [{ decision: { by: 'minh' } }], total: 1 });
  });
});
