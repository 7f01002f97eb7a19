import type { PaymentRequest } from '@ansinh/contracts/collection/api';
import { HouseholdPremiumAssessed, HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import { HouseholdInsuranceOrdered } from '@ansinh/contracts/enrollment/events';
import { newId } from '@ansinh/database';
import { BANK, type Collection, OFFICER, startCollection } from '../../testing/region';

const POST = { role: 'post-office', tenantCode: '630000' } as const;
const OTHER_POST = { role: 'post-office', tenantCode: '640000' } as const;

describe('the premium of a household order', () => {
  let room: Collection;
  beforeEach(async () => {
    room = await startCollection();
  });
  afterEach(async () => {
    expect(await room.contradictions()).toEqual([]);
    await room.stop();
  });

  it('is assessed member by member and asked for by VietQR', async () => {
    const order = await room.order(3);
    const [assessed] = await room.published(HouseholdPremiumAssessed);
    expect(assessed).toMatchObject({ orderId: order.orderId, totalVnd: '3142260' });
    expect(assessed?.members.map(({ amountVnd }) => amountVnd)).toEqual(['1366200', '956340', '819720']);
    const reply = await room.as(POST).get('/v1/payment-requests/HD7K3M9QXA');
    expect(reply.body as PaymentRequest).toMatchObject({ amountVnd: '3142260', content: 'HD7K3M9QXA' });
    expect(await room.balances()).toMatchObject({ 'receivable:household-premium': '3142260' });
  });

  it('is shown to the post office that took the order and to the agency alone', async () => {
    await room.order(1);
    const path = '/v1/payment-requests/HD7K3M9QXA';
    expect((await room.as(OFFICER).get(path)).status).toBe(200);
    expect((await room.as(OTHER_POST).get(path)).status).toBe(404);
    expect((await room.as(OTHER_POST).get('/v1/payment-requests/HD00000000')).status).toBe(404);
  });

  it('is assessed once although the order is delivered again, as the same event or as another', async () => {
    const order = await room.order(1);
    const eventId = newId();
    await room.deliver(HouseholdInsuranceOrdered, order, { eventId });
    await room.deliver(HouseholdInsuranceOrdered, order, { eventId });
    expect(await room.published(HouseholdPremiumAssessed)).toHaveLength(1);
    expect(await room.deadLetters()).toEqual([]);
  });

  it('takes the money that came before the order', async () => {
    await room.as(BANK).post('/v1/bank-credits', room.credit({ amountVnd: '1366200', content: 'bhyt hd7k3m9qxa' }));
    await room.order(1);
    expect(await room.published(HouseholdPremiumPaid)).toMatchObject([{ totalVnd: '1366200', paidOn: '2026-11-15' }]);
    const versions = (await room.outbox()).slice(-2).map(({ attributes }) => attributes.aggregateversion);
    expect(versions).toEqual([1, 2]);
    const reply = await room.as(POST).get('/v1/payment-requests/HD7K3M9QXA');
    expect([reply.status, reply.body]).toMatchObject([409, { code: 'payment-request.nothing-due' }]);
  });

  it.each([
    ['that another order has', 'HD7K3M9QXA'],
    ['that no bank text could carry', 'HD'],
  ])('is not made for a reference %s: the event goes to the dead letters', async (_what, reference) => {
    await room.order(1);
    await room.order(1, { reference });
    expect(await room.deadLetters()).toHaveLength(1);
    expect(await room.published(HouseholdPremiumAssessed)).toHaveLength(1);
  });
});
