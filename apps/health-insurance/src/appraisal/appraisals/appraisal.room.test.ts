import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { AppraisalRule, type Claim } from '@ansinh/contracts/health-insurance/api';
import { ClaimAppraised, ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { type Room, startRoom } from '@ansinh/testkit';
import { z } from 'zod';
import { appraisedClaim } from '../../../testing/appraised';
import { claimFileXml, type EncounterInput, encounterTables, OVERDOSE, PROCEDURE } from '../../../testing/claims';
import { cardIssued, facilityRow, OTHER_CARD, UNSIGNED_FILES } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.create({ data: facilityRow() });
  await room.db.appraisalRuleSetting.create({ data: UNSIGNED_FILES });
  await room.deliver(CardIssued, cardIssued());
});
afterEach(() => room.stop());

const sized = (data: ClaimReceived, sizeBytes = data.payload.sizeBytes): ClaimReceived => ({
  ...data,
  payload: { ...data.payload, sizeBytes },
});

const appraised = (input: EncounterInput): Promise<Claim> => appraisedClaim(room, input);

describe('the rules of the appraisal', () => {
  it('are listed with their sources, and as they are on a day', async () => {
    const rules = z.array(AppraisalRule).parse((await room.as(hospital).get('/v1/appraisal-rules')).body);
    expect(rules.map(({ code }) => code)).toEqual(expect.arrayContaining(['ARITH', 'LEVEL', 'QTY', 'TOTALS']));
    const changed = rules.filter(({ enabled, setFrom }) => !enabled || setFrom !== null);
    expect(changed).toMatchObject([{ code: 'SIGNATURE', enabled: false, setFrom: '2026-01-01' }]);
  });

  it('are switched off and on by an officer from a day on, and the claims after it follow', async () => {
    const change = (from: string, enabled: boolean) =>
      room.withSecondPerson(officer).put('/v1/appraisal-rules/QTY', { from, enabled, reason: 'letter 12/BHXH-GĐ' });
    const off = await change('2026-10-01', false);
    expect(off.body).toMatchObject({ code: 'QTY', enabled: false, setFrom: '2026-10-01' });
    const lines = [PROCEDURE, OVERDOSE];
    expect((await appraised({ key: 'A', lines, day: 4 })).findings).toEqual([]);
    await change('2026-10-05', true);
    expect((await appraised({ key: 'B', lines })).findings).toMatchObject([{ rule: 'QTY' }]);
    const on = async (date: string) => {
      const rules = z.array(AppraisalRule).parse((await room.as(officer).get(`/v1/appraisal-rules?date=${date}`)).body);
      return rules.find(({ code }) => code === 'QTY')?.enabled;
    };
    expect([await on('2026-09-30'), await on('2026-10-01'), await on('2026-10-05')]).toEqual([true, false, true]);
    const audit = await room.db.$queryRaw`
      SELECT action, target, outcome, before_digest <> after_digest AS changed FROM platform.audit WHERE action LIKE 'appraisal-rule.%' ORDER BY position`;
    expect(audit).toEqual([
      {
        action: 'appraisal-rule.change',
        target: 'appraisal-rule:QTY',
        outcome: 'disabled from 2026-10-01',
        changed: true,
      },
      {
        action: 'appraisal-rule.change',
        target: 'appraisal-rule:QTY',
        outcome: 'enabled from 2026-10-05',
        changed: true,
      },
    ]);
  });

  it('keep a limit that was set when they are switched off and on again', async () => {
    const put = async (change: object) => {
      const reply = await room
        .withSecondPerson(officer)
        .put('/v1/appraisal-rules/TOTALS', { reason: 'letter 13/BHXH', ...change });
      return AppraisalRule.parse(reply.body).parameters.map(({ value }) => value);
    };
    const from = '2026-10-01';
    const [byDefault] = await put({ from, enabled: true });
    expect(byDefault).not.toBe(500);
    expect(await put({ from, enabled: true, parameters: { toleranceHundredths: 500 } })).toEqual([500]);
    expect(await put({ from, enabled: false })).toEqual([500]);
    expect(await put({ from: '2026-10-05', enabled: true })).toEqual([500]);
    expect(await put({ from: '2026-10-05', enabled: true, parameters: {} })).toEqual([byDefault]);
  });

  it('stay as they are until a second person has seen what they are and what they would be', async () => {
    const change = { from: '2026-10-01', enabled: false, reason: 'letter 14/BHXH' };
    const held = await room.as(officer).put('/v1/appraisal-rules/QTY', change);
    expect([held.status, held.body]).toMatchObject([
      202,
      {
        kind: 'PUT /v1/appraisal-rules/:code',
        thing: 'appraisal-rule:QTY',
        shows: { body: change, now: { enabled: true }, answer: { enabled: false, setFrom: '2026-10-01' } },
      },
    ]);
    expect(await room.db.appraisalRuleSetting.count({ where: { rule: 'QTY' } })).toBe(0);
  });

  it('are refused a parameter that they do not have, and are not for hospitals', async () => {
    const change = { from: '2026-10-01', enabled: true, parameters: { unknown: 1 }, reason: 'a try' };
    const put = async (who: Parameters<typeof room.as>[0], code: string) =>
      (await room.as(who).put(`/v1/appraisal-rules/${code}`, change)).status;
    expect([await put(officer, 'TOTALS'), await put(officer, 'NONE'), await put(hospital, 'TOTALS')]).toEqual([
      422, 404, 403,
    ]);
  });
});

