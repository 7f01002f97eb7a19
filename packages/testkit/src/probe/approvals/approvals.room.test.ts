import { randomUUID } from 'node:crypto';
import { Approval, ApprovalPage } from '@ansinh/contracts/operations/approvals.api';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { newId } from '@ansinh/database';
import { z } from 'zod';
import type { PrismaClient } from '../../generated/prisma/client';
import { type Reply, type Room, startRoom, type Who } from '../../index';
import { heldProbe } from './held-probe';

const lan: Who = { role: 'officer', tenantCode: '66', subject: 'lan' };
const minh: Who = { role: 'approver', tenantCode: '66', subject: 'minh' };
/** Another account of the first one. */
const lanAgain: Who = { role: 'approver', tenantCode: '66', subject: 'lan-2', person: 'lan' };
const bank: Who = { role: 'bank', tenantCode: '970405' };

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(heldProbe);
});
afterEach(() => room.stop());

const additions = (id: string) => `/v1/counters/${id}/additions`;
const heldBy = (reply: Reply): Approval => {
  expect(reply.status).toBe(202);
  return Approval.parse(reply.body);
};
const hold = async (id: string, amountVnd = '5', who = lan): Promise<Approval> =>
  heldBy(await room.as(who).post(additions(id), { amountVnd }));
const at = ({ id }: Pick<Approval, 'id'>) => `/v1/approvals/payment/${id}`;
const decide = (approval: Approval, who = minh, more: object = {}, key: string = randomUUID()): Promise<Reply> =>
  room.as(who).post(`${at(approval)}/decisions`, { decision: 'approve', digest: approval.digest, ...more }, { key });
const withdraw = (approval: Approval, who = lan): Promise<Reply> => room.as(who).post(`${at(approval)}/withdrawal`);
const read = async (approval: Pick<Approval, 'id'>, who = minh): Promise<Approval> =>
  Approval.parse((await room.as(who).get(at(approval))).body);
const totalOf = async (id: string): Promise<bigint | undefined> =>
  (await room.db.counter.findUnique({ where: { id } }))?.total;
const refusalOf = ({ status, body }: Reply) => [status, (body as { code?: string }).code];
const actsOf = (): Promise<readonly object[]> =>
  room.db.$queryRaw`SELECT subject, action, target, outcome FROM platform.audit
    WHERE action NOT IN ('refused', 'person.read') ORDER BY position`;

