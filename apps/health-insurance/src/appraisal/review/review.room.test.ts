import { Problem } from '@ansinh/contracts/catalogue/problems';
import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { type Claim, ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { ClaimAppraised } from '@ansinh/contracts/health-insurance/events';
import { AppraisalQuestion, ClaimDecision, DecidedQuestions } from '@ansinh/contracts/health-insurance/review.api';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED, type Reply, type Room, startRoom } from '@ansinh/testkit';
import { z } from 'zod';
import { appraisedClaim, appraisedFile } from '../../../testing/appraised';
import { claimFileXml, type EncounterInput, encounterTables, OVERDOSE, PROCEDURE } from '../../../testing/claims';
import { cardIssued, facilityRow, UNSIGNED_FILES } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const otherHospital = { role: 'hospital', tenantCode: '66002' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;
type Caller = Parameters<Room<PrismaClient>['as']>[0];

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.createMany({ data: [facilityRow(), facilityRow('66002')] });
  await room.db.appraisalRuleSetting.create({ data: UNSIGNED_FILES });
  await room.deliver(CardIssued, cardIssued());
});
afterEach(() => room.stop());

/** A procedure, and a drug that is asked about twice over: three lines, two questions. */
const asked = (input: EncounterInput = {}): Promise<Claim> =>
  appraisedClaim(room, { lines: [PROCEDURE, OVERDOSE, OVERDOSE], ...input });
const list = async (who: Caller, query = ''): Promise<AppraisalQuestion[]> => {
  const { body } = await room.as(who).get(`/v1/appraisal-questions${query}`);
  return z.object({ items: z.array(AppraisalQuestion) }).parse(body).items;
};
const explain = (claimId: string, question: number, who: Caller = hospital): Promise<Reply> =>
  room.as(who).post(`/v1/claims/${claimId}/explanations`, { explanations: [{ question, text: 'Kê đơn cho 15 ngày' }] });
const decideBy = (claimId: string, ...decisions: unknown[]): Promise<Reply> =>
  room.as(officer).post(`/v1/claims/${claimId}/decisions`, { decisions });
const settle = (): Promise<Reply> =>
  room.withSecondPerson(officer).post('/v1/settlements', { facilityCode: '66001', month: '2026-10' });
const codeOf = ({ status, body }: Reply): [number, string] => [status, Problem.parse(body).code];
const reason = 'Đối chiếu với bệnh án';

describe('the lists of an officer', () => {
  it.each(['appraisal-questions', 'claims', 'settlements', 'advances', 'watch/cases?month=2026-10'])(
    '%s go on from no place that they did not give out',
    async (list) => {
      expect(await answersToForgedCursors(room.as(officer), `/v1/${list}`)).toEqual(FORGED_CURSOR_REFUSED);
    },
  );
});

