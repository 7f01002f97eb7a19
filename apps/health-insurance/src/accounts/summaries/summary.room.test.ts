import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { ClaimSummary } from '@ansinh/contracts/health-insurance/settlements.api';
import { type Room, startRoom } from '@ansinh/testkit';
import { claimFileXml, type EncounterInput, EXAM, encounterTables, LAB, type LineInput } from '../../../testing/claims';
import { cardIssued, facilityRow, UNSIGNED_FILES } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;

let room: Room<PrismaClient>;
beforeAll(async () => {
  room = await startRoom(service);
  await room.db.appraisalRuleSetting.create({ data: UNSIGNED_FILES });
  await room.db.facility.createMany({ data: [facilityRow(), facilityRow('66002')] });
  await room.deliver(CardIssued, cardIssued());
  await fill();
});
afterAll(() => room.stop());

const encounter = (key: string, summary: Record<string, string>, lines?: readonly LineInput[]): EncounterInput => ({
  key,
  day: 5 - (key.charCodeAt(0) - 'A'.charCodeAt(0)),
  summary,
  ...(lines === undefined ? {} : { lines }),
});

/** A month of four claims, a month of one, and one that went back. */
const fill = async (): Promise<void> => {
  const inputs = [
    encounter('A', {}),
    encounter('B', { MA_LOAI_KCB: '02', SO_NGAY_DTRI: '1' }),
    encounter('C', {}, [EXAM, { ...LAB, other: 450_000n }]),
    encounter('D', { T_BNTT: '500.00' }),
    { ...encounter('E', {}), month: 9 },
  ];
  const xml = claimFileXml(inputs.map(encounterTables));
  expect((await room.as(hospital).post('/v1/claims', xml)).status).toBe(202);
  for (const { attributes, data } of await room.outbox()) {
    const { id: eventId, subject: id, aggregateversion: version } = attributes;
    await room.deliver(ClaimReceived, ClaimReceived.data.parse(data), { id, version, eventId });
  }
};

const read = async (period: string): Promise<ClaimSummary> =>
  ClaimSummary.parse((await room.as(hospital).get(`/v1/facilities/66001/summaries/${period}`)).body);

describe('the monthly summary 01/BH', () => {
  it('sums up what was sent by kind of care; returned claims stand beside it', async () => {
    const summary = await read('2026-10');
    expect(summary).toMatchObject({ form: '01/BH', claimsApart: 0, returned: { claims: 1, fundClaimed: '403944.00' } });
    const claims = summary.groups.map(({ group, figures }) => [group, figures.claims, figures.totalHospital]);
    expect(claims).toEqual([
      ['I', 2, '613430.00'],
      ['II', 1, '504930.00'],
      ['III', 0, '0.00'],
      ['IV', 0, '0.00'],
      ['other', 0, '0.00'],
    ]);
    // A: 504,930; C: an exam of 45,000 and a test of 63,500, where another source bears 4,500 of the co-payment of 12,700.
    expect(summary.groups[0]?.figures).toMatchObject({
      otherSources: '4500.00',
      coPayment: '118186.00',
      fundClaimed: '490744.00',
      insured: '608930.00',
      waiting: '0.00',
    });
    expect(summary.checks.map(({ holds }) => holds)).toEqual([true, true]);
  });

  it('tells what the appraisal took away: refused lines, then adjustments', async () => {
    const claim = await room.db.claim.findFirstOrThrow({ where: { encounterKey: 'A' } });
    const { claimId, version, fundClaimed, fundPays } = claim;
    const finding = { claimId, version, rule: 'LIST', severity: 'refuse', tableName: 'XML3', rowNumber: 1 };
    const text = { message: 'm', messageVi: 'm', source: 's' };
    // The same line refused by two rules counts once; 36,000 of it were asked for.
    await room.db.claimFinding.createMany({
      data: [91, 92].map((position) => ({ ...finding, ...text, position })),
    });
    await room.db.claim.update({ where: { claimId }, data: { fundPays: fundClaimed - 4_000_000n } });
    const before = await read('2026-10');
    expect(before.groups[0]?.careTypes[0]?.figures).toMatchObject({ refused: '36000.00', adjusted: '4000.00' });
    await room.db.claimFinding.create({
      data: { ...finding, ...text, tableName: null, rowNumber: null, position: 93 },
    });
    const whole = await read('2026-10');
    expect(whole.total).toMatchObject({ refused: '40000.00', adjusted: '0.00' });
    await room.db.claimFinding.deleteMany({ where: { position: { gte: 91 } } });
    await room.db.claim.update({ where: { claimId }, data: { fundPays } });
  });

  it('counts what waits for its answer apart', async () => {
    const claim = await room.db.claim.findFirstOrThrow({ where: { encounterKey: 'B' } });
    await room.db.claim.update({ where: { claimId: claim.claimId }, data: { status: 'received', fundPays: null } });
    expect((await read('2026-10')).groups[1]?.figures).toMatchObject({ fundPays: '0.00', waiting: '403944.00' });
    const { status, fundPays } = claim;
    await room.db.claim.update({ where: { claimId: claim.claimId }, data: { status, fundPays } });
  });

  it('is of the facility itself and of the agency: others and unknown ones answer 404', async () => {
    const status = async (who: Parameters<typeof room.as>[0], path: string) => (await room.as(who).get(path)).status;
    const path = '/v1/facilities/66001/summaries/2026-10';
    expect([await status(hospital, path), await status(officer, path)]).toEqual([200, 200]);
    expect(await status({ role: 'hospital', tenantCode: '66002' }, path)).toBe(404);
    expect(await status(officer, '/v1/facilities/66999/summaries/2026-10')).toBe(404);
    expect(await status(officer, '/v1/facilities/66001/summaries/2026-Q5')).toBe(422);
    expect(await status({ role: 'bank', tenantCode: '970405' }, path)).toBe(403);
    const empty = await room.as(officer).get('/v1/facilities/66002/summaries/2026-10');
    expect(empty.body).toMatchObject({ total: { claims: 0, totalHospital: '0.00' }, returned: { claims: 0 } });
  });
});

describe('the quarterly summary 02/BH', () => {
  it('is the sum of its months', async () => {
    const [third, october] = await Promise.all([read('2026-Q3'), read('2026-Q4')]);
    expect(third).toMatchObject({ form: '02/BH', total: { claims: 1, fundClaimed: '403944.00' } });
    expect(third.months.map(({ month, figures }) => [month, figures.claims])).toEqual([
      ['2026-07', 0],
      ['2026-08', 0],
      ['2026-09', 1],
    ]);
    expect(october.total).toEqual((await read('2026-10')).total);
  });
});

describe('the summary as a file', () => {
  const fetchFile = async (format: string): Promise<[Headers, Buffer]> => {
    const token = room.as(hospital);
    const answer = await token.get(`/v1/facilities/66001/summaries/2026-10?format=${format}`);
    expect(answer.status).toBe(200);
    return [answer.headers, Buffer.from(answer.text, 'utf8')];
  };

  it('is a workbook', async () => {
    const [headers, content] = await fetchFile('xlsx');
    expect(headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(headers.get('content-disposition')).toBe('attachment; filename=01-BH_66001_2026-10.xlsx');
    expect(content.subarray(0, 2).toString()).toBe('PK');
  });

  it('is a page to print', async () => {
    const [headers, content] = await fetchFile('pdf');
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