describe('what needs two persons', () => {
  it('is shown to the second one with what it would answer, and nothing of it has happened', async () => {
    const id = newId();
    const approval = await hold(id);
    expect(approval).toMatchObject({
      service: 'payment',
      status: 'waiting',
      kind: 'POST /v1/counters/:id/additions',
      thing: 'POST /v1/counters/:id/additions',
      madeBy: 'lan',
      madeAt: '2026-10-05T01:30:00.000Z',
      expiresAt: '2026-10-12T01:30:00.000Z',
      shows: { params: { id }, query: {}, body: { amountVnd: '5' }, answer: { id, total: '5', version: 1 }, now: null },
      decision: null,
      answer: null,
    });
    expect(await read(approval)).toEqual(approval);
    expect(await totalOf(id)).toBeUndefined();
    expect(await room.outbox()).toEqual([]);
    expect(await actsOf()).toEqual([
      { subject: 'lan', action: 'approval.hold', target: approval.thing, outcome: `approval:${approval.id}` },
    ]);
  });

  it('is seen by who decides, who could ask for it and who asked, and is not there for others', async () => {
    const approval = await hold(newId());
    const [other, stranger]: Who[] = [
      { role: 'officer', tenantCode: '66', subject: 'other' },
      { role: 'administrator', tenantCode: '66', subject: 'stranger' },
    ];
    const seenBy = async (who: Who | undefined) => {
      if (who === undefined) throw new Error('nobody');
      const { items } = ApprovalPage.parse((await room.as(who).get('/v1/approvals')).body);
      return [(await room.as(who).get(at(approval))).status, items.map(({ id }) => id)];
    };
    for (const who of [lan, minh, other]) expect(await seenBy(who)).toEqual([200, [approval.id]]);
    expect(await seenBy(stranger)).toEqual([404, []]);
  });

  it('is done when that one approves, with its answer, its event and both in the audit', async () => {
    const id = newId();
    const approval = await hold(id);
    room.clock.set('2026-10-06T09:00:00+07:00');
    const decided = await decide(approval, minh, { reason: 'papers complete' });
    expect(decided.status).toBe(200);
    const approved = {
      ...approval,
      status: 'approved',
      decision: { by: 'minh', at: '2026-10-06T02:00:00.000Z', reason: 'papers complete' },
      answer: { status: 201, body: { id, total: '5', version: 1 } },
    };
    expect(decided.body).toEqual(approved);
    expect(await read(approval, lan)).toEqual(approved);
    expect(await totalOf(id)).toBe(5n);
    expect(await room.published(PayoutPaid)).toMatchObject([{ payoutId: id, paidAt: '2026-10-06T02:00:00.000Z' }]);
    const { thing: target } = approval;
    const outcome = `approval:${approval.id}`;
    expect(await actsOf()).toEqual([
      { subject: 'lan', action: 'approval.hold', target, outcome },
      { subject: 'lan', action: 'POST /v1/counters/:id/additions', target, outcome: null },
      { subject: 'minh', action: 'approval.approve', target, outcome },
    ]);
    const [kept] = await room.db.$queryRaw<{ body: Uint8Array | null }[]>`SELECT body FROM platform.approvals`;
    expect(kept).toEqual({ body: null });
  });

  it('is refused to the maker where it would be refused, and then nothing waits', async () => {
    const id = newId();
    expect(refusalOf(await room.as(lan).post(additions(id), { amountVnd: '0' }))).toEqual([422, 'request.invalid']);
    expect(refusalOf(await room.as(lan).post(additions(id), { amountVnd: '1000001' }))).toEqual([
      409,
      'payout.redirected-too-often',
    ]);
    expect(ApprovalPage.parse((await room.as(minh).get('/v1/approvals')).body).items).toEqual([]);
    expect(await totalOf(id)).toBeUndefined();
  });

  it('shows what the thing is now', async () => {
    const id = newId();
    await decide(await hold(id));
    expect((await hold(id, '7')).shows).toMatchObject({
      now: { id, total: '5', version: 1 },
      answer: { id, total: '12', version: 2 },
    });
  });

  it('shows an id that will be made and the time of the act as what they are, and approves them a day later', async () => {
    const approval = heldBy(await room.as(lan).post('/v1/counters', { amountVnd: '5' }));
    expect(approval.shows.answer).toEqual({ id: '(new 1)', total: '5', version: 1, openedAt: '(now)' });
    room.clock.set('2026-10-06T09:00:00+07:00');
    const { answer } = Approval.parse((await decide(approval)).body);
    expect(answer).toMatchObject({ status: 201, body: { openedAt: '2026-10-06T02:00:00.000Z' } });
    expect(await room.db.counter.count()).toBe(1);
    const { id } = z.object({ id: z.string() }).parse(answer?.body);
    expect((await actsOf()).at(1)).toMatchObject({ subject: 'lan', action: 'counter.open', target: `payout:${id}` });
  });

  it('may be a file: its sum is shown, and work of several transactions is done in one', async () => {
    const id = newId();
    const file = '1\n2\n1000000';
    const put = (content: string) => room.as(lan).put(`/v1/counters/${id}/list`, content, { contentType: 'text/csv' });
    expect(refusalOf(await put('x'))).toEqual([422, 'catalogue.unreadable']);
    expect(refusalOf(await put(file))).toEqual([409, 'payout.redirected-too-often']);
    const approval = heldBy(await put('1\n2'));
    expect(approval.shows).toMatchObject({ body: { contentType: 'text/csv', bytes: 3 }, answer: { lines: 2 } });
    expect(approval.shows.rows).toMatchObject({ counts: { total: 2, added: 2 }, first: [{ row: 1 }, { row: 2 }] });
    const rowsFor = async (who: Who, of: Approval = approval) => {
      const { status, body } = await room.as(who).get(`${at(of)}/rows?pageSize=1`);
      return [status, body];
    };
    const row = { row: 1, change: 'added', key: id, before: null, after: { adds: '1' } };
    expect(await rowsFor(minh)).toMatchObject([200, { items: [row], total: 2 }]);
    // Who may neither decide nor ask sees no row, and what is no file has none.
    expect(await rowsFor({ role: 'administrator', tenantCode: '66', subject: 'stranger' })).toMatchObject([404, {}]);
    expect(await rowsFor(minh, await hold(newId()))).toMatchObject([404, {}]);
    expect(await totalOf(id)).toBeUndefined();
    expect(Approval.parse((await decide(approval)).body).answer).toEqual({ status: 200, body: { lines: 2 } });
    expect(await rowsFor(minh)).toMatchObject([409, { code: 'approval.already-decided' }]);
    expect(await totalOf(id)).toBe(3n);
    // As large as a list may be: it is kept byte by byte.
    const long = heldBy(await put(`${' '.repeat(19_000_000)}4`));
    expect(long.shows).toMatchObject({ body: { bytes: 19_000_001 }, answer: { lines: 1 } });
    expect((await decide(long)).status).toBe(200);
    expect(await totalOf(id)).toBe(7n);
  });

  it('is the effect and not the answer: what would tell something else is not done, says what differs, and is asked again at once', async () => {
    const [less, more] = [newId(), newId()];
    for (const id of [less, more]) await decide(await hold(id));
    const ask = () => room.as(lan).post('/v1/counter-closings');
    const approval = heldBy(await ask());
    const [one, other] = [less, more].sort();
    const lineOf = (thing: string | undefined, amountVnd: string) => ({
      what: 'event',
      name: PayoutPaid.type,
      thing,
      before: null,
      after: { payoutId: thing, amountVnd, paidAt: '(now)' },
    });
    expect(approval.shows).toMatchObject({
      answer: { counters: 2 },
      effect: {
        counts: [{ what: 'event', name: PayoutPaid.type, count: 2, sumsVnd: { amountVnd: '10' } }],
        first: [lineOf(one, '5'), lineOf(other, '5')],
      },
    });
    // By what is compared the number of an account could be found: it is not shown.
    expect(JSON.stringify(approval)).not.toContain('sha256');
    // As many counters and as much on them, but not on the same.
    await room.db.counter.update({ where: { id: less }, data: { total: 4n } });
    await room.db.counter.update({ where: { id: more }, data: { total: 6n } });
    const refused = await decide(approval);
    const differs = ['effect.first', 'effect'];
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'approval.changed', differs }]);
    expect(await totalOf(less)).toBe(4n);
    const changed = { at: '2026-10-05T01:30:00.000Z', differs };
    expect(await read(approval)).toEqual({ ...approval, changed });
    expect(ApprovalPage.parse((await room.as(minh).get('/v1/approvals')).body).items).toMatchObject([{ changed }]);

    const renew = (who: Who, { id }: Approval = approval) => room.as(who).post(`/v1/approvals/payment/${id}/renewal`);
    expect(refusalOf(await renew(minh))).toEqual([403, 'approval.other-maker']);
    const renewed = Approval.parse((await renew(lan)).body);
    expect([renewed.id === approval.id, renewed.digest === approval.digest]).toEqual([false, false]);
    expect(renewed.changed).toBeUndefined();
    expect(await read(approval)).toMatchObject({ status: 'withdrawn', decision: { reason: 'approval.renewed' } });
    // Where nothing has changed since it is the one that waits.
    expect(Approval.parse((await renew(lan, renewed)).body)).toEqual(renewed);
    expect((await decide(renewed)).status).toBe(200);
    expect(refusalOf(await renew(lan, renewed))).toEqual([409, 'approval.already-decided']);
    expect(
      (await room.published(PayoutPaid))
        .slice(2)
        .map(({ amountVnd }) => amountVnd)
        .sort(),
    ).toEqual(['4', '6']);
  });

  it('is two hundred of one person at a time, and goes on when one of them is taken back', async () => {
    const approval = await hold(newId());
    await room.db.$executeRaw`
      INSERT INTO platform.approvals (id, kind, thing, tenant, maker, maker_key, principal, request, shows, digest, made_at, expires_at)
      SELECT gen_random_uuid(), kind, thing, tenant, maker, maker_key, principal, request, shows, digest, made_at, expires_at
      FROM platform.approvals, generate_series(1, 199)`;
    const next = await room.as(lan).post(additions(newId()), { amountVnd: '5' });
    expect([next.status, next.body]).toMatchObject([
      409,
      { code: 'approval.too-many', max: 200, maxBytes: 200_000_000 },
    ]);
    // By whichever account; somebody else has a list of the own.
    expect(
      refusalOf(await room.as({ ...lan, subject: 'lan-3', person: 'lan' }).post('/v1/counters', { amountVnd: '5' })),
    ).toEqual([409, 'approval.too-many']);
    await hold(newId(), '5', { role: 'officer', tenantCode: '66', subject: 'other' });
    expect((await withdraw(approval)).status).toBe(200);
    await hold(newId());
  });

  it("is a partner's own act where the door says so", async () => {
    const id = newId();
    const reply = await room.as(bank).put(`/v1/counters/${id}/list`, '1\n2', { contentType: 'text/csv' });
    expect([reply.status, reply.body]).toEqual([200, { lines: 2 }]);
    expect(await totalOf(id)).toBe(3n);
  });

  it('answers a test that has a second person as what was done', async () => {
    const id = newId();
    const reply = await room.withSecondPerson(lan).post(additions(id), { amountVnd: '5' });
    expect([reply.status, reply.body]).toEqual([201, { id, total: '5', version: 1 }]);
  });
});

