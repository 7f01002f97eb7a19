import { approved, moveSettlement } from './settlement.rules';

it('is paid once: a payment that is told again changes nothing', () => {
  const settlement = approved('one');
  const paidAt = new Date('2026-11-05T02:00:00Z');
  const paid = moveSettlement(settlement, paidAt);
  expect(paid).toEqual({ settlementId: 'one', version: 2, status: 'paid', paidAt });
  expect(moveSettlement(paid, new Date('2026-11-06T02:00:00Z'))).toBe(paid);
});
