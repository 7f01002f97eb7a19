import type { Payout, PayoutBatch, StatusReportResult } from '@ansinh/contracts/payment/api';
import { PayoutBatchApproved, PayoutPaid, PayoutReturned } from '@ansinh/contracts/payment/events';
import { readPain001 } from '@ansinh/iso20022';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED } from '@ansinh/testkit';
import {
  APPROVER,
  BANK,
  CASH,
  endToEndIdOf,
  OFFICER,
  OTHER_BANK,
  type PaymentRoom,
  type Person,
  POST,
  pain002Of,
  SECOND_OFFICER,
  startPaymentRoom,
} from '../../testing/payment';
import { listRelated } from './batch.views';

describe('a payout batch', () => {
  let room: PaymentRoom;
  beforeEach(async () => {
    room = await startPaymentRoom();
  });
  afterEach(() => room.stop());

  /** Pensions of October, each with its payout; the batch takes them all. */
  const pensions = async (count: number): Promise<Payout[]> => {
    const people: Person[] = [];
    for (let made = 0; made < count; made += 1) people.push(await room.approvedPension());
    await room.run();
    return Promise.all(people.map((person) => room.onlyPayoutOf(person)));
  };
  const report = (batch: PayoutBatch, xml: string, key?: string) =>
    room.bank.post(`/v1/payout-batches/${batch.batchId}/status-reports`, xml, key === undefined ? {} : { key });

  it('takes every bank payout that is ready, with its control totals', async () => {
    await room.approvedPension({ destination: CASH });
    await pensions(3);
    const batch = await room.build();
    expect(batch).toMatchObject({
      status: 'built',
      payouts: 3,
      sumVnd: '14966739',
      paid: 0,
      returned: 0,
      builtBy: OFFICER.subject,
      approvedBy: null,
    });
    const again = await room.officer.post('/v1/payout-batches', { bankBin: '970415', executionDate: '2026-10-06' });
    expect(again.body).toMatchObject({ code: 'payout-batch.empty', status: 409 });
  });

  it('shares no payout with a batch that is built at the same moment', async () => {
    await pensions(4);
    const body = { bankBin: '970415', executionDate: '2026-10-06' };
    const replies = await Promise.all([1, 2, 3].map(() => room.officer.post('/v1/payout-batches', body)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409]);
    expect(await room.db.payoutBatchLine.count()).toBe(4);
  });

  it('is refused for a bank without an account of the agency and for a day that has passed', async () => {
    const unknown = await room.officer.post('/v1/payout-batches', { bankBin: '970499', executionDate: '2026-10-06' });
    expect(unknown.body).toMatchObject({ code: 'payout-batch.bank-unknown' });
    const past = await room.officer.post('/v1/payout-batches', { bankBin: '970415', executionDate: '2026-10-04' });
    expect(past.body).toMatchObject({ code: 'payout-batch.execution-date', today: '2026-10-05' });
  });

  it('is released by another officer, once', async () => {
    const [payout] = await pensions(1);
    const { batchId } = await room.build();
    const others = [
      [OFFICER, 'approval.same-person'],
      [{ ...APPROVER, person: OFFICER.subject }, 'approval.same-person'],
      [{ ...APPROVER, machine: true }, 'approval.person-required'],
      [{ ...APPROVER, factors: 1 }, 'approval.two-factors-required'],
    ] as const;
    for (const [who, code] of others)
      expect((await room.release(batchId, room.as(who))).body).toMatchObject({ code, status: 403 });
    expect(await room.statusOf(payout?.payoutId ?? '')).toBe('created');
    const seconds = [room.approver, room.as(SECOND_OFFICER)];
    const replies = await Promise.all(seconds.map((second) => room.release(batchId, second)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
    expect(await room.statusOf(payout?.payoutId ?? '')).toBe('sent');
    expect(await room.published(PayoutBatchApproved)).toEqual([
      { batchId, bankBin: '970415', payouts: 1, sumVnd: '4988913', executionDate: '2026-10-06' },
    ]);
  });

  it('is released on what was seen: its sums and every line of it', async () => {
    const [payout] = await pensions(1);
    const { batchId, digest, linesDigest } = await room.build();
    expect(linesDigest).toMatch(/^[0-9a-f]{64}$/);
    const lines = (await room.approver.get(`/v1/payout-batches/${batchId}/lines`)).body;
    expect(lines).toMatchObject({
      items: [{ lineNumber: 1, payoutId: payout?.payoutId, amountVnd: '4988913', account: { bankBin: '970436' } }],
    });
    expect((await room.bank.get(`/v1/payout-batches/${batchId}/lines`)).status).toBe(403);
    const path = `/v1/payout-batches/${batchId}/approvals`;
    expect((await room.approver.post(path)).status).toBe(422);
    const unseen = await room.approver.post(path, { digest: linesDigest });
    expect([unseen.status, unseen.body]).toMatchObject([409, { code: 'approval.digest-differs' }]);
    expect(await room.statusOf(payout?.payoutId ?? '')).toBe('created');
    const released = await room.approver.post(path, { digest });
    expect(released.body).toMatchObject({ status: 'approved', digest, linesDigest });
  });

  it('is built by a person', async () => {
    await pensions(1);
    const machine = room.as({ ...OFFICER, machine: true });
    const refused = await machine.post('/v1/payout-batches', { bankBin: '970415', executionDate: '2026-10-06' });
    expect(refused.body).toMatchObject({ code: 'approval.person-required', status: 403 });
  });

  it('is shown to its bank alone, from its approval on', async () => {
    await pensions(1);
    const { batchId } = await room.build();
    const seen = async (who: Parameters<PaymentRoom['as']>[0]) => {
      const one = await room.as(who).get(`/v1/payout-batches/${batchId}`);
      const file = await room.as(who).get(`/v1/payout-batches/${batchId}/pain.001`);
      const list = await room.as(who).get('/v1/payout-batches');
      return [one.status, file.status, (list.body as { items: unknown[] }).items.length];
    };
    expect(await seen(BANK)).toEqual([404, 404, 0]);
    expect(await seen(OFFICER)).toEqual([200, 409, 1]);
    const early = await room.officer.get(`/v1/payout-batches/${batchId}/pain.001`);
    expect(early.body).toMatchObject({ code: 'payout-batch.not-approved' });
    await room.release(batchId);
    expect(await seen(OTHER_BANK)).toEqual([404, 404, 0]);
    expect(await seen(POST)).toEqual([404, 404, 0]);
    expect(await seen(BANK)).toEqual([200, 200, 1]);
    const fetched = await room.officer.get(`/v1/payout-batches/${batchId}`);
    expect(fetched.body).toMatchObject({ status: 'fetched', approvedBy: APPROVER.subject });
  });

  it('is listed from no place that the list did not give out', async () => {
    expect(await answersToForgedCursors(room.bank, '/v1/payout-batches')).toEqual(FORGED_CURSOR_REFUSED);
  });

  it('is a pain.001 that reads back as the same payouts, and the same bytes every time', async () => {
    const payouts = await pensions(3);
    const batch = await room.approvedBatch();
    const first = await room.bank.get(`/v1/payout-batches/${batch.batchId}/pain.001`);
    expect(first.headers.get('content-type')).toContain('application/xml');
    const message = await readPain001(first.text);
    expect(message).toMatchObject({ messageId: batch.messageId, control: { count: 3, sumVnd: 14_966_739n } });
    const [instruction] = message.instructions;
    expect(instruction?.debtor.bankBin).toBe('970415');
    expect(instruction?.transactions.map((line) => line.endToEndId).sort()).toEqual(
      payouts.map((payout) => endToEndIdOf(payout)).sort(),
    );
    expect(instruction?.transactions[0]).toMatchObject({ creditorBankBin: '970436', purpose: 'PENS' });
    const second = await room.bank.get(`/v1/payout-batches/${batch.batchId}/pain.001`);
    expect(second.text).toBe(first.text);
  });

  describe('answered by its bank', () => {
    it('pays and returns line by line; what was never sent changes nothing', async () => {
      const [paid, returned, pending] = await pensions(3);
      if (paid === undefined || returned === undefined || pending === undefined) throw new Error('three payouts');
      const batch = await room.approvedBatch();
      const xml = pain002Of(batch.messageId, [
        { endToEndId: endToEndIdOf(paid), status: 'ACSC' },
        { endToEndId: endToEndIdOf(returned), status: 'RJCT', reason: 'AC04' },
        { endToEndId: endToEndIdOf(pending), status: 'PDNG' },
        { endToEndId: 'SOMEBODY-ELSES', status: 'ACSC' },
      ]);
      const reply = await report(batch, xml);
      expect(reply.status).toBe(200);
      const result = reply.body as StatusReportResult;
      expect(result).toMatchObject({ batchId: batch.batchId, paid: 1, returned: 1, unchanged: 0 });
      expect(result.lines.map((line) => line.outcome)).toEqual(['paid', 'returned', 'pending', 'unknown']);
      expect(await room.statusOf(paid.payoutId)).toBe('paid');
      expect(await room.statusOf(pending.payoutId)).toBe('sent');
      const view = await room.officer.get(`/v1/payouts/${returned.payoutId}`);
      expect(view.body).toMatchObject({ status: 'returned', reasonCode: 'AC04', paidAt: null });
      expect((await room.bank.get(`/v1/payout-batches/${batch.batchId}`)).body).toMatchObject({
        status: 'reported',
        paid: 1,
        returned: 1,
      });
      expect(await room.published(PayoutPaid)).toMatchObject([{ payoutId: paid.payoutId, amountVnd: '4988913' }]);
      expect(await room.published(PayoutReturned)).toMatchObject([{ payoutId: returned.payoutId, reasonCode: 'AC04' }]);
      expect(await room.balances()).toEqual({
        'fund:pension': '14966739',
        'payable:participant': '-9977826',
        'bank:970415': '-4988913',
      });
    });

    it('changes nothing when the report comes twice, with the same key or another, or at the same moment', async () => {
      const [first, second] = await pensions(2);
      if (first === undefined || second === undefined) throw new Error('two payouts');
      const batch = await room.approvedBatch();
      const xml = pain002Of(batch.messageId, [
        { endToEndId: endToEndIdOf(first), status: 'ACSC' },
        { endToEndId: endToEndIdOf(second), status: 'RJCT', reason: 'AC01' },
      ]);
      const [one, two] = await Promise.all([report(batch, xml, 'r1'), report(batch, xml, 'r1')]);
      expect(two.text).toBe(one.text);
      const other = await report(batch, xml, 'r2');
      expect(other.body).toMatchObject({ paid: 0, returned: 0, unchanged: 2 });
      expect(await room.published(PayoutPaid)).toHaveLength(1);
      expect(await room.published(PayoutReturned)).toHaveLength(1);
      expect(await room.balances()).toMatchObject({ 'bank:970415': '-4988913' });
    });

    it('takes a payment back that the bank returns after it was paid', async () => {
      const [payout] = await pensions(1);
      if (payout === undefined) throw new Error('one payout');
      const batch = await room.approvedBatch();
      const line = { endToEndId: endToEndIdOf(payout) };
      await report(batch, pain002Of(batch.messageId, [{ ...line, status: 'ACSP' }]));
      expect(await room.balances()).toMatchObject({ 'payable:participant': '0', 'bank:970415': '-4988913' });
      await report(batch, pain002Of(batch.messageId, [{ ...line, status: 'RJCT', reason: 'AC04' }]));
      expect(await room.statusOf(payout.payoutId)).toBe('returned');
      expect(await room.balances()).toMatchObject({ 'payable:participant': '-4988913', 'bank:970415': '0' });
      // The acceptance once more, late: a return is not undone by it.
      const late = await report(batch, pain002Of(batch.messageId, [{ ...line, status: 'ACSC' }]));
      expect(late.body).toMatchObject({ paid: 0, unchanged: 1 });
    });

    it('speaks for all its lines when the report names none', async () => {
      const payouts = await pensions(2);
      const batch = await room.approvedBatch();
      const xml = pain002Of(batch.messageId, []).replace(
        '</OrgnlPmtInfId>',
        '</OrgnlPmtInfId><PmtInfSts>ACSC</PmtInfSts>',
      );
      expect((await report(batch, xml)).body).toMatchObject({ paid: 2 });
      expect(await room.statusOf(payouts[0]?.payoutId ?? '')).toBe('paid');
    });

    it('is in the audit with what was and is, each act going on from what the one before it left', async () => {
      const [payout] = await pensions(1);
      if (payout === undefined) throw new Error('one payout');
      const batch = await room.approvedBatch();
      await report(batch, pain002Of(batch.messageId, [{ endToEndId: endToEndIdOf(payout), status: 'ACSC' }]));
      const acts = await room.db.$queryRaw`
        SELECT action, before_digest = lag(after_digest) OVER (PARTITION BY target ORDER BY position) AS "goesOn",
               before_digest <> after_digest AS changed
        FROM platform.audit
        WHERE action LIKE 'benefit.%' OR action LIKE 'payout-batch.%'
        ORDER BY position`;
      const goesOn = { goesOn: true, changed: true };
      const begins = { goesOn: null, changed: null };
      expect(acts).toEqual([
        { action: 'benefit.propose', ...begins },
        { action: 'benefit.decide', ...goesOn },
        { action: 'payout-batch.build', ...begins },
        { action: 'payout-batch.approve', ...goesOn },
        { action: 'payout-batch.report', ...goesOn },
      ]);
    });

    it('does not touch a payout that has gone out again since', async () => {
      const [payout] = await pensions(1);
      if (payout === undefined) throw new Error('one payout');
      const batch = await room.approvedBatch();
      const rejected = pain002Of(batch.messageId, [
        { endToEndId: endToEndIdOf(payout), status: 'RJCT', reason: 'AC04' },
      ]);
      await report(batch, rejected);
      await room.together.post(`/v1/payouts/${payout.payoutId}/redirections`, { destination: CASH, reason: 'closed' });
      expect((await report(batch, rejected)).body).toMatchObject({ returned: 0, unchanged: 1 });
      expect(await room.statusOf(payout.payoutId)).toBe('created');
    });

    it('refuses the report of another batch, one that cannot be read, and one of another bank', async () => {
      const [payout] = await pensions(1);
      if (payout === undefined) throw new Error('one payout');
      const batch = await room.approvedBatch();
      const good = pain002Of(batch.messageId, [{ endToEndId: endToEndIdOf(payout), status: 'ACSC' }]);
      const foreign = await report(batch, good.replaceAll(batch.messageId, 'ANSINH-20261001-000000000000'));
      expect(foreign.body).toMatchObject({ code: 'payout-batch.report-differs', status: 422 });
      const broken = await report(batch, good.slice(0, 400));
      expect(broken.body).toMatchObject({ code: 'payout-batch.report-unreadable', status: 422 });
      const path = `/v1/payout-batches/${batch.batchId}/status-reports`;
      expect((await room.as(OTHER_BANK).post(path, good)).status).toBe(404);
      expect((await room.officer.post(path, good)).status).toBe(403);
      expect((await room.bank.post(path, { status: 'ACSC' })).status).toBe(415);
      expect(await room.statusOf(payout.payoutId)).toBe('sent');
    });
  });

  it('is found by a payout, each that it went out with, and the payout by what it is paid for', async () => {
    const [payout] = await pensions(1);
    if (payout === undefined) throw new Error('one payout');
    const { payoutId } = payout;
    const first = await room.approvedBatch();
    await report(
      first,
      pain002Of(first.messageId, [{ endToEndId: endToEndIdOf(payout), status: 'RJCT', reason: 'AC04' }]),
    );
    const { sourceId, ...out } = await room.db.payout.findUniqueOrThrow({ where: { id: payoutId } });
    const account = { bankBin: out.bankBin, accountNumber: out.accountNumber, accountName: out.accountName };
    const again = { destination: { channel: 'bank', account }, reason: 'the bank has opened it again' };
    expect((await room.together.post(`/v1/payouts/${payoutId}/redirections`, again)).status).toBe(200);
    const second = await room.build();
    expect((await listRelated(room.db, payoutId)).toSorted()).toEqual(
      [sourceId, first.batchId, second.batchId].toSorted(),
    );
    expect(await listRelated(room.db, sourceId)).toEqual([payoutId]);
    expect(await listRelated(room.db, 'not an id')).toEqual([]);
  });
});
