import {
  type WatchCase,
  WatchCaseDetails,
  WatchCase as WatchCaseSchema,
  WatchRun,
  WatchSignal,
} from '@ansinh/contracts/health-insurance/watch.api';
import { newId } from '@ansinh/database';
import {
  answersToForgedCursors,
  eventually,
  FORGED_CURSOR_REFUSED,
  type Room,
  startRoom,
  type Who,
} from '@ansinh/testkit';
import { z } from 'zod';
import { facilityRow } from '../../../testing/rooms';
import { storeVisits, type VisitInput } from '../../../testing/visits';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const officer: Who = { role: 'officer', tenantCode: '66' };
const approver: Who = { role: 'approver', tenantCode: '66' };
const hospital: Who = { role: 'hospital', tenantCode: '66001' };
const MONTH = '2026-10';

const PEOPLE = [
  'elsewhere',
  'moved',
  'twoBeds',
  'checkedIn',
  'course',
  'often',
  'lessOften',
  'dear',
  'notDear',
] as const;
const DRUG_PEOPLE = ['wrongDrugs', 'oneWrongDrug', 'rightDrugs'] as const;
type Name = (typeof PEOPLE)[number] | (typeof DRUG_PEOPLE)[number];
const ids = new Map<Name, string>([...PEOPLE, ...DRUG_PEOPLE].map((name) => [name, newId()]));
const idOf = (name: Name): string => ids.get(name) ?? '';

const stay = (person: Name, arrived: string, left: string): VisitInput => ({
  person: idOf(person),
  careType: '03',
  disease: 'I10',
  arrived,
  left,
});
const day = (number: number): string => `2026-10-${String(number).padStart(2, '0')}T08:00`;
const visits = (person: Name, count: number): VisitInput[] =>
  Array.from({ length: count }, (_visit, index) => ({ person: idOf(person), arrived: day(index + 10) }));

/** The visits of October, each beside one that stays just below the limit. */
const OCTOBER: readonly VisitInput[] = [
  // Peers: one visit each, all of one disease and cost.
  ...Array.from({ length: 30 }, () => ({})),
  stay('elsewhere', '2026-10-05T08:00', '2026-10-08T10:00'),
  { person: idOf('elsewhere'), facilityCode: '66002', arrived: '2026-10-06T09:00', left: '2026-10-06T09:20' },
  stay('moved', '2026-10-05T08:00', '2026-10-08T10:00'),
  { person: idOf('moved'), facilityCode: '66002', arrived: '2026-10-08T09:31', left: '2026-10-08T12:00' },
  stay('twoBeds', '2026-10-05T08:00', '2026-10-08T10:00'),
  stay('twoBeds', '2026-10-07T08:00', '2026-10-09T10:00'),
  stay('checkedIn', '2026-10-05T08:00', '2026-10-08T10:00'),
  // Treatment by appointments lasts for weeks, and leaves time for a visit elsewhere.
  { person: idOf('course'), careType: '02', arrived: '2026-10-01T08:00', left: '2026-10-30T16:00', disease: 'M54' },
  { person: idOf('course'), facilityCode: '66002', arrived: '2026-10-06T09:00', left: '2026-10-06T09:50' },
  ...visits('often', 8),
  ...visits('lessOften', 7),
  { person: idOf('dear'), cost: 150_000_001n, facilityCode: '66003', arrived: day(20) },
  { person: idOf('notDear'), cost: 150_000_000n, facilityCode: '66003', arrived: day(20) },
  // Four exams of one doctor on a day at two facilities, three of another.
  { exams: ['000001/DL-CCHN', '000001/DL-CCHN;000002/DL-CCHN'], arrived: '2026-10-31T07:00' },
  { exams: ['000001/DL-CCHN', '000002/DL-CCHN'], arrived: '2026-10-31T09:00' },
  { exams: ['000001/DL-CCHN', '000002/DL-CCHN'], arrived: '2026-10-31T23:30', facilityCode: '66002' },
  ...[21, 22].map((number) => ({
    person: idOf('wrongDrugs'),
    disease: 'I10',
    otherDiseases: 'E11.9;M54',
    drugs: ['40.30', '40.99'],
    prescriber: '000003/DL-CCHN',
    arrived: day(number),
  })),
  { person: idOf('oneWrongDrug'), disease: 'K29.6', drugs: ['40.30'], arrived: day(21) },
  ...[21, 22].map((number) => ({
    person: idOf('rightDrugs'),
    disease: 'I10',
    otherDiseases: 'E11.9; K297',
    drugs: ['40.30'],
    arrived: day(number),
  })),
  { person: idOf('rightDrugs'), disease: 'I10', drugs: ['40.99'], arrived: day(23) },
];

