import type { Payout } from '@ansinh/contracts/payment/api';
import { PayoutPaid, PayoutReturned } from '@ansinh/contracts/payment/events';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { newId } from '@ansinh/database';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED } from '@ansinh/testkit';
import {
  BANK,
  CASH,
  endToEndIdOf,
  OTHER_POST,
  type PaymentRoom,
  type Person,
  pain002Of,
  startPaymentRoom,
} from '../../testing/payment';
import { RECEIVER_LIMITS } from './cash-payment.rules';

describe('a post office', () => {
  let room: PaymentRoom;
  beforeEach(async () => {
    room = await startPaymentRoom();
  });
  afterEach(() => room.stop());

  const cashPension = async (): Promise<{ person: Person; payout: Payout }> => {
    const person = await room.approvedPension({ destination: CASH });
    await room.run();
    return { person, payout: await room.onlyPayoutOf(person) };
  };
  const paymentOf = (person: Person, changes: object = {}) => ({
    amountVnd: '4988913',
    receiverPersonalId: person.personalId,
    paidAt: '2026-10-05T08:00:00+07:00',
    clerk: 'quay 3',
    ...changes,
  });
  const pay = (payout: Payout, body: object, key?: string) =>
    room.post.post(`/v1/payouts/${payout.payoutId}/cash-payments`, body, key === undefined ? {} : { key });

  it('pays a beneficiary in person, once, and the money leaves its account', async () => {
    const { person, payout } = await cashPension();
    const reply = await pay(payout, paymentOf(person), 'counter-3-1');
    expect(reply).toMatchObject({ status: 200, body: { status: 'paid', paidAt: '2026-10-05T01:00:00.000Z' } });
    const again = await pay(payout, paymentOf(person), 'counter-3-1');
    expect(again.text).toBe(reply.text);
    const other = await pay(payout, paymentOf(person, { clerk: 'quay 4' }), 'counter-4-1');
    expect(other.body).toMatchObject({ code: 'payout.already-paid', status: 409, paidAt: '2026-10-05T01:00:00.000Z' });
    expect(await room.published(PayoutPaid)).toHaveLength(1);
    expect(await room.balances()).toEqual({
      'fund:pension': '4988913',
      'payable:participant': '0',
      'post-office:630000': '-4988913',
    });
  });

  it('pays once when two counters pay at the same moment', async () => {
    const { person, payout } = await cashPension();
    const counters = [1, 2, 3, 4, 5, 6, 7, 8].map((counter) =>
      pay(payout, paymentOf(person, { clerk: `quay ${counter}` })),
    );
    const statuses = (await Promise.all(counters)).map((reply) => reply.status).sort();
    expect(statuses).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    expect(await room.published(PayoutPaid)).toHaveLength(1);
    expect(await room.db.cashPayment.count()).toBe(1);
    expect(await room.balances()).toMatchObject({ 'post-office:630000': '-4988913' });
  });

  it('records the payment of an offline day with its own time, but none of tomorrow', async () => {
    const { person, payout } = await cashPension();
    const tomorrow = await pay(payout, paymentOf(person, { paidAt: '2026-10-06T08:00:00+07:00' }));
    expect(tomorrow.body).toMatchObject({ code: 'payout.paid-in-future' });
    const offline = await pay(payout, paymentOf(person, { paidAt: '2026-10-03T09:15:00+07:00' }));
    expect(offline.body).toMatchObject({ status: 'paid', paidAt: '2026-10-03T02:15:00.000Z' });
  });

  it('pays neither another amount nor another person', async () => {
    const { person, payout } = await cashPension();
    const amount = await pay(payout, paymentOf(person, { amountVnd: '4988912' }));
    expect(amount.body).toMatchObject({ code: 'payout.amount-differs', expectedVnd: '4988913' });
    const receiver = await pay(payout, paymentOf(person, { receiverPersonalId: '066165999999' }));
    expect(receiver.body).toMatchObject({ code: 'payout.receiver-differs', status: 422 });
    expect(receiver.text).not.toContain(person.personalId);
    expect((await pay(payout, paymentOf(person, { amountVnd: 4988913 }))).status).toBe(422);
    expect(await room.statusOf(payout.payoutId)).toBe('created');
    expect(await room.published(PayoutPaid)).toEqual([]);
  });

  it('tells of a number only when the payment could be recorded, counts who tries, and waits after too many', async () => {
    const { person, payout } = await cashPension();
    const wrong = { receiverPersonalId: '066165999999' };
    const tomorrow = { paidAt: '2026-10-06T08:00:00+07:00' };
    const told = [
      await pay(payout, paymentOf(person, tomorrow)),
      await pay(payout, paymentOf(person, { ...tomorrow, ...wrong })),
    ];
    expect(told.map(({ body }) => body)).toMatchObject(
      Array.from({ length: 2 }, () => ({ code: 'payout.paid-in-future' })),
    );
    expect((await pay(payout, paymentOf(person, wrong))).body).toMatchObject({ code: 'payout.receiver-differs' });
    const audit = await room.db.$queryRaw`SELECT action, target FROM platform.audit`;
    expect(audit).toContainEqual({ action: 'register.disagreed', target: `payout:${payout.payoutId}` });
    await room.db.$executeRaw`UPDATE platform.disagreements SET count = ${RECEIVER_LIMITS.freeADay}`;
    const paused = await pay(payout, paymentOf(person));
    expect([paused.status, paused.body]).toMatchObject([429, { code: 'register.paused' }]);
    expect(await room.statusOf(payout.payoutId)).toBe('created');
  });

  it('sees and pays its own list alone', async () => {
    const { person, payout } = await cashPension();
    const other = room.as(OTHER_POST);
    const path = `/v1/payouts/${payout.payoutId}/cash-payments`;
    expect((await other.post(path, paymentOf(person))).status).toBe(404);
    expect((await room.post.post(`/v1/payouts/${newId()}/cash-payments`, paymentOf(person))).status).toBe(404);
    expect((await other.get('/v1/post-offices/630000/payouts')).status).toBe(404);
    expect((await room.as(BANK).get('/v1/post-offices/630000/payouts')).status).toBe(404);
    expect((await other.get('/v1/post-offices/620000/payouts')).body).toEqual({ items: [] });
    const returned = await other.post('/v1/post-offices/620000/returns', {
      payoutIds: [payout.payoutId],
      reason: 'refused',
    });
    expect(returned.body).toEqual({ returned: 0, lines: [{ payoutId: payout.payoutId, outcome: 'unknown' }] });
  });

  it('reads its list page by page', async () => {
    for (let made = 0; made < 3; made += 1) await room.approvedPension({ destination: CASH });
    await room.run();
    const first = (await room.post.get('/v1/post-offices/630000/payouts?pageSize=2&status=created'))
      .body as Page<Payout>;
    const second = (await room.post.get(`/v1/post-offices/630000/payouts?pageSize=2&cursor=${first.nextCursor}`))
      .body as Page<Payout>;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, undefined]);
    expect(await answersToForgedCursors(room.post, '/v1/post-offices/630000/payouts')).toEqual(FORGED_CURSOR_REFUSED);
    const ids = [...first.items, ...second.items].map((payout) => payout.payoutId);
    expect(new Set(ids).size).toBe(3);
    expect((await room.post.get('/v1/post-offices/630000/payouts?period=2026-09')).body).toEqual({ items: [] });
  });

  it('brings back what was not collected, and nothing that it paid', async () => {
    const { person, payout } = await cashPension();
    const { payout: missed } = await cashPension();
    await pay(payout, paymentOf(person));
    const payoutIds = [payout.payoutId, missed.payoutId, missed.payoutId];
    const body = { payoutIds, reason: 'deceased' };
    const reply = await room.post.post('/v1/post-offices/630000/returns', body);
    expect(reply.body).toEqual({
      returned: 1,
      lines: [
        { payoutId: payout.payoutId, outcome: 'unchanged' },
        { payoutId: missed.payoutId, outcome: 'returned' },
      ],
    });
    const again = await room.post.post('/v1/post-offices/630000/returns', body);
    expect(again.body).toMatchObject({ returned: 0 });
    expect(await room.published(PayoutReturned)).toMatchObject([{ payoutId: missed.payoutId, reasonCode: 'MD07' }]);
    const late = await pay(missed, paymentOf(person));
    expect(late.body).toMatchObject({ code: 'payout.not-payable', status: 409 });
    expect(await room.balances()).toMatchObject({ 'payable:participant': '-4988913' });
  });

  it('pays what a bank could not, after a redirection, and a second bank attempt has a name of its own', async () => {
    const person = await room.approvedPension();
    await room.run();
    const payout = await room.onlyPayoutOf(person);
    const sendAndReject = async (attempt: number) => {
      const batch = await room.approvedBatch();
      const line = { endToEndId: endToEndIdOf(payout, attempt), status: 'RJCT', reason: 'AC04' } as const;
      const path = `/v1/payout-batches/${batch.batchId}/status-reports`;
      expect((await room.bank.post(path, pain002Of(batch.messageId, [line]))).body).toMatchObject({ returned: 1 });
    };
    const redirect = (destination: object) =>
      room.together.post(`/v1/payouts/${payout.payoutId}/redirections`, { destination, reason: 'account closed' });
    await sendAndReject(1);
    const account = { bankBin: '970405', accountNumber: '5200777', accountName: person.fullName };
    expect((await redirect({ channel: 'bank', account })).status).toBe(200);
    await sendAndReject(2);
    await redirect(CASH);
    expect((await pay(payout, paymentOf(person))).body).toMatchObject({ status: 'paid', channel: 'post-office' });
    expect(await room.balances()).toEqual({
      'fund:pension': '4988913',
      'payable:participant': '0',
      'post-office:630000': '-4988913',
    });
    const versions = (await room.outbox()).filter(({ key }) => key === payout.payoutId);
    expect(versions.map(({ attributes }) => attributes.aggregateversion)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