describe('the second person', () => {
  it.each<readonly [string, Who, string]>([
    ['the maker', { ...minh, subject: 'lan' }, 'approval.same-person'],
    ['the maker by another account', lanAgain, 'approval.same-person'],
    ['a machine', { ...minh, machine: true }, 'approval.person-required'],
    ['somebody with one factor', { ...minh, factors: 1 }, 'approval.two-factors-required'],
    ['who may not decide', { ...lan, subject: 'hoa' }, 'auth.forbidden'],
  ])('is not %s', async (_who, who, code) => {
    const id = newId();
    const approval = await hold(id);
    expect(refusalOf(await decide(approval, who))).toEqual([403, code]);
    expect(refusalOf(await decide(approval, who, { decision: 'refuse', reason: 'no papers' }))).toEqual([403, code]);
    expect((await read(approval)).status).toBe('waiting');
    expect(await totalOf(id)).toBeUndefined();
  });

  it('says by the digest what was seen', async () => {
    const approval = await hold(newId());
    const other = await hold(newId());
    const reply = await decide({ ...approval, digest: other.digest });
    expect(refusalOf(reply)).toEqual([409, 'approval.digest-differs']);
    expect(refusalOf(await decide({ ...approval, digest: 'x' }))).toEqual([422, 'request.invalid']);
  });

  it('is told when it would have another effect than the one that was shown, and nothing is done', async () => {
    const id = newId();
    const [first, second] = [await hold(id), await hold(id, '7')];
    expect((await decide(first)).status).toBe(200);
    expect(refusalOf(await decide(second))).toEqual([409, 'approval.changed']);
    expect(await totalOf(id)).toBe(5n);
    expect((await read(second)).status).toBe('waiting');
    expect(await room.published(PayoutPaid)).toHaveLength(1);
  });

  it('is told what would be refused now', async () => {
    const id = newId();
    const [first, second] = [await hold(id, '600000'), await hold(id, '700000')];
    await decide(first);
    expect((await decide(second)).body).toMatchObject({
      code: 'approval.changed',
      refusal: 'payout.redirected-too-often',
    });
    expect(await totalOf(id)).toBe(600_000n);
  });

  it('may refuse, with a reason, and then it is never done', async () => {
    const id = newId();
    const approval = await hold(id);
    expect(refusalOf(await decide(approval, minh, { decision: 'refuse' }))).toEqual([422, 'request.invalid']);
    const refused = await decide(approval, minh, { decision: 'refuse', reason: 'another account' });
    expect(refused.body).toMatchObject({ status: 'refused', decision: { by: 'minh', reason: 'another account' } });
    expect(refusalOf(await decide(approval))).toEqual([409, 'approval.already-decided']);
    expect(await totalOf(id)).toBeUndefined();
    expect((await actsOf()).at(-1)).toMatchObject({ subject: 'minh', action: 'approval.refuse' });
  });

  it('comes too late after its term', async () => {
    const approval = await hold(newId());
    room.clock.set(approval.expiresAt);
    expect(refusalOf(await decide(approval))).toEqual([409, 'approval.expired']);
    expect(refusalOf(await withdraw(approval))).toEqual([409, 'approval.expired']);
    expect((await read(approval)).status).toBe('expired');
    const listed = async (query: string) =>
      ApprovalPage.parse((await room.as(minh).get(`/v1/approvals${query}`)).body).items.map(({ status }) => status);
    expect(await listed('')).toEqual([]);
    expect(await listed('?status=expired')).toEqual(['expired']);
    expect(await listed('?status=any')).toEqual(['expired']);
  });

  it('decides once; the same request again has the same answer', async () => {
    const id = newId();
    const approval = await hold(id);
    const first = await decide(approval, minh, {}, 'the decision');
    const again = await decide(approval, minh, {}, 'the decision');
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([200, first.text, 'true']);
    expect(refusalOf(await decide(approval))).toEqual([409, 'approval.already-decided']);
    expect(await totalOf(id)).toBe(5n);
  });

  it('is one, of many who decide at the same moment', async () => {
    const id = newId();
    const approval = await hold(id);
    const approvers = Array.from({ length: 6 }, (_one, index): Who => ({ ...minh, subject: `approver-${index}` }));
    const replies = await Promise.all([
      ...approvers.map((who) => decide(approval, who)),
      withdraw(approval),
      decide(approval, { ...minh, subject: 'refuser' }, { decision: 'refuse', reason: 'at the same moment' }),
    ]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(replies.filter(({ status }) => status !== 200).map((reply) => refusalOf(reply).join(' ')))).toEqual(
      new Set(['409 approval.already-decided']),
    );
    const { status } = await read(approval);
    expect(await totalOf(id)).toBe(status === 'approved' ? 5n : undefined);
    expect(await room.published(PayoutPaid)).toHaveLength(status === 'approved' ? 1 : 0);
  });

  it('is of the same agency: to others it is not there', async () => {
    const approval = await hold(newId());
    const other: Who = { ...minh, tenantCode: '67' };
    expect(refusalOf(await room.as(other).get(at(approval)))).toEqual([404, 'request.not-found']);
    expect(refusalOf(await decide(approval, other))).toEqual([404, 'request.not-found']);
    expect((await room.as(other).get('/v1/approvals')).body).toEqual({ items: [], total: 0 });
  });
});

