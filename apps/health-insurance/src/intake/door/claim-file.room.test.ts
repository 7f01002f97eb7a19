import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { Problem } from '@ansinh/contracts/catalogue/problems';
import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { Claim, ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import {
  ClaimAppraised,
  ClaimReceived,
  PatientCheckedIn,
  SettlementApproved,
} from '@ansinh/contracts/health-insurance/events';
import { Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { keyRing } from '@ansinh/secrets';
import { type OutboxEvent, type Room, startRoom } from '@ansinh/testkit';
import { claimFileXml, encounterTables, type Fields, type Tables, tableXml } from '../../../testing/claims';
import { cardIssued, facilityRow, UNSIGNED_FILES } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const PARTICIPANT = '0199f000-0000-7000-8000-000000000002';
const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const otherHospital = { role: 'hospital', tenantCode: '66002' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.create({ data: facilityRow() });
  await room.db.appraisalRuleSetting.create({ data: UNSIGNED_FILES });
  await room.deliver(CardIssued, cardIssued());
});
afterEach(() => room.stop());

const submit = async (tables: readonly Tables[]): Promise<ClaimSubmission> => {
  const answer = await room.as(hospital).post('/v1/claims', claimFileXml(tables));
  if (answer.status !== 202) throw new Error(answer.text);
  return ClaimSubmission.parse(answer.body);
};
const refused = async (xml: string, who: Parameters<typeof room.as>[0] = hospital): Promise<[number, Problem]> => {
  const answer = await room.as(who).post('/v1/claims', xml);
  return [answer.status, Problem.parse(answer.body)];
};
/** Hands the newest ClaimReceived of each claim back to the service, as Kafka does. */
const deliverReceived = async ({ attributes, data }: OutboxEvent): Promise<void> => {
  const { id: eventId, subject: id, aggregateversion: version } = attributes;
  await room.deliver(ClaimReceived, ClaimReceived.data.parse(data), { id, version, eventId });
};
const receivedEvents = async (): Promise<OutboxEvent[]> =>
  (await room.outbox()).filter(({ attributes }) => attributes.type === ClaimReceived.type);
const appraiseAll = async (): Promise<void> => {
  for (const event of await receivedEvents()) await deliverReceived(event);
};
const readClaim = async (claimId: string): Promise<Claim> =>
  Claim.parse((await room.as(hospital).get(`/v1/claims/${claimId}`)).body);
const firstOf = ({ claims: [claim] }: ClaimSubmission): string => claim?.claimId ?? '';
/** The visit with one total of XML1 broken: form right, sums wrong. */
const broken = () => encounterTables({ summary: { T_BNTT: '500.00' } });

describe('a claim file', () => {
  it('is stored whole, announced by reference, appraised and accepted', async () => {
    const submission = await submit([encounterTables()]);
    expect(submission.claims).toEqual([{ claimId: firstOf(submission), encounterKey: 'LK1', status: 'received' }]);
    const [received] = await room.published(ClaimReceived);
    const document = await room.db.document.findFirstOrThrow();
    const bytes = gunzipSync(
      keyRing().openBytes(document.content, ['claim-file', document.facilityCode, document.sha256]),
    );
    expect(bytes.toString()).toBe(claimFileXml([encounterTables()]));
    expect(received?.payload).toEqual({
      documentId: submission.submissionId,
      sizeBytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    await appraiseAll();
    const claim = await readClaim(firstOf(submission));
    expect(claim).toMatchObject({ status: 'accepted', outcome: 'accepted', settlementMonth: '2026-10', findings: [] });
    expect(claim.rows).toEqual({ XML1: 1, XML2: 1, XML3: 4, XML4: 1 });
    expect([claim.totalHospital, claim.fundPays]).toEqual(['504930.00', '403944.00']);
    expect(await room.published(ClaimAppraised)).toEqual([
      {
        claimId: claim.claimId,
        facilityCode: '66001',
        participantId: PARTICIPANT,
        month: '2026-10',
        outcome: 'accepted',
        fundPays: '403944.00',
        ruleCodes: [],
      },
    ]);
    const rows = await room.as(hospital).get(`/v1/claims/${claim.claimId}/rows?table=XML3`);
    expect(rows.body).toMatchObject([{ table: 'XML3', row: 1, fields: { MA_NHOM: '13' } }, {}, {}, {}]);
  });

  it('is taken once: the same bytes are answered again, also twenty at a time', async () => {
    const xml = claimFileXml([encounterTables()]);
    const caller = room.as(hospital);
    const answers = await Promise.all(Array.from({ length: 20 }, () => caller.post('/v1/claims', xml)));
    const bodies = answers.map(({ status, body }) => [status, ClaimSubmission.parse(body)] as const);
    expect(bodies.map(([status]) => status)).toEqual(bodies.map(() => 202));
    expect(bodies.filter(([, body]) => !body.duplicate)).toHaveLength(1);
    expect(new Set(bodies.map(([, body]) => JSON.stringify(body.claims))).size).toBe(1);
    expect(await room.db.claim.count()).toBe(1);
    expect(await room.published(ClaimReceived)).toHaveLength(1);
  });

  it('is refused with the place of each fault, and nothing of it is stored', async () => {
    const good = encounterTables();
    const bad = encounterTables({ key: 'LK2' });
    const [drug = {}] = bad.XML2 ?? [];
    drug.DON_GIA = '1e3';
    const [status, problem] = await refused(claimFileXml([good, bad]));
    expect([status, problem.code]).toEqual([422, 'claim.structure-invalid']);
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/HOSO/2/XML2/1/DON_GIA']);
    expect([await room.db.document.count(), await room.db.claim.count(), (await room.outbox()).length]).toEqual([
      0, 0, 0,
    ]);
  });

  it('is refused when it is no XML, too large, or of another facility', async () => {
    const [malformed, problem] = await refused('<GIAMDINHHS>\n<A>');
    expect([malformed, problem.code, problem.line]).toEqual([400, 'request.malformed', 2]);
    const [large, tooLarge] = await refused(`<GIAMDINHHS>${' '.repeat(20_000_000)}</GIAMDINHHS>`);
    expect([large, tooLarge.code]).toEqual([413, 'request.body-too-large']);
    const [foreign, other] = await refused(claimFileXml([encounterTables()]), otherHospital);
    expect([foreign, other.code]).toEqual([422, 'claim.other-facility']);
    const inside = claimFileXml([encounterTables({ summary: { MA_CSKCB: '66002' } })]);
    expect((await refused(inside))[1].code).toBe('claim.other-facility');
    expect(await room.db.document.count()).toBe(0);
  });

  it('is returned with findings, corrected and sent again as a new version, then closed', async () => {
    const { claimId } = await submit([broken()]).then((submission) => ({ claimId: firstOf(submission) }));
    expect((await refused(claimFileXml([encounterTables()])))[1].code).toBe('claim.in-appraisal');
    await appraiseAll();
    const returned = await readClaim(claimId);
    expect(returned).toMatchObject({ status: 'returned', version: 1, fundPays: '0.00' });
    expect(returned.findings.map(({ rule, field, nationalCode }) => [rule, field, nationalCode])).toEqual([
      ['TOTALS', 'T_BNTT', undefined],
      ['TOTALS', 'T_TONGCHI_BV', '34'],
    ]);
    const second = await submit([encounterTables()]);
    expect(firstOf(second)).toBe(claimId);
    await appraiseAll();
    expect(await readClaim(claimId)).toMatchObject({ status: 'accepted', version: 2, findings: [] });
    const versions = (await room.outbox()).map(({ attributes }) => attributes.aggregateversion);
    expect(versions).toEqual([1, 2, 3, 4]);
    const [status, problem] = await refused(claimFileXml([broken(), encounterTables({ key: 'LK5' })]).concat('\n'));
    expect([status, problem.code]).toEqual([409, 'claim.already-accepted']);
    expect(await room.db.claim.count()).toBe(1);
  });

  it('is taken once when several files bring the same encounter at the same moment', async () => {
    const files = Array.from({ length: 6 }, (_, index) => `${claimFileXml([encounterTables()])}<!--${index}-->`);
    const answers = await Promise.all(files.map((xml) => room.as(hospital).post('/v1/claims', xml)));
    const refusals = answers.filter(({ status }) => status !== 202).map(({ body }) => Problem.parse(body).code);
    expect(refusals).toEqual(Array(5).fill('claim.in-appraisal'));
    expect([await room.db.claim.count(), await room.db.document.count()]).toEqual([1, 1]);
  });

  it('is stored with others that come at the same moment, each with its own facility, cause and refusal', async () => {
    await submit([encounterTables({ key: 'LK9' })]);
    await room.db.facility.create({ data: facilityRow('66002') });
    const own = ['LK1', 'LK2', 'LK9', 'LK3'].map((key) => encounterTables({ key }));
    const others = ['LK1', 'LK4'].map((key) => encounterTables({ key, summary: { MA_CSKCB: '66002' } }));
    const answers = await Promise.all([
      ...own.map((tables) => room.as(hospital).post('/v1/claims', `${claimFileXml([tables])}<!---->`)),
      ...others.map((tables) => room.as(otherHospital).post('/v1/claims', claimFileXml([tables], '66002'))),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 409, 202, 202, 202]);
    const causes = new Set<string>();
    for (const { attributes, data } of await receivedEvents()) {
      expect(attributes.tenant).toBe(`facility:${ClaimReceived.data.parse(data).facilityCode}`);
      causes.add(attributes.causationid);
    }
    expect(causes.size).toBe(6);
    expect([await room.db.claim.count(), await room.db.document.count()]).toEqual([6, 6]);
  });

  it('is found to be a duplicate under another MA_LK, whichever is appraised first', async () => {
    await submit(['LK1', 'LK2', 'LK3', 'LK4'].map((key) => encounterTables({ key })));
    const [first, ...later] = await receivedEvents();
    // The later ones before the first, and all at once.
    await Promise.all(later.reverse().map(deliverReceived));
    if (first !== undefined) await deliverReceived(first);
    const claims = await room.db.claim.findMany({ orderBy: { encounterKey: 'asc' } });
    expect(claims.map(({ status }) => status)).toEqual(['accepted', 'returned', 'returned', 'returned']);
    expect(await room.db.claimFinding.findMany({ select: { rule: true }, distinct: 'rule' })).toEqual([
      { rule: 'DUP' },
    ]);
  });

  it('is seen by its own facility and the agency only', async () => {
    const claimId = firstOf(await submit([encounterTables()]));
    const status = async (who: Parameters<typeof room.as>[0], path: string) => (await room.as(who).get(path)).status;
    for (const path of [`/v1/claims/${claimId}`, `/v1/claims/${claimId}/rows`]) {
      expect([await status(hospital, path), await status(officer, path)]).toEqual([200, 200]);
      expect(await status(otherHospital, path)).toBe(404);
    }
    expect((await room.as(otherHospital).get('/v1/claims')).body).toEqual({ items: [] });
  });

  it('is listed by month and status in pages', async () => {
    await submit(['A', 'B', 'C'].map((key, index) => encounterTables({ key, day: 5 - index })));
    await appraiseAll();
    const list = async (query: string) => (await room.as(hospital).get(`/v1/claims?${query}`)).body;
    expect(await list('month=2026-09')).toEqual({ items: [] });
    const first = await list('month=2026-10&status=accepted&pageSize=2');
    expect(first).toMatchObject({ items: [{ encounterKey: 'C' }, { encounterKey: 'B' }] });
    const cursor = (first as { nextCursor: string }).nextCursor;
    expect(await list(`month=2026-10&status=accepted&pageSize=2&cursor=${cursor}`)).toEqual({
      items: [expect.objectContaining({ encounterKey: 'A' })],
    });
  });
});

describe('a check-in', () => {
  const checkIn = (changes: Fields = {}): string => {
    const [summary = {}] = encounterTables().XML1 ?? [];
    const order = { MA_DICH_VU: '02.03', TEN_DICH_VU: 'Khám', NGAY_YL: '202610050801' };
    return tableXml('XML0', [{ ...summary, ...order, ...changes }]);
  };

  it('is one per encounter: sent again it changes only what is new', async () => {
    const first = await room.as(hospital).post('/v1/check-ins', checkIn());
    expect(first).toMatchObject({ status: 201, body: { encounterKey: 'LK1', cardResultCode: '000' } });
    const again = await room.as(hospital).post('/v1/check-ins', checkIn());
    expect(again.body).toEqual(first.body);
    const changed = await room.as(hospital).post('/v1/check-ins', checkIn({ HO_TEN: 'Lê Văn Khác' }));
    // The agency sees that the name is another one; the hospital looks at the card.
    expect(changed.body).toMatchObject({ cardResultCode: '050' });
    expect(await room.db.checkIn.findMany()).toMatchObject([{ cardResultCode: '060' }]);
    const events = await room.published(PatientCheckedIn);
    expect(events.map(({ participantId }) => participantId)).toEqual([PARTICIPANT, PARTICIPANT]);
    expect(await room.db.checkIn.count()).toBe(1);
    const [{ checkInId } = { checkInId: '' }] = await room.db.checkIn.findMany();
    // What changed nothing is in the audit by its door.
    const acts = await room.db.$queryRaw`
      SELECT target, count(*)::int AS times FROM platform.audit WHERE action = 'check-in.take' GROUP BY target ORDER BY 1`;
    expect(acts).toEqual([
      { target: `check-in:${checkInId}`, times: 2 },
      { target: `participant:${PARTICIPANT}`, times: 2 },
    ]);
  });

  it.each(['<CHUKYDONVI/>', '<CHUKYDONVI><Signature Id="s"><A><B><C><D/></C></B></A></Signature></CHUKYDONVI>'])(
    'may be signed: %s',
    async (signature) => {
      const signed = checkIn().replace('</CHI_TIEU_TRANG_THAI_KCB>', `${signature}$&`);
      const answer = await room.as(hospital).post('/v1/check-ins', signed);
      expect(answer).toMatchObject({ status: 201, body: { encounterKey: 'LK1', cardResultCode: '000' } });
    },
  );

  it('is refused for another facility and for faults of form', async () => {
    const other = await room.as(otherHospital).post('/v1/check-ins', checkIn());
    expect([other.status, Problem.parse(other.body).code]).toEqual([422, 'claim.other-facility']);
    const wrong = await room.as(hospital).post('/v1/check-ins', checkIn({ NGAY_VAO: '202613010000', TEN_DICH_VU: '' }));
    const { code, errors } = Problem.parse(wrong.body);
    expect([wrong.status, code]).toEqual([422, 'check-in.structure-invalid']);
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/XML0/1/NGAY_VAO', '/XML0/1/TEN_DICH_VU']);
  });

  it('and its claim are one visit of the participant', async () => {
    await room.as(hospital).post('/v1/check-ins', checkIn());
    const visits = async () => (await room.as(officer).get(`/v1/participants/${PARTICIPANT}/visits`)).body;
    expect(await visits()).toMatchObject([{ claimId: null, status: 'checked-in', leftAt: null, fundPays: null }]);
    const claimId = firstOf(await submit([encounterTables()]));
    await appraiseAll();
    expect(await visits()).toMatchObject([{ claimId, status: 'accepted', fundPays: '403944.00' }]);
  });
});

describe('a settlement', () => {
  const settle = (month = '2026-10') =>
    room.withSecondPerson(officer).post('/v1/settlements', { facilityCode: '66001', month });
  const accept = async (keys: readonly string[]): Promise<void> => {
    await submit(keys.map((key) => encounterTables({ key, day: 5 - (key.charCodeAt(0) - 'A'.charCodeAt(0)) })));
    await appraiseAll();
  };

  it('takes every accepted claim of the month once, however many approve at once', async () => {
    await accept(['A', 'B']);
    const answers = await Promise.all([settle(), settle(), settle()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const settlement = Settlement.parse(answers.find(({ status }) => status === 201)?.body);
    expect(settlement).toMatchObject({ claims: 2, fundPays: '807888.00', amountVnd: '807888', status: 'approved' });
    const { settlementId, facilityCode, month, claims, amountVnd } = settlement;
    expect(await room.published(SettlementApproved)).toEqual([
      { settlementId, facilityCode, month, claims, amountVnd },
    ]);
    await accept(['C']);
    expect((await settle()).body).toMatchObject({ claims: 1, amountVnd: '403944' });
    expect((await settle('2026-09')).status).toBe(409);
  });

  it('is paid with its claims when its payout is paid, and seen by its facility only', async () => {
    await accept(['A']);
    const { settlementId } = Settlement.parse((await settle()).body);
    const payout = {
      payoutId: '0199f000-0000-7000-8000-000000000009',
      kind: 'settlement',
      sourceId: settlementId,
      beneficiary: { kind: 'facility', id: '66001' },
      period: '2026-10',
      amountVnd: '403944',
      channel: 'bank',
      paidAt: '2026-11-10T09:00:00+07:00',
    };
    await room.deliver(PayoutPaid, payout);
    await room.deliver(PayoutPaid, payout, { version: 2 });
    const list = async (who: Parameters<typeof room.as>[0]) => (await room.as(who).get('/v1/settlements')).body;
    expect(await list(hospital)).toMatchObject({ items: [{ settlementId, status: 'paid' }] });
    expect(await list(otherHospital)).toEqual({ items: [] });
    expect(await room.db.claim.findMany({ select: { status: true } })).toEqual([{ status: 'paid' }]);
    expect(await room.deadLetters()).toEqual([]);
  });
});
