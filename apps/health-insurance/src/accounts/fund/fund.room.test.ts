import { Budget, FundControl } from '@ansinh/contracts/health-insurance/accounts/fund.api';
import { type Room, startRoom } from '@ansinh/testkit';
import { facilityRow } from '../../../testing/rooms';
import { claimRow } from '../../../testing/stored-claims';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;

let room: Room<PrismaClient>;
beforeAll(async () => {
  room = await startRoom(service);
  room.clock.set('2026-03-31T09:00:00+07:00');
  await room.db.facility.createMany({ data: [facilityRow(), facilityRow('66002')] });
  await room.db.claim.createMany({
    data: [
      claimRow({ month: '2026-01', fundClaimed: 10_000n, fundPays: 9_950n }),
      claimRow({ month: '2026-01', status: 'returned', fundClaimed: 10_000_000n }),
      claimRow({ month: '2026-02', fundClaimed: 20_000n }),
      claimRow({ month: '2026-03', status: 'received', fundClaimed: 15_000n }),
      claimRow({ month: '2025-12', fundClaimed: 1_000_000n }),
      claimRow({ month: '2026-02', fundClaimed: 20_000n, facilityCode: '66002' }),
    ],
  });
});
afterAll(() => room.stop());

const put = (path: string, amountVnd: string, who: Parameters<typeof room.as>[0] = officer) =>
  room.withSecondPerson(who).put(path, { amountVnd, source: 'QĐ 12/QĐ-BHXH' });
const read = async (who: Parameters<typeof room.as>[0], query = ''): Promise<FundControl> =>
  FundControl.parse((await room.as(who).get(`/v1/fund-control?year=2026${query}`)).body);

describe('the control of the fund', () => {
  it('holds spending and forecast against the budget of each facility and of all', async () => {
    await put('/v1/facilities/66001/budgets/2026', '2000');
    const budget = Budget.parse((await put('/v1/facilities/66001/budgets/2026', '1500')).body);
    expect(budget).toMatchObject({ facilityCode: '66001', year: 2026, amountVnd: '1500', source: 'QĐ 12/QĐ-BHXH' });
    const { items, total, formula } = await read(officer);
    expect(items).toMatchObject([
      {
        facilityCode: '66001',
        facilityName: 'Bệnh viện Thử',
        budgetVnd: '1500',
        spentVnd: '450',
        leftVnd: '1050',
        // Half a dong of January is rounded up: 100 + 200 + 150 in three months.
        months: [{ spentVnd: '100' }, { spentVnd: '200' }, { month: '2026-03', spentVnd: '150', complete: false }],
        forecastVnd: '1800',
        alarms: [{ code: 'forecast-above-budget', percent: 20 }, { month: '2026-01' }, { month: '2026-02' }],
      },
      { facilityCode: '66002', budgetVnd: null, leftVnd: null, alarms: [{ code: 'budget-missing' }, {}] },
    ]);
    expect(total).toMatchObject({ budgetVnd: '1500', spentVnd: '650', forecastVnd: '2600' });
    expect(formula).toContain('x 12');
    const calm = await read(officer, '&deviationPercent=100&facilityCode=66001');
    expect(calm.items.map(({ alarms }) => alarms.length)).toEqual([1]);
  });

  it('keeps the budget that was set until a second person has seen both', async () => {
    const path = '/v1/facilities/66002/budgets/2027';
    await put(path, '2000');
    const held = await room.as(officer).put(path, { amountVnd: '9000', source: 'QĐ 13/QĐ-BHXH' });
    expect([held.status, held.body]).toMatchObject([
      202,
      { shows: { now: { amountVnd: '2000' }, answer: { amountVnd: '9000' } } },
    ]);
    expect(await room.db.facilityBudget.findFirst({ where: { year: 2027 } })).toMatchObject({ amountVnd: 2_000n });
  });

  it('is seen by a facility for itself, and set by the agency alone', async () => {
    const own = await read(hospital, '&facilityCode=66002');
    expect(own.items.map(({ facilityCode }) => facilityCode)).toEqual(['66001']);
    expect(own.total.spentVnd).toBe('450');
    expect((await put('/v1/facilities/66001/budgets/2026', '1', hospital)).status).toBe(403);
    expect((await put('/v1/facilities/66999/budgets/2026', '1')).status).toBe(404);
    expect((await put('/v1/facilities/66001/budgets/1999', '1')).status).toBe(422);
    expect((await put('/v1/facilities/66001/budgets/2026', '0')).status).toBe(422);
  });
});
