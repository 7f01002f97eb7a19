import { CalendarDaySet } from '@ansinh/contracts/enrollment/events';
import { WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import { dueOnOneDay } from '../../../../testing/due';
import { facilityRow } from '../../../../testing/rooms';
import { claimRow } from '../../../../testing/stored-claims';
import type { PrismaClient } from '../../../generated/prisma/client';
import { service } from '../../../service';
import { STEPS } from '../step.rules';
import { tellTerms } from './telling.jobs';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const FACILITIES = ['66001', '66002', '66003'];

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.createMany({ data: FACILITIES.map((code) => facilityRow(code)) });
});
afterEach(() => room.stop());

let seen = 0;
beforeEach(() => {
  seen = 0;
});

/** Runs the job of a day early in its morning, and returns what it told: to whom, what, and how urgent. */
const toldOn = async (day: string): Promise<string[]> => {
  room.clock.set(`${day}T05:30:00+07:00`);
  expect(await room.runJob(tellTerms, { day })).toMatchObject({ outcome: 'done' });
  const all = await room.published(WorkFellDue);
  const told = all
    .slice(seen)
    .map(({ owner, facilityCode, step, period, count, dueOn, stage, daysOverdue }) =>
      [`${owner.kind} ${owner.id}`, facilityCode, step, period, count, dueOn, stage, daysOverdue].join(' | '),
    );
  seen = all.length;
  return told.sort();
};

describe('a simulated day', () => {
  it('on which work of every step falls due, one on which all of it is overdue, and one on which it is still open', async () => {
    await dueOnOneDay(room.db);
    expect(await toldOn('2026-10-13')).toEqual([
      // A certificate is asked for thirty days ahead, all else on the working day before.
      'facility 66001 | 66001 | certificate-renewal | 2026-10 | 1 | 2026-10-15 | due-soon | 0',
    ]);
    const soon = await toldOn('2026-10-14');
    expect(soon).toEqual([
      'agency 66 | 66001 | appraisal | 2026-10 | 1 | 2026-10-15 | due-soon | 0',
      'agency 66 | 66001 | explanation-decision | 2026-10 | 1 | 2026-10-15 | due-soon | 0',
      'agency 66 | 66001 | settlement-payment | 2026-10 | 1 | 2026-10-15 | due-soon | 0',
      'agency 66 | 66002 | advance | 2026-Q4 | 1 | 2026-10-15 | due-soon | 0',
      'agency 66 | 66003 | quarterly-result | 2026-Q2 | 1 | 2026-10-15 | due-soon | 0',
      'facility 66001 | 66001 | claim-correction | 2026-10 | 2 | 2026-10-15 | due-soon | 0',
      'facility 66001 | 66001 | explanation | 2026-10 | 1 | 2026-10-15 | due-soon | 0',
      'facility 66001 | 66001 | monthly-summary | 2026-09 | 1 | 2026-10-15 | due-soon | 0',
      'facility 66001 | 66001 | quarterly-summary | 2026-Q3 | 1 | 2026-10-15 | due-soon | 0',
    ]);
    expect(await toldOn('2026-10-14')).toEqual([]);
    expect(await toldOn('2026-10-15')).toEqual([]);

    const overdue = await toldOn('2026-10-16');
    const stage = (line: string) => line.replace('due-soon | 0', 'overdue | 1');
    expect(overdue).toEqual(
      [...soon, 'facility 66001 | 66001 | certificate-renewal | 2026-10 | 1 | 2026-10-15 | due-soon | 0']
        .map(stage)
        .sort(),
    );
    expect(overdue.map((line) => line.split(' | ')[2]).sort()).toEqual(Object.keys(STEPS).sort());
    expect(await toldOn('2026-10-16')).toEqual([]);
    expect(await toldOn('2026-10-22')).toEqual([]);

    // Five working days later it is told to the agency, whoever owes it, and then never again.
    const escalated = await toldOn('2026-10-23');
    expect(escalated).toEqual(
      overdue.map((line) => line.replace(/^\w+ \d+/, 'agency 66').replace('overdue | 1', 'escalated | 8')).sort(),
    );
    expect(await toldOn('2026-10-24')).toEqual([]);
  });

  it('numbers what is told of one deadline: it keeps its id through its stages', async () => {
    await dueOnOneDay(room.db);
    for (const day of ['2026-10-14', '2026-10-16', '2026-10-23']) await toldOn(day);
    const told = (await room.outbox()).filter(({ attributes }) => attributes.type === WorkFellDue.type);
    const versions = Map.groupBy(told, ({ key }) => key);
    expect(versions.size).toBe(Object.keys(STEPS).length);
    for (const events of versions.values())
      expect(events.map(({ attributes }) => attributes.aggregateversion)).toEqual([1, 2, 3]);
  });
});