describe('the questions of the appraisal', () => {
  it('are listed page by page for the agency and for the facility that has to explain', async () => {
    for (const [index, key] of ['A', 'B'].entries()) await asked({ key, day: 5 - index });
    const all = await list(officer);
    expect(all.map(({ encounterKey, finding, state }) => [encounterKey, finding.rule, finding.row, state])).toEqual([
      ['B', 'QTY', 1, 'open'],
      ['B', 'QTY', 2, 'open'],
      ['A', 'QTY', 1, 'open'],
      ['A', 'QTY', 2, 'open'],
    ]);
    const page = await room.as(officer).get('/v1/appraisal-questions?pageSize=3&month=2026-10&facilityCode=66001');
    const first = z.object({ items: z.array(AppraisalQuestion), nextCursor: z.string() }).parse(page.body);
    expect([...first.items, ...(await list(officer, `?pageSize=3&cursor=${first.nextCursor}`))]).toEqual(all);
    expect(await list(hospital)).toEqual(all);
    expect(await list(otherHospital)).toEqual([]);
    expect(await list(officer, '?month=2026-09')).toEqual([]);
    expect(await list(officer, '?rule=LEVEL')).toEqual([]);
  });

  it('are explained by their hospital until they are decided, late or not', async () => {
    const { claimId } = await asked();
    expect(codeOf(await explain(claimId, 1, otherHospital))).toEqual([404, 'request.not-found']);
    expect(codeOf(await explain(claimId, 7))).toEqual([422, 'claim.question-not-open']);
    expect((await explain(claimId, 1)).status).toBe(200);
    // Monday 5 October: the third working day after it is Thursday.
    expect(await list(officer, '?state=explained')).toMatchObject([
      { question: 1, dueOn: '2026-10-08', overdue: false, explanation: { text: 'Kê đơn cho 15 ngày', late: false } },
    ]);
    room.clock.set('2026-10-08T23:00:00+07:00');
    expect(await list(officer, '?overdue=true')).toEqual([]);
    room.clock.set('2026-10-09T08:00:00+07:00');
    expect(await list(officer, '?overdue=true')).toMatchObject([{ question: 2, state: 'open', overdue: true }]);
    await explain(claimId, 2);
    expect((await list(officer)).map(({ explanation }) => explanation?.late)).toEqual([false, true]);
    await decideBy(claimId, { question: 2, result: 'pay', reason });
    expect(codeOf(await explain(claimId, 2))).toEqual([422, 'claim.question-not-open']);
  });

  it('hold the claim back from its settlement until an officer has decided them, and what is refused is not paid', async () => {
    const claim = await asked();
    expect(claim).toMatchObject({ status: 'accepted', openQuestions: 2, fundClaimed: claim.fundPays });
    expect(codeOf(await settle())).toEqual([409, 'settlement.nothing-to-settle']);
    await decideBy(claim.claimId, { question: 1, result: 'pay', reason });
    expect(codeOf(await settle())).toEqual([409, 'settlement.nothing-to-settle']);
    const decided = await decideBy(claim.claimId, { question: 2, result: 'refuse', reason });
    // The two drugs were 31,992.00 each of the fund (30 x 1,333 x 80 %).
    expect(decided.body).toMatchObject({ status: 'accepted', openQuestions: 0, fundPays: '333192.00' });
    expect(claim.fundPays).toBe('365184.00');
    const rows = await room.as(hospital).get(`/v1/claims/${claim.claimId}/rows?table=XML2`);
    expect(rows.body).toMatchObject([
      { row: 1, answer: { fundPays: '31992.00', refused: false } },
      { row: 2, answer: { fundPays: '0.00', refused: true } },
    ]);
    const told = await room.published(ClaimAppraised);
    expect(told.map(({ fundPays, openQuestions }) => [fundPays, openQuestions])).toEqual([
      ['365184.00', 2],
      ['333192.00', undefined],
    ]);
    const account = await room.db.coPayment.findMany();
    // The co-payments of the procedure (75,300.00) and of the drug that is paid (7,998.00).
    expect(account.map(({ amount }) => amount)).toEqual([8_329_800n]);
    expect((await settle()).body).toMatchObject({ claims: 1, fundPays: '333192.00' });
  });

  it('are told to be open as long as they are, also when all of them end as they were claimed', async () => {
    const { claimId } = await asked();
    for (const question of [1, 2]) await decideBy(claimId, { question, result: 'pay', reason });
    const told = await room.published(ClaimAppraised);
    expect(told.map(({ fundPays, openQuestions }) => [fundPays, openQuestions])).toEqual([
      ['365184.00', 2],
      ['365184.00', undefined],
    ]);
  });

  it('are decided by the hundred, those that nobody explained in time', async () => {
    const claims: Claim[] = [];
    for (const [index, key] of ['A', 'B', 'C'].entries()) claims.push(await asked({ key, day: 5 - index }));
    await explain(claims[0]?.claimId ?? '', 1);
    room.clock.set('2026-10-09T08:00:00+07:00');
    const refuse = (caller: Caller) =>
      room.as(caller).post('/v1/appraisal-questions/decisions', { overdue: true, result: 'refuse', reason });
    expect((await refuse(hospital)).status).toBe(403);
    expect(DecidedQuestions.parse((await refuse(officer)).body)).toEqual({ questions: 5, claims: 3, more: false });
    expect(DecidedQuestions.parse((await refuse(officer)).body)).toEqual({ questions: 0, claims: 0, more: false });
    expect(await list(officer)).toMatchObject([{ encounterKey: 'A', question: 1, state: 'explained' }]);
    expect(await list(officer, '?state=decided')).toHaveLength(5);
  });
});

describe('the audit of decisions', () => {
  const acts = (target: string) => room.db.$queryRaw<{ action: string; changed: boolean; reason: string | null }[]>`
    SELECT action, reason, before_digest <> after_digest AS changed, before_digest = lag(after_digest)
      OVER (ORDER BY position) AS "goesOn" FROM platform.audit
    WHERE target = ${target} AND action LIKE 'claim.%' ORDER BY position`;
  const written = expect.stringMatching(/^\d+ characters, d1\.development-2\.[A-Za-z0-9_-]{43}$/);

  it('names each claim that one request decides, with what it was and is, and tells nothing of the reason', async () => {
    const claims: Claim[] = [];
    for (const [index, key] of ['A', 'B'].entries()) claims.push(await asked({ key, day: 5 - index }));
    const body = { facilityCode: '66001', result: 'refuse', reason };
    expect((await room.as(officer).post('/v1/appraisal-questions/decisions', body)).body).toMatchObject({ claims: 2 });
    for (const { claimId } of claims)
      expect(await acts(`claim:${claimId}`)).toMatchObject([
        { action: 'claim.decide', changed: true, reason: written },
      ]);
  });

  it('goes on from what the act before it left when a claim is sent back', async () => {
    const { claimId } = await asked();
    await explain(claimId, 1);
    await decideBy(claimId, { question: 2, result: 'pay', reason });
    await room.as(officer).post(`/v1/claims/${claimId}/return`, { reason });
    expect(await acts(`claim:${claimId}`)).toMatchObject([
      { action: 'claim.explain', reason: null },
      { action: 'claim.decide', changed: true, reason: written },
      { action: 'claim.return', changed: true, goesOn: true, reason: written },
    ]);
  });
});

