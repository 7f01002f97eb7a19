import { Problem } from '@ansinh/contracts/catalogue/problems';
import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { Claim, ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { Catalogue } from '@ansinh/contracts/health-insurance/registers.api';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { HeldRowPage } from '@ansinh/contracts/operations/held-rows.api';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED, type Room, startRoom } from '@ansinh/testkit';
import { z } from 'zod';
import { claimFileXml, DRUG, type EncounterInput, encounterTables, PROCEDURE } from '../../../testing/claims';
import { cardIssued, facilityRow, OTHER_CARD, UNSIGNED_FILES } from '../../../testing/rooms';
import { sheetOf } from '../../../testing/workbooks';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';
import { READING, UPLOADING } from './catalogue.examples';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const otherHospital = { role: 'hospital', tenantCode: '66002' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;
const PATH = '/v1/facilities/66001/catalogues';
const JSON_TYPE = { contentType: 'application/json' };

const drugs = (...prices: string[]): string =>
  JSON.stringify(prices.map((DON_GIA, index) => ({ MA_THUOC: `40.${index}`, TEN_THUOC: 'Thuốc thử', DON_GIA })));

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.create({ data: facilityRow() });
  await room.db.appraisalRuleSetting.create({ data: UNSIGNED_FILES });
});
afterEach(() => room.stop());

const upload = (
  validFrom: string,
  content: string,
  who: Parameters<typeof room.as>[0] = hospital,
  options = JSON_TYPE,
) => room.withSecondPerson(who).post(`${PATH}/drugs?validFrom=${validFrom}`, content, options);
const current = async (date: string) => {
  const { status, body } = await room.as(hospital).get(`${PATH}/drugs?date=${date}`);
  if (status !== 200) return status;
  const { catalogue, items } = z.object({ catalogue: Catalogue, items: z.array(z.unknown()) }).parse(body);
  return { version: catalogue.version, items };
};