describe('the same stay sent again', () => {
  const dear: EncounterInput = { key: 'A', lines: [PROCEDURE, OVERDOSE] };
  const again = (summary: Record<string, string>, more: Partial<EncounterInput> = {}): EncounterInput => ({
    ...dear,
    key: 'B',
    summary,
    ...more,
  });

  it.each([
    ['another month of settlement', again({ THANG_QT: '11' })],
    ['another main disease', again({ MA_BENH_CHINH: 'K29.7' })],
    ['a name without accents', again({ HO_TEN: 'TRAN THI THU' })],
    ['another kind of care', again({ MA_LOAI_KCB: '10' })],
    ['times an hour later', again({ NGAY_VAO: '202610050805', NGAY_RA: '202610051130' })],
    ['a part of its lines', again({}, { lines: [PROCEDURE] })],
    ['a price that is three dong higher', again({}, { lines: [{ ...PROCEDURE, price: 376_503_000n }, OVERDOSE] })],
    [
      'the order in another minute, by the same doctor',
      again(
        {},
        { lines: [{ ...PROCEDURE, fields: { NGAY_YL: '202610050910', NGAY_TH_YL: '202610050915' } }, OVERDOSE] },
      ),
    ],
  ])('comes back with %s', async (_, second) => {
    room.clock.set('2026-11-05T08:00:00+07:00');
    expect((await appraised(dear)).status).toBe('accepted');
    const { status, findings } = await appraised(second);
    expect([status, findings.filter(({ rule }) => rule === 'DUP').map(({ expected }) => expected)]).toEqual([
      'returned',
      ['A'],
    ]);
  });

  it('is found by the register when it names another card of the person', async () => {
    const card = { ...OTHER_CARD, participantId: cardIssued().participantId };
    await room.deliver(CardIssued, cardIssued(card), { id: card.cardId });
    expect((await appraised(dear)).status).toBe('accepted');
    const { findings } = await appraised(again({ MA_THE_BHYT: card.cardNumber }));
    expect(findings.map(({ rule }) => rule)).toContain('DUP');
  });

  it('is another one when it is another day, or another person', async () => {
    await room.deliver(CardIssued, cardIssued(OTHER_CARD), { id: OTHER_CARD.cardId });
    await appraised(dear);
    const answers = [
      await appraised(again({}, { day: 4 })),
      await appraised({ ...dear, key: 'C', summary: { MA_THE_BHYT: OTHER_CARD.cardNumber } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  });
});

describe('findings', () => {
  it('are all kept and all counted, and read by pages', async () => {
    const LINES = 520;
    const lines = Array.from({ length: LINES }, () => OVERDOSE);
    const { claimId, findings, findingCount, openQuestions } = await appraised({ lines });
    expect([findings.length, findingCount, openQuestions]).toEqual([500, LINES, LINES]);
    const page = await room.as(hospital).get(`/v1/claims/${claimId}/findings?severity=ask&pageSize=100`);
    expect(page.body).toMatchObject({ items: { length: 100, 0: { number: 1, rule: 'QTY' } } });
    const { nextCursor } = page.body as { nextCursor: string };
    const next = await room.as(hospital).get(`/v1/claims/${claimId}/findings?pageSize=100&cursor=${nextCursor}`);
    expect(next.body).toMatchObject({ items: { 0: { number: 101 } } });
    const stranger = { role: 'hospital', tenantCode: '66002' } as const;
    expect((await room.as(stranger).get(`/v1/claims/${claimId}/findings`)).status).toBe(404);
  });
});

describe('visits of one person that meet', () => {
  beforeEach(() => room.clock.set('2026-10-08T08:00:00+07:00'));

  const stay = (key: string, from: string, to: string): EncounterInput => ({
    key,
    lines: [{ ...PROCEDURE, price: 500_000_000n, fields: { NGAY_YL: `${from}0815`, NGAY_TH_YL: `${from}0815` } }],
    summary: {
      MA_LOAI_KCB: '03',
      NGAY_VAO: `${from}0800`,
      NGAY_RA: `${to}1000`,
      NGAY_TTOAN: '',
      SO_NGAY_DTRI: '3',
    },
  });

  it('are paid once: the second stay in the same nights is refused, and an exam for what was done in a stay comes back', async () => {
    expect((await appraised(stay('A', '20261001', '20261003'))).fundPays).toBe('400000.00');
    const second = await appraised(stay('B', '20261002', '20261004'));
    expect(second).toMatchObject({
      status: 'accepted',
      fundPays: '0.00',
      findings: [{ rule: 'OVERLAP', severity: 'refuse' }],
    });
    // A refused stay stands in nobody's way.
    expect((await appraised(stay('C', '20261003', '20261005'))).findings).toEqual([]);
    const exam = stay('D', '20261003', '20261003');
    const again = await appraised({ ...exam, summary: { ...exam.summary, MA_LOAI_KCB: '01', SO_NGAY_DTRI: '0' } });
    expect(again.findings.map(({ rule, severity, table, row }) => [rule, severity, table, row])).toEqual([
      ['DUP', 'return', 'XML1', 1],
    ]);
  });

  it.each([
    ['at once', undefined],
    ['one after another, when they are too large to be read together', 30_000_000],
  ])('are appraised in one batch as if they came one by one, each by the event of its own: %s', async (_, bytes) => {
    await room.deliver(CardIssued, cardIssued(OTHER_CARD), { id: OTHER_CARD.cardId });
    const own = ['A', 'B'].map((key, index) =>
      encounterTables(stay(key, `2026100${index + 1}`, `2026100${index + 3}`)),
    );
    const other = encounterTables({ key: 'C', lines: [PROCEDURE], summary: { MA_THE_BHYT: OTHER_CARD.cardNumber } });
    const answer = await room.as(hospital).post('/v1/claims', claimFileXml([...own, other]));
    expect(answer.status).toBe(202);
    const received = (await room.outbox()).filter(({ attributes }) => attributes.type === ClaimReceived.type);
    await room.deliverAll(
      ClaimReceived,
      received.map(({ attributes, data }) => ({
        data: sized(ClaimReceived.data.parse(data), bytes),
        delivery: { id: attributes.subject, version: attributes.aggregateversion, eventId: attributes.id },
      })),
    );
    const claims = await room.db.claim.findMany({ orderBy: { encounterKey: 'asc' } });
    // The second stay in the same nights is refused because the first one of the batch was accepted.
    expect(claims.map(({ status, fundPays }) => [status, fundPays])).toEqual([
      ['accepted', 40_000_000n],
      ['accepted', 0n],
      ['accepted', 30_120_000n],
    ]);
    const causes = new Map(received.map(({ attributes }) => [attributes.subject, attributes.id]));
    const answers = (await room.outbox()).filter(({ attributes }) => attributes.type === ClaimAppraised.type);
    expect(answers).toHaveLength(3);
    for (const { attributes } of answers) expect(attributes.causationid).toBe(causes.get(attributes.subject));
  });

  it('are appraised one after another, however many come at once', async () => {
    const visits = ['A', 'B', 'C', 'D'].map((key, index) => stay(key, `2026100${index + 1}`, `2026100${index + 3}`));
    const answer = await room.as(hospital).post('/v1/claims', claimFileXml(visits.map(encounterTables)));
    expect(answer.status).toBe(202);
    const events = (await room.outbox()).filter(({ attributes }) => attributes.type === ClaimReceived.type);
    await Promise.all(
      events.map(({ attributes, data }) =>
        room.deliver(ClaimReceived, ClaimReceived.data.parse(data), {
          id: attributes.subject,
          version: attributes.aggregateversion,
          eventId: attributes.id,
        }),
      ),
    );
    const claims = await room.db.claim.findMany({ orderBy: { encounterKey: 'asc' } });
    const paid = claims.filter(({ fundPays }) => fundPays !== 0n).map(({ encounterKey }) => encounterKey);
    // Which of two that meet comes first is open; that never both are paid is not.
    for (const [index, key] of paid.entries()) {
      const next = paid[index + 1];
      if (next !== undefined) expect(next.charCodeAt(0) - key.charCodeAt(0)).toBeGreaterThan(1);
    }
    expect(paid.length).toBeGreaterThan(0);
  });
});
