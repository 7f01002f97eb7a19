import { Problem } from '@ansinh/contracts/catalogue/problems';
import { CalendarDaySet } from '@ansinh/contracts/enrollment/events';
import { Deadline, SummaryReport } from '@ansinh/contracts/health-insurance/settlements.api';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import { z } from 'zod';
import { dueOnOneDay } from '../../../testing/due';
import { facilityRow } from '../../../testing/rooms';
import { claimRow } from '../../../testing/stored-claims';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const otherHospital = { role: 'hospital', tenantCode: '66002' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;
const Items = z.object({ items: z.array(Deadline) });

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.createMany({ data: [facilityRow(), facilityRow('66002')] });
});
afterEach(() => room.stop());

const list = async (who: Parameters<typeof room.as>[0] = officer, query = ''): Promise<Deadline[]> =>
  Items.parse((await room.as(who).get(`/v1/deadlines${query}`)).body).items;
const brief = (items: readonly Deadline[]) =>
  items.map(({ step, period, count, dueOn, status, daysOverdue }) =>
    [step, period, count, dueOn, status, daysOverdue].join(' '),
  );
const report = (period: string, who: Parameters<typeof room.as>[0] = hospital, facilityCode = '66001') =>
  room.as(who).post(`/v1/facilities/${facilityCode}/summaries/${period}/report`);

describe('what is overdue', () => {
  it('is listed by facility with its days: corrections, appraisals, payments and summaries', async () => {
    await room.db.claim.createMany({
      data: [
        claimRow({ status: 'returned', month: '2026-11', leftAt: '2026-11-05T03:00:00Z' }),
        claimRow({ status: 'returned', month: '2026-11', leftAt: '2026-11-02T17:30:00Z' }),
        claimRow({ status: 'received', month: '2026-11', receivedAt: '2026-11-19T03:00:00Z' }),
        claimRow({ month: '2026-10' }),
        claimRow({ month: '2026-11', facilityCode: '66002' }),
      ],
    });
    room.clock.set('2026-11-20T09:00:00+07:00');
    const settlement = { facilityCode: '66001', month: '2026-10' };
    expect((await room.withSecondPerson(officer).post('/v1/settlements', settlement)).status).toBe(201);
    expect(brief(await list())).toEqual([
      'claim-correction 2026-11 2 2026-11-12 overdue 8',
      'monthly-summary 2026-10 1 2026-11-16 overdue 4',
      // 24 November is a day off.
      'settlement-payment 2026-11 1 2026-11-26 open 0',
      'appraisal 2026-11 1 2026-12-01 open 0',
    ]);
    room.clock.set('2026-11-30T09:00:00+07:00');
    expect(brief(await list(hospital, '?status=overdue'))).toContain(
      'settlement-payment 2026-11 1 2026-11-26 overdue 4',
    );
    expect(await list(otherHospital)).toEqual([]);
    expect(await list(hospital, '?facilityCode=66002')).toEqual([]);
    expect(brief(await list(officer, '?facilityCode=66001&status=open'))).toEqual([
      'appraisal 2026-11 1 2026-12-01 open 0',
    ]);
  });

  it('names an explained question as work of the agency until it is decided, one not explained as that of the facility', async () => {
    await room.db.facility.create({ data: facilityRow('66003') });
    await dueOnOneDay(room.db);
    const about = async (who: Parameters<typeof room.as>[0]) =>
      (await list(who))
        .filter(({ step }) => step.startsWith('explanation'))
        .map(({ step, owner, dueOn, count }) => [step, owner, dueOn, count].join(' '))
        .sort();
    const asked = 'explanation facility 2026-10-15 1';
    for (const who of [officer, hospital])
      expect(await about(who)).toEqual([asked, 'explanation-decision agency 2026-10-15 1']);
    const { claimId, version, position } = await room.db.claimExplanation.findFirstOrThrow();
    await room.db.claimDecision.create({
      data: {
        decisionId: newId(),
        claimId,
        version,
        question: position,
        result: 'pay',
        fundPaysBefore: 1n,
        fundPaysAfter: 1n,
        reason: 'by weight',
        decidedAt: new Date('2026-10-07T09:00:00+07:00'),
        decidedBy: 'officer',
      },
    });
    expect(await about(officer)).toEqual([asked]);
  });

  it('moves when enrollment tells of a day off, and back when it is withdrawn', async () => {
    await room.db.claim.create({ data: claimRow({ status: 'received', receivedAt: '2026-10-05T03:00:00Z' }) });
    const dueOn = async () => (await list())[0]?.dueOn;
    expect(await dueOn()).toBe('2026-10-14');
    const day = localDate('2026-10-14');
    const off = { day, kind: 'off', name: 'Nghỉ bù', source: 'Notice 1', confirmed: true } as const;
    await room.deliver(CalendarDaySet, off, { id: day, version: 1 });
    expect(await dueOn()).toBe('2026-10-15');
    await room.deliver(CalendarDaySet, { ...off, kind: null }, { id: day, version: 2 });
    expect(await dueOn()).toBe('2026-10-14');
  });

  it('is provisional where the calendar is not sure of a day', async () => {
    await room.db.claim.createMany({
      data: [
        claimRow({ status: 'received', receivedAt: '2026-10-05T03:00:00Z' }),
        // 24 November, which no law confirms, lies in its term.
        claimRow({ status: 'received', receivedAt: '2026-11-20T03:00:00Z', month: '2026-11' }),
      ],
    });
    expect((await list()).map(({ dueOn, provisional }) => [dueOn, provisional])).toEqual([
      ['2026-10-14', false],
      ['2026-12-02', true],
    ]);
  });
});