let room: Room<PrismaClient>;
let claimIds: readonly string[];

const change = (code: string, parameters: Record<string, number>, from = '2026-10-01') =>
  room.as(officer).put(`/v1/watch/signals/${code}`, { from, enabled: true, parameters, reason: 'công văn 1/BHXH' });
const run = async (): Promise<WatchRun> => {
  const reply = await room.as(officer).post(`/v1/watch/months/${MONTH}/runs`);
  expect(reply.status).toBe(200);
  return WatchRun.parse(reply.body);
};
const Page = z.object({ items: z.array(WatchCaseSchema), nextCursor: z.string().optional() });
const list = async (query = ''): Promise<WatchCase[]> =>
  Page.parse((await room.as(officer).get(`/v1/watch/cases?month=${MONTH}${query}`)).body).items;
const caseOf = async (name: Name): Promise<WatchCase> => {
  const found = (await list('&subjectKind=person&pageSize=200')).find(({ subject }) => subject.id === idOf(name));
  if (found === undefined) throw new Error(`${name} has no case`);
  return found;
};
const detailsOf = async (caseId: string, query = ''): Promise<WatchCaseDetails> =>
  WatchCaseDetails.parse((await room.as(officer).get(`/v1/watch/cases/${caseId}${query}`)).body);
const conclude = (caseId: string, result: string, who: Who = officer) =>
  room.as(who).post(`/v1/watch/cases/${caseId}/conclusion`, { result, reason: 'Đã đối chiếu bệnh án' });

beforeAll(async () => {
  room = await startRoom(service);
  room.clock.set('2026-11-03T09:00:00+07:00');
  await room.db.facility.createMany({ data: ['66001', '66002', '66003'].map((code) => facilityRow(code)) });
  claimIds = await storeVisits(room.db, OCTOBER);
  const entry = {
    version: 1,
    participantId: idOf('checkedIn'),
    cardResultCode: '000',
    rows: [],
    changedAt: new Date(0),
  };
  const inBed = { arrivedAt: new Date('2026-10-06T09:00:00+07:00') };
  await room.db.checkIn.createMany({
    data: [
      { ...entry, ...inBed, checkInId: newId(), facilityCode: '66002', encounterKey: 'LK-1' },
      { ...entry, ...inBed, checkInId: newId(), facilityCode: '66001', encounterKey: 'LK-2' },
    ],
  });
  await change('DOCTOR_CAPACITY', { examsPerDay: 3 });
  await change('COST', { facilityClaims: 1, facilityPermille: 400 });
  const items = [{ drugCode: '40.30', diagnoses: ['J', 'K29.7', 'K29.7'] }];
  await room.as(officer).put('/v1/watch/drug-indications', { source: 'TT 20/2022/TT-BYT', items });
});
afterAll(() => room.stop());

