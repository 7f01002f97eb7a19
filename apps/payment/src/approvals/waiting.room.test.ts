import { ApprovalPage } from '@ansinh/contracts/operations/approvals.api';
import type { Benefit } from '@ansinh/contracts/payment/api';
import type { Who } from '@ansinh/testkit';
import {
  APPROVER,
  BANK,
  CASH,
  claimOf,
  newPerson,
  OFFICER,
  type PaymentRoom,
  POST,
  SECOND_OFFICER,
  startPaymentRoom,
} from '../../testing/payment';

const MANAGER = { role: 'manager', tenantCode: '66', subject: 'manager-dung' } as const;
const BENEFITS = 'POST /v1/benefit-claims/:benefitId/decisions';
const BATCHES = 'POST /v1/payout-batches/:batchId/approvals';
const REDIRECTIONS = 'POST /v1/payouts/:payoutId/redirections';

describe('what waits for a second person', () => {
  let room: PaymentRoom;
  beforeEach(async () => {
    room = await startPaymentRoom();
  });
  afterEach(() => room.stop());

  const listed = async (query = '', who: Who = APPROVER) =>
    ApprovalPage.parse((await room.as(who).get(`/v1/approvals${query}`)).body);
  const kindsOf = async (query = '', who: Who = APPROVER) => {
    const { items, total } = await listed(query, who);
    return [items.map(({ kind }) => kind), total];
  };

  /** In this order: a redirection, a batch and a benefit wait, all of the first officer. */
  const waiting = async () => {
    const person = await room.approvedPension({ destination: CASH });
    await room.approvedPension();
    await room.run();
    const { payoutId } = await room.onlyPayoutOf(person);
    const returned = { payoutIds: [payoutId], reason: 'not-collected' };
    expect((await room.as(POST).post('/v1/post-offices/630000/returns', returned)).status).toBe(200);
    const moved = { destination: CASH, reason: 'moved' };
    expect((await room.officer.post(`/v1/payouts/${payoutId}/redirections`, moved)).status).toBe(202);
    const { batchId } = await room.build();
    const claimant = newPerson();
    await room.register(claimant);
    const { benefitId } = (await room.officer.post('/v1/benefit-claims', claimOf(claimant))).body as Benefit;
    return { batchId, benefitId, claimant };
  };

  it('is one list, with benefits and batches, newest first, with true totals and nothing of what it holds', async () => {
    const { batchId, benefitId, claimant } = await waiting();
    const { items, total } = await listed();
    expect(total).toBe(3);
    const common = { service: 'payment', status: 'waiting', madeBy: OFFICER.subject, decision: null };
    expect(items).toMatchObject([
      {
        ...common,
        kind: BENEFITS,
        name: { en: 'Decision of a benefit' },
        thing: `benefit:${benefitId}`,
        at: `/v1/benefit-claims/${benefitId}`,
        expiresAt: null,
      },
      { ...common, kind: BATCHES, thing: `payout-batch:${batchId}`, at: `/v1/payout-batches/${batchId}` },
      { ...common, kind: REDIRECTIONS, at: `/v1/approvals/payment/${items[2]?.id}`, expiresAt: expect.any(String) },
    ]);
    for (const told of [claimant.fullName, claimant.personalId, claimant.participantId])
      expect(JSON.stringify(items)).not.toContain(told);
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await listed(`?pageSize=1${cursor}`);
      expect(page.total).toBe(3);
      seen.push(...page.items.map(({ kind }) => kind));
      if (page.nextCursor === undefined) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen).toEqual([BENEFITS, BATCHES, REDIRECTIONS]);
  });

  it('waits for who may decide it and has not made it, whatever account is used', async () => {
    await waiting();
    const forMe = (who: Who) => kindsOf('?forMe=true', who);
    expect(await forMe(APPROVER)).toEqual([[BENEFITS, BATCHES, REDIRECTIONS], 3]);
    expect(await forMe({ ...APPROVER, person: OFFICER.subject })).toEqual([[], 0]);
    // Another officer releases batches, and decides nothing else.
    expect(await forMe(SECOND_OFFICER)).toEqual([[BATCHES], 1]);
    expect(await forMe(OFFICER)).toEqual([[], 0]);
    expect(await forMe(MANAGER)).toEqual([[REDIRECTIONS], 1]);
    expect(await kindsOf('?forMe=true&madeBy=somebody')).toEqual([[], 0]);
    expect((await room.as(BANK).get('/v1/approvals?forMe=true')).status).toBe(403);
  });

  it('is found by its kind, its maker and its state', async () => {
    const { batchId, benefitId } = await waiting();
    expect(await kindsOf(`?kind=${encodeURIComponent(BENEFITS)}`)).toEqual([[BENEFITS], 1]);
    expect(await kindsOf(`?madeBy=${OFFICER.subject}&madeBefore=2026-10-05T01:30:01Z`)).toEqual([
      [BENEFITS, BATCHES, REDIRECTIONS],
      3,
    ]);
    expect(await kindsOf('?madeBefore=2026-10-05T01:30:00Z')).toEqual([[], 0]);
    await room.decide(benefitId, { decision: 'refuse', reason: 'không đủ giấy tờ của bà Mẫu' });
    await room.release(batchId, room.approver);
    expect(await kindsOf()).toEqual([[REDIRECTIONS], 1]);
    // The reason may name a person: it stands with the benefit.
    const refused = await listed('?status=refused');
    expect(refused).toMatchObject({ items: [{ decision: { by: APPROVER.subject, reason: null } }], total: 1 });
    const [kinds] = await kindsOf(`?status=approved&kind=${encodeURIComponent(BATCHES)}`);
    expect(kinds).toEqual([BATCHES]);
    expect(await kindsOf('?status=expired')).toEqual([[], 0]);
  });
});