describe('a catalogue of a facility', () => {
  it('counts from its first day until a later list begins, and is corrected by a new version', async () => {
    expect((await upload('2026-01-01', drugs('100', '200.5'))).body).toMatchObject({
      version: 1,
      rows: 2,
      validFrom: '2026-01-01',
    });
    await upload('2026-07-01', drugs('110'), officer);
    await upload('2026-01-01', drugs('101'), hospital);
    const row = (price: string) => ({ row: 1, code: '40.0', name: 'Thuốc thử', price });
    expect(await current('2025-12-31')).toBe(404);
    expect(await current('2026-06-30')).toEqual({ version: 3, items: [row('101')] });
    expect(await current('2026-07-01')).toEqual({ version: 2, items: [row('110')] });
    const lists = await room.as(officer).get(`${PATH}?date=2026-06-30`);
    expect(lists.body).toMatchObject([{ kind: 'drugs', version: 3 }]);
  });

  it("is its facility's own act, and needs two persons where an officer uploads it", async () => {
    await upload('2026-01-01', drugs('100'));
    const held = await room.as(officer).post(`${PATH}/drugs?validFrom=2026-02-01`, drugs('900'), JSON_TYPE);
    expect([held.status, held.body]).toMatchObject([
      202,
      { thing: 'facility:66001', shows: { now: { version: 1 }, answer: { version: 2, rows: 1 } } },
    ]);
    expect(await room.db.catalogue.count()).toBe(1);
    expect((await upload('2026-02-01', drugs('900'), officer)).status).toBe(201);
    // What the first request would have been is another version by now.
    const { id, digest } = Approval.parse(held.body);
    const late = await room
      .as({ role: 'approver', tenantCode: '66' })
      .post(`/v1/approvals/health-insurance/${id}/decisions`, { decision: 'approve', digest });
    expect([late.status, Problem.parse(late.body).code]).toEqual([409, 'approval.changed']);
    expect(await room.db.catalogue.count()).toBe(2);
  });

  it('shows the second person its rows with what each of them changes, and nothing else once the list of now is another', async () => {
    await upload('2026-01-01', drugs('100', '200', '300'));
    const uploading = `${PATH}/drugs?validFrom=2026-02-01`;
    const changed = JSON.stringify([
      { MA_THUOC: '40.1', TEN_THUOC: 'Thuốc thử', DON_GIA: '250' },
      { MA_THUOC: '40.0', TEN_THUOC: 'Thuốc thử', DON_GIA: '100' },
      { MA_THUOC: '40.9', TEN_THUOC: 'Thuốc mới', DON_GIA: '7.5' },
    ]);
    const { id, shows } = Approval.parse((await room.as(officer).post(uploading, changed, JSON_TYPE)).body);
    const counts = { total: 4, added: 1, changed: 1, removed: 1, same: 1, refused: 0 };
    const [tried, other] = [{ name: 'Thuốc thử' }, { code: '40.9', name: 'Thuốc mới', price: '7.5' }];
    const rows = [
      {
        row: 1,
        change: 'changed',
        key: '40.1',
        before: { ...tried, code: '40.1', price: '200' },
        after: { ...tried, code: '40.1', price: '250' },
      },
      { row: 3, change: 'added', key: '40.9', before: null, after: other },
      {
        row: null,
        change: 'removed',
        key: '40.2',
        before: { ...tried, code: '40.2', price: '300' },
        after: null,
      },
    ];
    expect(shows.rows).toMatchObject({ counts, first: rows });
    const approver = room.as({ role: 'approver', tenantCode: '66' });
    const path = `/v1/approvals/health-insurance/${id}/rows`;
    const first = HeldRowPage.parse((await approver.get(`${path}?pageSize=3`)).body);
    expect(first).toMatchObject({ total: 4, counts, items: [rows[0], { change: 'same', key: '40.0' }, rows[1]] });
    const next = await approver.get(`${path}?pageSize=3&cursor=${first.nextCursor}`);
    expect(next.body).toEqual({ items: [rows[2]], total: 4, counts });
    expect((await approver.get(`${path}?change=added`)).body).toMatchObject({ items: [rows[1]], total: 1, counts });
    expect((await room.as(hospital).get(path)).status).toBe(403);
    expect(await answersToForgedCursors(approver, path)).toEqual(FORGED_CURSOR_REFUSED);
    await upload('2026-01-15', drugs('101'));
    const late = await approver.get(path);
    expect([late.status, late.body]).toMatchObject([409, { code: 'approval.changed', differs: ['rows'] }]);
  });

  it('is the same version when the same bytes come again, also at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => upload('2026-01-01', drugs('100'))));
    expect(answers.map(({ body }) => Catalogue.parse(body).version)).toEqual([1, 1, 1]);
    expect(await room.db.catalogueEntry.count()).toBe(1);
  });

  it('is taken as CSV and as one object a line, and read page by page', async () => {
    const csv = 'MA_THUOC;TEN_THUOC;DON_GIA\n40.1;"Thuốc ""A""";1000\n40.2;B;2000\n';
    expect((await upload('2026-01-01', csv, hospital, { contentType: 'text/csv' })).status).toBe(201);
    const first = await room.as(hospital).get(`${PATH}/drugs?date=2026-01-01&pageSize=1`);
    expect(first.body).toMatchObject({ items: [{ code: '40.1', name: 'Thuốc "A"' }], nextCursor: expect.any(String) });
    const { nextCursor } = z.object({ nextCursor: z.string() }).parse(first.body);
    const second = await room.as(hospital).get(`${PATH}/drugs?date=2026-01-01&pageSize=1&cursor=${nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ code: '40.2' }] });
    expect(await answersToForgedCursors(room.as(hospital), `${PATH}/drugs?date=2026-01-01`)).toEqual(
      FORGED_CURSOR_REFUSED,
    );
    const line = '{"MA_THUOC":"40.3","TEN_THUOC":"C","DON_GIA":"3000"}\n';
    expect((await upload('2026-02-01', line, hospital, { contentType: 'application/x-ndjson' })).status).toBe(201);
  });

  it('is the same list in every form that the pages for partners show', async () => {
    const { file, otherFiles, query } = UPLOADING;
    for (const example of [file, ...otherFiles]) {
      const content = 'text' in example ? example.text : Buffer.from(example.base64, 'base64');
      const { contentType } = example;
      const answer = await room
        .as(hospital)
        .post(`${PATH}/drugs?validFrom=${query.validFrom}`, content, { contentType });
      expect([contentType, answer.status]).toEqual([contentType, 201]);
      expect([contentType, (await room.as(hospital).get(`${PATH}/drugs?date=2026-10-05`)).body]).toMatchObject([
        contentType,
        { items: READING.reply.items },
      ]);
    }
  });

  it('is taken as a workbook, once, and refused as a whole with the cell of each fault', async () => {
    const XLSX = { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    const send = (content: Buffer) =>
      room.as(hospital).post(`${PATH}/drugs?validFrom=2026-01-01`, new Uint8Array(content), XLSX);
    const head = ['MA_THUOC', 'TEN_THUOC', 'DON_GIA', 'TU_NGAY'];
    const drug = ['40.10', 'Thuốc A', 4899.993, new Date(Date.UTC(2026, 0, 1))];
    const good = await sheetOf(head, drug, ['40.2', 'Thuốc B', 0.1 + 0.2]);
    for (const _ of ['first', 'again']) expect((await send(good)).body).toMatchObject({ version: 1, rows: 2 });
    expect(await current('2026-01-01')).toEqual({
      version: 1,
      items: [
        { row: 1, code: '40.10', name: 'Thuốc A', price: '4899.993', validFrom: '2026-01-01' },
        { row: 2, code: '40.2', name: 'Thuốc B', price: '0.3' },
      ],
    });
    const { code, errors } = Problem.parse((await send(await sheetOf(head, drug, ['40.3', 'C', 'abc']))).body);
    expect([code, errors?.map(({ detail }) => detail)]).toEqual([
      'catalogue.rows-invalid',
      ['is not a number with at most 3 decimals (cell C3)'],
    ]);
    const broken = await send(good.subarray(0, 700));
    expect([broken.status, Problem.parse(broken.body).code]).toEqual([422, 'catalogue.unreadable']);
    expect(await room.db.catalogueEntry.count()).toBe(2);
  });

  it('is refused as a whole with the place of each fault', async () => {
    const answer = await upload('2026-01-01', drugs('100', '-1'));
    const { code, errors } = Problem.parse(answer.body);
    expect([answer.status, code, errors?.map(({ pointer }) => pointer)]).toEqual([
      422,
      'catalogue.rows-invalid',
      ['/1/DON_GIA'],
    ]);
    expect(Problem.parse((await upload('2026-01-01', '[]')).body).code).toBe('catalogue.unreadable');
    expect(await room.db.catalogue.count()).toBe(0);
  });

  it('is of its own facility: others have none, and an unknown facility gets none', async () => {
    const status = async (...call: Parameters<typeof upload>) => (await upload(...call)).status;
    expect(await status('2026-01-01', drugs('1'), otherHospital)).toBe(404);
    expect((await room.as(otherHospital).get(PATH)).status).toBe(404);
    const unknown = await room
      .as(officer)
      .post('/v1/facilities/66999/catalogues/drugs?validFrom=2026-01-01', drugs('1'), JSON_TYPE);
    expect(unknown.status).toBe(404);
    expect((await room.as(officer).post(`${PATH}/vaccines?validFrom=2026-01-01`, drugs('1'), JSON_TYPE)).status).toBe(
      422,
    );
  });

  it('of twenty thousand rows is taken', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({
      MA_THUOC: `40.${index}`,
      TEN_THUOC: 'T',
      DON_GIA: '1',
    }));
    expect((await upload('2026-01-01', JSON.stringify(rows))).body).toMatchObject({ rows: 20_000 });
    expect(await room.db.catalogueEntry.count()).toBe(20_000);
  });
});

describe('a claim of a facility with catalogues', () => {
  const appraised = async (key: string, input: Pick<EncounterInput, 'day' | 'summary'> = {}): Promise<Claim> => {
    const tables = encounterTables({ key, lines: [PROCEDURE, DRUG], ...input });
    const { body } = await room.as(hospital).post('/v1/claims', claimFileXml([tables]));
    const claimId = ClaimSubmission.parse(body).claims[0]?.claimId ?? '';
    const [event] = (await room.outbox()).filter(({ attributes }) => attributes.subject === claimId);
    if (event === undefined) throw new Error('the claim was not received');
    const { id: eventId, subject: id, aggregateversion: version } = event.attributes;
    await room.deliver(ClaimReceived, ClaimReceived.data.parse(event.data), { id, version, eventId });
    return Claim.parse((await room.as(hospital).get(`/v1/claims/${claimId}`)).body);
  };
  const list = (kind: string, rows: object) =>
    room.as(hospital).post(`${PATH}/${kind}?validFrom=2026-10-01`, JSON.stringify([rows]), JSON_TYPE);

  it('is paid as claimed without them and with its own prices, adjusted to a lower price, and refused what is not listed', async () => {
    await room.deliver(CardIssued, cardIssued());
    expect(await appraised('A')).toMatchObject({ fundPays: '311864.00', findings: [] });
    const service = { MA_DICH_VU: '02.0305.0135', TEN_DICH_VU: 'Dịch vụ thử', DON_GIA_BH: '376500' };
    const own = { MA_THUOC: '40.30', TEN_THUOC: 'Thuốc thử', DON_GIA: '1333' };
    await list('services', service);
    await list('drugs', own);
    expect(await appraised('B', { day: 4 })).toMatchObject({ fundPays: '311864.00', findings: [] });
    await list('services', { ...service, DON_GIA_BH: '350000' });
    await list('drugs', { ...own, MA_THUOC: '40.31' });
    const third = await appraised('C', { day: 3 });
    expect([third.status, third.fundPays]).toEqual(['accepted', '280000.00']);
    expect(third.findings.map(({ rule, severity, table }) => [rule, severity, table])).toEqual([
      ['LIST', 'refuse', 'XML2'],
      ['PRICE', 'adjust', 'XML3'],
    ]);
  });

  it('is asked about a practitioner whom another facility claimed in the same hour', async () => {
    await room.deliver(CardIssued, cardIssued());
    await list('staff', { MACCHN: '000001/DL-CCHN' });
    expect((await appraised('A')).findings).toEqual([]);
    expect(await room.db.practitionerHour.findMany()).toEqual([
      { licence: '000001/DL-CCHN', hour: '2026100508', facilityCode: '66001' },
    ]);
    await room.db.practitionerHour.updateMany({ data: { facilityCode: '66002' } });
    await room.deliver(CardIssued, cardIssued(OTHER_CARD), { id: OTHER_CARD.cardId });
    const other = await appraised('B', { summary: { MA_THE_BHYT: OTHER_CARD.cardNumber } });
    expect(other.findings).toMatchObject([{ rule: 'DOCTOR', severity: 'ask', row: 1 }]);
  });
});