describe('the watch of a month', () => {
  it('finds who is beyond a limit, and nobody who is just below it', async () => {
    const result = await run();
    expect(result).toMatchObject({ month: MONTH, claims: OCTOBER.length, indicationsVersion: 1 });
    const subjects = Object.fromEntries(result.signals.map(({ signal, subjects: count }) => [signal, count]));
    expect(subjects).toEqual({
      COST: 2,
      DOCTOR_CAPACITY: 1,
      DRUG_WITHOUT_DIAGNOSIS: 1,
      FREQUENCY: 1,
      SAME_TIME: 3,
    });
    expect(result.cases).toEqual({ open: 8, concluded: 0, vanished: 0 });
    const persons = await list('&subjectKind=person');
    const names = persons.map(({ subject }) => [...ids].find(([, id]) => id === subject.id)?.[0]);
    expect(names.sort()).toEqual(['checkedIn', 'dear', 'elsewhere', 'often', 'twoBeds', 'wrongDrugs']);
    expect((await list('&subjectKind=practitioner')).map(({ subject }) => subject.id)).toEqual(['000001/DL-CCHN']);
    expect((await list('&subjectKind=facility')).map(({ subject }) => subject.id)).toEqual(['66003']);
  });

  it('explains each score by numbers and texts in two languages', async () => {
    const [doctor] = await list('&signal=DOCTOR_CAPACITY');
    expect(doctor).toMatchObject({
      score: 35,
      facilityCodes: ['66001', '66002'],
      visits: 3,
      reasons: [
        {
          found: { exams: 4, day: '2026-10-31', days: 1 },
          usual: { median: 3, allowed: 3 },
          weight: 70,
          strengthPercent: 50,
          points: 35,
        },
      ],
    });
    expect((await caseOf('often')).reasons).toMatchObject([
      {
        found: { visits: 8 },
        usual: { median: 1, deviation: 0, limit: 8 },
        points: 20,
        text: '8 visits in the month; the median of persons with visits is 1, the limit 8',
        textVi: '8 lượt khám trong tháng; trung vị của người có đi khám là 1, ngưỡng 8',
      },
    ]);
    const [dear] = (await caseOf('dear')).reasons;
    expect(dear).toMatchObject({
      found: { claims: 1, amount: '1500000.01' },
      usual: { median: '500000.00', limit: '1500000.00' },
      points: 20,
    });
    const [share] = await list('&subjectKind=facility');
    expect(share?.reasons[0]?.found).toEqual({ claims: 1, judged: 2, permille: 500 });
    expect((await caseOf('wrongDrugs')).reasons[0]).toMatchObject({ found: { claims: 2 }, usual: { limit: 2 } });
    for (const { score, reasons } of await list('&pageSize=200'))
      expect(score).toBe(
        Math.min(
          100,
          reasons.reduce((sum, { points }) => sum + points, 0),
        ),
      );
  });

  it('shows the visits that are the evidence, page by page', async () => {
    const { caseId } = await caseOf('checkedIn');
    const { evidence } = await detailsOf(caseId);
    expect(evidence.items).toMatchObject([
      { signal: 'SAME_TIME', facilityCode: '66001', leftAt: '2026-10-08T03:00:00.000Z', totalInScope: '500000.00' },
      { signal: 'SAME_TIME', facilityCode: '66002', encounterKey: 'LK-1', claimId: null, leftAt: null, fundPays: null },
    ]);
    const often = await caseOf('often');
    const first = await detailsOf(often.caseId, '?pageSize=5');
    const second = await detailsOf(often.caseId, `?pageSize=5&cursor=${first.evidence.nextCursor}`);
    const seen = [...first.evidence.items, ...second.evidence.items].map(({ claimId }) => claimId ?? '');
    expect(seen).toHaveLength(8);
    expect(seen.every((id) => claimIds.includes(id))).toBe(true);
    expect(second.evidence.nextCursor).toBeUndefined();
    expect(await answersToForgedCursors(room.as(officer), `/v1/watch/cases/${often.caseId}`)).toEqual(
      FORGED_CURSOR_REFUSED,
    );
  });

  it('lists the highest score first, page by page and by facility', async () => {
    const all = await list('&pageSize=200');
    expect(all.map(({ score }) => score)).toEqual([...all.map(({ score }) => score)].sort((a, b) => b - a));
    const paged: WatchCase[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const query = `?month=${MONTH}&pageSize=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = Page.parse((await room.as(officer).get(`/v1/watch/cases${query}`)).body);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    expect((await list('&facilityCode=66003')).map(({ subject }) => subject.kind).sort()).toEqual([
      'facility',
      'person',
    ]);
  });
});

describe('a run that is repeated', () => {
  it('leaves the same list, also when two come at once', async () => {
    const before = await list('&pageSize=200');
    const [one, other] = await Promise.all([run(), run()]);
    expect(one.cases).toEqual({ open: 8, concluded: 0, vanished: 0 });
    expect(other.cases).toEqual(one.cases);
    expect(await list('&pageSize=200')).toEqual(before);
    const evidence = await room.db.watchEvidenceRecord.groupBy({ by: ['runId'] });
    expect(evidence).toHaveLength(1);
  });

  it('keeps a conclusion with its evidence, takes newer evidence, and marks what nothing finds any more', async () => {
    const [elsewhere, twoBeds, often] = [await caseOf('elsewhere'), await caseOf('twoBeds'), await caseOf('often')];
    const concluded = await conclude(elsewhere.caseId, 'confirmed');
    expect(concluded.status).toBe(200);
    expect(await conclude(elsewhere.caseId, 'dismissed')).toMatchObject({
      status: 409,
      body: { code: 'watch-case.already-concluded' },
    });
    await room.db.claim.updateMany({
      where: { participantId: { in: [idOf('elsewhere'), idOf('twoBeds')] } },
      data: { status: 'returned', fundPays: 0n },
    });
    await storeVisits(room.db, [{ person: idOf('often'), arrived: day(25) }]);
    room.clock.set('2026-11-04T09:00:00+07:00');
    expect((await run()).cases).toEqual({ open: 6, concluded: 1, vanished: 1 });
    expect(await caseOf('elsewhere')).toEqual(WatchCaseSchema.parse(concluded.body));
    expect((await detailsOf(elsewhere.caseId)).evidence.items).toHaveLength(2);
    expect(await caseOf('twoBeds')).toMatchObject({ caseId: twoBeds.caseId, status: 'vanished' });
    expect(await caseOf('often')).toMatchObject({ caseId: often.caseId, status: 'open', score: 22, visits: 9 });
    expect((await list('&status=vanished')).map(({ caseId }) => caseId)).toEqual([twoBeds.caseId]);
  });

  it('opens a case again that had vanished, and leaves signals out that are switched off', async () => {
    await room.db.claim.updateMany({
      where: { participantId: idOf('twoBeds') },
      data: { status: 'accepted', fundPays: 40_000_000n },
    });
    await room.as(officer).put('/v1/watch/signals/FREQUENCY', {
      from: '2026-10-01',
      enabled: false,
      parameters: {},
      reason: 'công văn 2/BHXH',
    });
    // Settings of signals are the own ones of the watch: the rules of the appraisal are set by others.
    expect(await room.db.watchSignalSetting.findMany({ where: { signal: 'FREQUENCY' } })).toMatchObject([
      { enabled: false, reason: 'công văn 2/BHXH' },
    ]);
    expect(await room.db.appraisalRuleSetting.count({ where: { rule: { contains: 'FREQUENCY' } } })).toBe(0);
    const { signals, cases } = await run();
    expect(signals.find(({ signal }) => signal === 'FREQUENCY')).toMatchObject({ enabled: false, subjects: 0 });
    expect(cases).toEqual({ open: 6, concluded: 1, vanished: 1 });
    expect((await caseOf('twoBeds')).status).toBe('open');
    const runs = z.object({ items: z.array(WatchRun) });
    const { items } = runs.parse((await room.as(approver).get(`/v1/watch/months/${MONTH}/runs`)).body);
    expect(items[0]?.cases).toEqual(cases);
    // Of two that came at once, the earlier one is told of only when it had ended before the later one began.
    expect([4, 5]).toContain(items.length);
  });
});

describe('the watch', () => {
  it('is kept from hospitals, and only read by approvers', async () => {
    const { caseId } = await caseOf('dear');
    const paths = [`/v1/watch/cases?month=${MONTH}`, `/v1/watch/cases/${caseId}`, '/v1/watch/signals'];
    for (const path of paths) {
      expect((await room.as(hospital).get(path)).status).toBe(403);
      expect((await room.as(approver).get(path)).status).toBe(200);
    }
    for (const who of [hospital, approver]) {
      expect((await room.as(who).post(`/v1/watch/months/${MONTH}/runs`)).status).toBe(403);
      expect((await conclude(caseId, 'dismissed', who)).status).toBe(403);
      expect((await room.as(who).put('/v1/watch/drug-indications', { source: 'TT 20', items: [] })).status).toBe(403);
    }
    expect((await room.as(officer).get(`/v1/watch/cases/${newId()}`)).status).toBe(404);
    expect((await conclude(newId(), 'dismissed')).status).toBe(404);
  });

  it('tells its signals and lists, and refuses what they cannot be', async () => {
    const { body } = await room.as(officer).get('/v1/watch/signals?date=2026-09-30');
    const doctor = z
      .array(WatchSignal)
      .parse(body)
      .find(({ code }) => code === 'DOCTOR_CAPACITY');
    expect(doctor?.parameters.map(({ name, value }) => [name, value])).toEqual([
      ['weight', 70],
      ['examsPerDay', 65],
    ]);
    expect((await change('DOCTOR_CAPACITY', { examsPerDay: 0 })).status).toBe(422);
    expect((await change('DOCTOR_CAPACITY', { desks: 2 })).status).toBe(422);
    const indications = await room.as(officer).get('/v1/watch/drug-indications');
    expect(indications.body).toMatchObject({ version: 1, items: [{ drugCode: '40.30', diagnoses: ['J', 'K297'] }] });
    const drug = { drugCode: '40.30', diagnoses: ['J'] };
    const put = (items: unknown) => room.as(officer).put('/v1/watch/drug-indications', { source: 'TT 20', items });
    expect((await put([drug, drug])).status).toBe(422);
    expect((await put([{ drugCode: '40.30', diagnoses: ['viêm'] }])).status).toBe(422);
  });

  it('audits who ran it, set it and concluded', async () => {
    const rows = await room.db.$queryRaw`
      SELECT action, bool_and(before_digest IS NOT NULL) AS was, bool_and(after_digest IS NOT NULL) AS is
      FROM platform.audit WHERE action LIKE 'watch%' GROUP BY action ORDER BY action`;
    expect(rows).toEqual([
      { action: 'watch-case.conclude', was: true, is: true },
      { action: 'watch-indications.replace', was: true, is: true },
      { action: 'watch-signal.change', was: true, is: true },
      { action: 'watch.run', was: false, is: true },
    ]);
  });

  it('has one name for a case, whether it is read or concluded', async () => {
    const things = () => room.db.$queryRaw<{ thing: string }[]>`
      SELECT DISTINCT split_part(target, ':', 1) AS thing FROM platform.audit
      WHERE action IN ('health.read', 'watch-case.conclude') AND target NOT LIKE '% %' ORDER BY thing`;
    const [one] = await room.db.watchCaseRecord.findMany({ take: 1 });
    expect((await room.as(officer).get(`/v1/watch/cases/${one?.caseId}`)).status).toBe(200);
    await eventually(async () => {
      const [read] = await room.db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM platform.audit
        WHERE action = 'health.read' AND target = ${`watch-case:${one?.caseId}`}`;
      expect(read?.count).toBeGreaterThan(0);
    });
    expect((await things()).filter(({ thing }) => thing !== 'participant')).toEqual([{ thing: 'watch-case' }]);
  });
});