describe('the maker', () => {
  it('is a person', async () => {
    const reply = await room.as({ ...lan, machine: true }).post(additions(newId()), { amountVnd: '5' });
    expect(refusalOf(reply)).toEqual([403, 'approval.person-required']);
  });

  it('may take it back, by another account too, and nobody else does', async () => {
    const [one, other] = [await hold(newId()), await hold(newId())];
    expect(refusalOf(await withdraw(one, minh))).toEqual([403, 'approval.other-maker']);
    expect((await withdraw(one)).body).toMatchObject({ status: 'withdrawn', decision: { by: 'lan' } });
    expect((await withdraw(other, lanAgain)).body).toMatchObject({ status: 'withdrawn', decision: { by: 'lan-2' } });
    expect(refusalOf(await decide(one))).toEqual([409, 'approval.already-decided']);
  });

  it('asks once by one key', async () => {
    const id = newId();
    const ask = (amountVnd: string) => room.as(lan).post(additions(id), { amountVnd }, { key: 'one' });
    const [first, again] = [await ask('5'), await ask('5')];
    expect([again.status, again.text]).toEqual([202, first.text]);
    expect(refusalOf(await ask('6'))).toEqual([422, 'idempotency.key-reused']);
    expect(ApprovalPage.parse((await room.as(minh).get('/v1/approvals')).body).items).toHaveLength(1);
  });
});