describe('what is told of terms', () => {
  it('leaves out work that was done in time', async () => {
    await room.db.claim.create({ data: claimRow({ month: '2026-09' }) });
    room.clock.set('2026-10-12T09:00:00+07:00');
    for (const period of ['2026-09', '2026-Q3'])
      await room.as(hospital).post(`/v1/facilities/66001/summaries/${period}/report`);
    await room.db.summaryReport.updateMany({ data: { fundClaimed: 0n } });
    expect(await toldOn('2026-10-14')).toEqual([]);
    expect(await toldOn('2026-10-19')).toEqual([]);
  });

  it('follows the calendar: a day off that is entered moves the term, which is told by its new day', async () => {
    await room.db.claim.create({
      data: claimRow({ month: '2026-10', status: 'received', receivedAt: '2026-10-06T09:00:00+07:00' }),
    });
    const appraisal = 'agency 66 | 66001 | appraisal | 2026-10 | 1';
    expect(await toldOn('2026-10-14')).toEqual([`${appraisal} | 2026-10-15 | due-soon | 0`]);
    const day = localDate('2026-10-15');
    const off = { day, kind: 'off', name: 'Nghỉ bù', source: 'Notice 1', confirmed: true } as const;
    await room.deliver(CalendarDaySet, off, { id: day, version: 1 });
    expect(await toldOn('2026-10-15')).toEqual([`${appraisal} | 2026-10-16 | due-soon | 0`]);
    expect(await toldOn('2026-10-16')).toEqual([]);
    expect(await toldOn('2026-10-17')).toEqual([`${appraisal} | 2026-10-16 | overdue | 1`]);
  });

  const explanation = 'facility 66001 | 66001 | explanation | 2026-10 | 1';
  const setDay = async (text: string, kind: 'off' | null, version: number): Promise<void> => {
    const day = localDate(text);
    const off = { day, kind, name: 'Nghỉ bù', source: 'Notice 1', confirmed: true } as const;
    await room.deliver(CalendarDaySet, off, { id: day, version });
  };

  it('goes by the last word: a day off that was entered by mistake and withdrawn moves the term there and back', async () => {
    await dueOnOneDay(room.db);
    const told = async (day: string) => (await toldOn(day)).filter((line) => line.includes('| explanation |'));
    expect(await told('2026-10-14')).toEqual([`${explanation} | 2026-10-15 | due-soon | 0`]);
    await setDay('2026-10-15', 'off', 1);
    expect(await told('2026-10-15')).toEqual([`${explanation} | 2026-10-16 | due-soon | 0`]);
    await setDay('2026-10-15', null, 2);
    expect(await told('2026-10-15')).toEqual([`${explanation} | 2026-10-15 | due-soon | 0`]);
    expect(await told('2026-10-16')).toEqual([`${explanation} | 2026-10-15 | overdue | 1`]);
  });

  it('leaves work that is known to be late alone when a day of long ago changes', async () => {
    await dueOnOneDay(room.db);
    for (const day of ['2026-10-14', '2026-10-16', '2026-10-23']) await toldOn(day);
    await setDay('2026-10-13', 'off', 1);
    expect(await toldOn('2026-10-24')).toEqual([]);
    await setDay('2026-10-13', null, 2);
    expect(await toldOn('2026-10-25')).toEqual([]);
  });

  it('tells nothing for a day when it was told for a later one, however late the job of that day is tried again', async () => {
    await dueOnOneDay(room.db);
    for (const day of ['2026-10-16', '2026-10-23']) expect(await toldOn(day)).not.toEqual([]);
    room.clock.set('2026-11-30T09:00:00+07:00');
    expect(await room.runJob(tellTerms, { day: '2026-10-14' })).toMatchObject({ outcome: 'done' });
    expect(await room.published(WorkFellDue)).toHaveLength(seen);
  });

  it('counts from the answer what comes back late, and tells each that comes back', async () => {
    const answered = async (leftAt: string, decidedAt: string): Promise<void> => {
      const claim = claimRow({ month: '2026-10', status: 'returned', leftAt });
      await room.db.claim.create({ data: claim });
      const { claimId, version, receivedAt, facilityCode } = claim;
      const documentId = newId();
      const sha256 = documentId.replaceAll('-', '').padEnd(64, '0');
      const document = {
        documentId,
        facilityCode,
        sha256,
        sizeBytes: 13,
        content: Buffer.from('<GIAMDINHHS/>'),
        receivedAt,
      };
      await room.db.document.create({ data: document });
      const appraisedAt = new Date(leftAt);
      await room.db.claimVersion.create({
        data: { claimId, version, documentId, position: 1, outcome: 'returned', appraisedAt },
      });
      await room.db.claimDecision.create({
        data: {
          decisionId: newId(),
          claimId,
          version,
          result: 'return',
          fundPaysBefore: 1n,
          fundPaysAfter: 0n,
          reason: 'the file lacks a line',
          decidedAt: new Date(decidedAt),
          decidedBy: 'officer',
        },
      });
    };
    const correction = 'facility 66001 | 66001 | claim-correction | 2026-10';
    const visit = '2026-10-09T09:00:00+07:00';
    const told = async (day: string) => (await toldOn(day)).filter((line) => line.includes('claim-correction'));
    await answered(visit, '2026-11-30T09:00:00+07:00');
    expect(await told('2026-12-01')).toEqual([`${correction} | 1 | 2026-12-02 | due-soon | 0`]);
    await answered(visit, '2026-12-01T09:00:00+07:00');
    await answered(visit, '2026-12-01T15:00:00+07:00');
    expect(await told('2026-12-02')).toEqual([`${correction} | 2 | 2026-12-03 | due-soon | 0`]);
    expect(await told('2026-12-03')).toEqual([`${correction} | 1 | 2026-12-02 | overdue | 1`]);
    expect(await told('2026-12-04')).toEqual([`${correction} | 2 | 2026-12-03 | overdue | 1`]);
  });

  it('is told of Monday on the Friday before, and again only when it is overdue', async () => {
    await room.db.claim.create({
      data: claimRow({ month: '2026-10', status: 'received', receivedAt: '2026-10-08T09:00:00+07:00' }),
    });
    const told: number[] = [];
    for (const day of ['15', '16', '17', '18', '19', '20']) told.push((await toldOn(`2026-10-${day}`)).length);
    expect(told).toEqual([0, 1, 0, 0, 0, 1]);
  });

  it('says what it has missed when the job did not run: overdue, and what stands open for long also to the agency', async () => {
    await room.db.claim.create({ data: claimRow({ month: '2026-08' }) });
    expect(await toldOn('2026-10-05')).toEqual([
      'agency 66 | 66001 | monthly-summary | 2026-08 | 1 | 2026-09-15 | escalated | 20',
      'facility 66001 | 66001 | monthly-summary | 2026-08 | 1 | 2026-09-15 | overdue | 20',
    ]);
  });

  it('of 400 facilities and twelve months is told in one run', async () => {
    const codes = Array.from({ length: 400 }, (_one, index) => String(66_100 + index));
    const months = Array.from({ length: 12 }, (_one, index) => `2025-${String(index + 1).padStart(2, '0')}`);
    await room.db.facility.createMany({ data: codes.map((code) => facilityRow(code)) });
    for (const month of months)
      await room.db.claim.createMany({ data: codes.map((facilityCode) => claimRow({ facilityCode, month })) });
    // In the one transaction of the job, which the database ends after 15 s.
    expect(await toldOn('2026-10-05')).toHaveLength(400 * (12 + 4) * 2);
    expect(await toldOn('2026-10-06')).toEqual([]);
  }, 60_000);
});