describe('a reported quarter', () => {
  it('ends the wait for the summary, and begins that for its result and the advance', async () => {
    await room.db.claim.createMany({ data: [claimRow({ month: '2026-09' })] });
    expect(brief(await list())).toEqual([
      'monthly-summary 2026-09 1 2026-10-15 open 0',
      'quarterly-summary 2026-Q3 1 2026-10-15 open 0',
    ]);
    await report('2026-09');
    const first = SummaryReport.parse((await report('2026-Q3')).body);
    expect(first).toMatchObject({ claims: 1, fundClaimed: '400000.00' });
    room.clock.set('2026-10-14T09:00:00+07:00');
    expect(SummaryReport.parse((await report('2026-Q3')).body)).toEqual(first);
    expect(brief(await list())).toEqual([
      'advance 2026-Q4 1 2026-10-12 overdue 2',
      'quarterly-result 2026-Q3 1 2026-11-04 open 0',
    ]);
    await room.withSecondPerson(officer).post('/v1/advances', { facilityCode: '66001', quarter: '2026-Q4' });
    const { advanceId } = await room.db.advance.findFirstOrThrow();
    await room.deliver(PayoutPaid, {
      payoutId: '0199f000-0000-7000-8000-000000000009',
      kind: 'advance',
      sourceId: advanceId,
      beneficiary: { kind: 'facility', id: '66001' },
      period: '2026-10',
      amountVnd: '360000',
      channel: 'bank',
      paidAt: '2026-10-14T09:00:00+07:00',
    });
    await room.withSecondPerson(officer).post('/v1/settlements', { facilityCode: '66001', month: '2026-09' });
    expect((await room.withSecondPerson(officer).post('/v1/periods/2026-Q3/closing')).status).toBe(201);
    expect(brief(await list())).toEqual(['settlement-payment 2026-10 1 2026-10-19 open 0']);
  });

  it('is over, and is reported by its facility alone', async () => {
    const early = await report('2026-10');
    expect([early.status, Problem.parse(early.body).code]).toEqual([409, 'period.not-over']);
    expect((await report('2026-09', otherHospital)).status).toBe(404);
    expect((await report('2026-09', officer)).status).toBe(403);
    expect(await room.db.summaryReport.count()).toBe(0);
  });
});
