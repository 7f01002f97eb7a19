import type { PaymentRequest } from '@ansinh/contracts/collection/api';
import { newId } from '@ansinh/database';
import { QRPay } from 'vietnam-qr-pay';
import { BANK, type Collection, OFFICER, startCollection, type Unit } from '../../testing/region';

describe('the statement of an employer', () => {
  let room: Collection;
  let unit: Unit;
  let other: Unit;
  beforeAll(async () => {
    room = await startCollection();
    unit = await room.employer();
    other = await room.employer();
    await room.worker(unit);
    await room.worker(other);
    await room.assess();
  });
  afterAll(() => room.stop());

  const self = ({ unitCode }: Unit) => room.as({ role: 'employer', tenantCode: unitCode });

  it('is read by the employer itself and by the agency', async () => {
    const path = `/v1/employers/${unit.employerId}/statements/2026-10`;
    const own = await self(unit).get(path);
    expect([own.status, own.body]).toMatchObject([
      200,
      { employerId: unit.employerId, reference: room.referenceOf(unit) },
    ]);
    expect((await room.as(OFFICER).get(path)).body).toEqual(own.body);
  });

  it.each(['statements/2026-10', 'payment-qr?month=2026-10'])('is not there for another employer: %s', async (what) => {
    const missing = await self(other).get(`/v1/employers/${newId()}/${what}`);
    const foreign = await self(other).get(`/v1/employers/${unit.employerId}/${what}`);
    expect([missing.status, foreign.status]).toEqual([404, 404]);
    const code = (reply: typeof missing) => (reply.body as { code: string }).code;
    expect(code(foreign)).toBe(code(missing));
  });

  it('is not for banks', async () => {
    expect((await room.as(BANK).get(`/v1/employers/${unit.employerId}/statements/2026-10`)).status).toBe(403);
  });

  it('does not exist before the month is assessed', async () => {
    expect((await self(unit).get(`/v1/employers/${unit.employerId}/statements/2026-11`)).status).toBe(404);
  });

  it('has a VietQR code whose payment settles it, interest included', async () => {
    room.clock.set('2026-12-10T08:00:00+07:00');
    const reply = await self(unit).get(`/v1/employers/${unit.employerId}/payment-qr?month=2026-10`);
    const request = reply.body as PaymentRequest;
    expect(request).toMatchObject({
      amountVnd: '3209600',
      content: room.referenceOf(unit),
      reference: room.referenceOf(unit),
    });
    const code = new QRPay(request.vietQr);
    expect([code.isValid, code.amount, code.consumer.bankNumber]).toEqual([
      true,
      '3209600',
      request.account.accountNumber,
    ]);
    const paid = await room.pay(unit, code.amount ?? '', {
      content: code.additionalData.purpose,
      bookedOn: '2026-12-10',
    });
    expect(paid.body).toMatchObject({ outcome: 'matched', suspenseVnd: '0' });
    expect(await room.statement(unit)).toMatchObject({ status: 'paid' });
    const again = await self(unit).get(`/v1/employers/${unit.employerId}/payment-qr?month=2026-10`);
    expect([again.status, again.body]).toMatchObject([409, { code: 'payment-request.nothing-due' }]);
  });
});