describe('a claim under review', () => {
  it('is decided line by line, and the acts are kept with their reasons and effects', async () => {
    const { claimId, fundPays } = await appraisedClaim(room, { lines: [PROCEDURE, PROCEDURE] });
    expect(fundPays).toBe('602400.00');
    await decideBy(claimId, { table: 'XML3', row: 1, result: 'reduce', fundPays: '100.01', reason });
    await decideBy(claimId, { table: 'XML3', row: 2, result: 'refuse', reason });
    await decideBy(claimId, { table: 'XML3', row: 2, result: 'pay', reason });
    const acts = z.array(ClaimDecision).parse((await room.as(hospital).get(`/v1/claims/${claimId}/decisions`)).body);
    expect(
      acts.map(({ result, row, fundPaysBefore, fundPaysAfter }) => [result, row, fundPaysBefore, fundPaysAfter]),
    ).toEqual([
      ['reduce', 1, '602400.00', '301300.01'],
      ['refuse', 2, '301300.01', '100.01'],
      ['pay', 2, '100.01', '301300.01'],
    ]);
    expect((await room.as(otherHospital).get(`/v1/claims/${claimId}/decisions`)).status).toBe(404);
    expect((await room.as(hospital).post(`/v1/claims/${claimId}/decisions`, { decisions: [] })).status).toBe(403);
  });

  it('takes all decisions of a request or none', async () => {
    const { claimId } = await appraisedClaim(room, { lines: [PROCEDURE] });
    const answer = await decideBy(
      claimId,
      { table: 'XML3', row: 1, result: 'refuse', reason },
      { table: 'XML3', row: 9, result: 'refuse', reason },
    );
    expect(answer.body).toMatchObject({
      code: 'claim.decision-impossible',
      errors: [{ pointer: '/decisions/1/row' }],
    });
    expect([await room.db.claimDecision.count(), await room.db.claimLine.count({ where: { refused: true } })]).toEqual([
      0, 0,
    ]);
  });

  it('is sent back by an officer, leaves the account of its person, and comes again as a new version', async () => {
    const { claimId } = await asked();
    const returned = await room.as(officer).post(`/v1/claims/${claimId}/return`, { reason });
    expect(returned.body).toMatchObject({
      status: 'returned',
      outcome: 'returned',
      fundPays: '0.00',
      openQuestions: 0,
    });
    expect((await room.published(ClaimAppraised)).at(-1)).toMatchObject({
      outcome: 'returned',
      ruleCodes: ['OFFICER'],
    });
    expect([await room.db.coPayment.count(), await list(officer)]).toEqual([0, []]);
    expect(codeOf(await decideBy(claimId, { question: 1, result: 'pay', reason }))).toEqual([409, 'claim.not-open']);
    const again = await appraisedFile(room, claimFileXml([encounterTables({ lines: [PROCEDURE] })]));
    expect(again).toMatchObject({ claimId, version: 2, status: 'accepted', openQuestions: 0 });
  });

  it('is not decided any more once it is settled', async () => {
    const { claimId } = await appraisedClaim(room, { lines: [PROCEDURE] });
    await settle();
    const line = { table: 'XML3', row: 1, result: 'refuse', reason };
    expect(codeOf(await decideBy(claimId, line))).toEqual([409, 'claim.not-open']);
    expect(codeOf(await room.as(officer).post(`/v1/claims/${claimId}/return`, { reason }))).toEqual([
      409,
      'claim.not-open',
    ]);
  });

  it('is taken by two officers at once as if one came after the other', async () => {
    const { claimId } = await asked();
    const answers = await Promise.all(
      ['pay', 'refuse'].map((result) => decideBy(claimId, { question: 1, result, reason })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(await room.db.claimDecision.count()).toBe(1);
    const unknown = ClaimSubmission.shape.submissionId.parse('0199f000-0000-7000-8000-0000000000ff');
    expect(codeOf(await decideBy(unknown, { question: 1, result: 'pay', reason }))).toEqual([404, 'request.not-found']);
  });
});