it('lists newest first, page by page, what waits or was decided, without what it holds', async () => {
  const held = [
    await hold(newId()),
    await hold(newId()),
    heldBy(await room.as(lan).post('/v1/counters', { amountVnd: '5' })),
  ];
  const pageOf = async (query: string) => ApprovalPage.parse((await room.as(minh).get(`/v1/approvals${query}`)).body);
  const first = await pageOf('?pageSize=2');
  expect(first.items.map(({ id }) => id)).toEqual([held[2]?.id, held[1]?.id]);
  expect((await pageOf(`?pageSize=2&cursor=${first.nextCursor}`)).items.map(({ id }) => id)).toEqual([held[0]?.id]);
  expect((await pageOf('?kind=POST /v1/counters')).items.map(({ id }) => id)).toEqual([held[2]?.id]);
  expect(Object.keys(first.items[0] ?? {})).not.toContain('shows');
  if (held[0] !== undefined) await decide(held[0]);
  expect((await pageOf('?status=approved')).items.map(({ id }) => id)).toEqual([held[0]?.id]);
});

it('is kept by the database, too: nobody decides on the own request, nor after its term', async () => {
  const approval = await hold(newId());
  const update = (key: string, decidedAt: string) => room.db.$executeRaw`
    UPDATE platform.approvals SET status = 'refused', decided_by = 'x', decider_key = ${key}, decided_at = ${decidedAt}::timestamptz
    WHERE id = ${approval.id}::uuid`;
  await expect(update('person-lan', approval.madeAt)).rejects.toThrow('approvals_two_persons');
  await expect(update('person-x', approval.expiresAt)).rejects.toThrow('approvals_in_time');
  expect(await update('person-x', approval.madeAt)).toBe(1);
});
