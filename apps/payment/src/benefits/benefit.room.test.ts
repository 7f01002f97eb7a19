import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import type { Benefit } from '@ansinh/contracts/payment/api';
import { BenefitDecided } from '@ansinh/contracts/payment/events';
import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { isCheckViolation } from '@ansinh/database';
import {
  APPROVE,
  APPROVER,
  BANK,
  CASH,
  claimOf,
  newPerson,
  OFFICER,
  type PaymentRoom,
  SECOND_OFFICER,
  startPaymentRoom,
} from '../../testing/payment';

const upper = (letter: string): string => letter.toUpperCase();

describe('a claim for a pension', () => {
  let room: PaymentRoom;
  beforeAll(async () => {
    room = await startPaymentRoom();
  });
  afterAll(() => room.stop());

  const registered = async () => {
    const person = newPerson();
    await room.register(person);
    return person;
  };
  const propose = async () => {
    const reply = await room.officer.post('/v1/benefit-claims', claimOf(await registered()));
    return reply.body as Benefit;
  };

  it('is computed, kept with its steps, decided by another officer and told', async () => {
    const person = await registered();
    const proposed = await room.officer.post('/v1/benefit-claims', claimOf(person));
    expect(proposed.status).toBe(201);
    const benefit = proposed.body as Benefit;
    expect(benefit).toMatchObject({
      status: 'proposed',
      payment: 'monthly',
      amountVnd: '4988913',
      proposedBy: OFFICER.subject,
    });
    expect(benefit.calculation.map((step) => step.source)).toContain('Law 41/2024 Art 66');

    const decided = await room.decide(benefit.benefitId);
    expect(decided.body).toMatchObject({ status: 'approved', decidedBy: APPROVER.subject });
    const events = await room.published(BenefitDecided);
    expect(events.find((event) => event.benefitId === benefit.benefitId)).toEqual({
      benefitId: benefit.benefitId,
      participantId: person.participantId,
      kind: 'pension',
      decision: 'approved',
      payment: 'monthly',
      amountVnd: '4988913',
      fromMonth: '2026-10',
    });
  });

  it('is one claim of one person, whatever letters the id is written in', async () => {
    const person = await registered();
    const forms = [
      person.participantId,
      person.participantId.toUpperCase(),
      person.participantId.replace(/[a-f]/, upper),
    ];
    const told: unknown[] = [];
    for (const participantId of forms)
      told.push((await room.officer.post('/v1/benefit-claims', { ...claimOf(person), participantId })).body);
    const again = { status: 409, code: 'benefit.already-claimed' };
    expect(told).toMatchObject([{ participantId: person.participantId, status: 'proposed' }, again, again]);
  });

  it('gives the same answer to the same key, and one benefit', async () => {
    const person = await registered();
    const first = await room.officer.post('/v1/benefit-claims', claimOf(person), { key: 'claim-1' });
    const second = await room.officer.post('/v1/benefit-claims', claimOf(person), { key: 'claim-1' });
    expect(second.text).toBe(first.text);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    const other = await room.officer.post('/v1/benefit-claims', claimOf(newPerson()), { key: 'claim-1' });
    expect(other.body).toMatchObject({ code: 'idempotency.key-reused', status: 422 });
  });

  it('is not decided by the one who proposed it', async () => {
    const { benefitId } = await propose();
    const others = [
      // By the account that proposed it, and by another one of the same person.
      [{ ...APPROVER, subject: OFFICER.subject }, 'approval.same-person'],
      [{ ...APPROVER, person: OFFICER.subject }, 'approval.same-person'],
      [{ ...APPROVER, machine: true }, 'approval.person-required'],
      [{ ...APPROVER, factors: 1 }, 'approval.two-factors-required'],
    ] as const;
    for (const [who, code] of others) {
      const refused = await room.decide(benefitId, APPROVE, room.as(who));
      expect(refused.body).toMatchObject({ code, status: 403 });
    }
    const unchanged = await room.officer.get(`/v1/benefit-claims/${benefitId}`);
    expect(unchanged.body).toMatchObject({ status: 'proposed', decidedBy: null });
  });

  it('is refused for good when who proposed it has lost the right to, and may be proposed anew', async () => {
    const person = await registered();
    const leaving = room.as({ ...OFFICER, subject: 'leaving-officer' });
    const { benefitId } = (await leaving.post('/v1/benefit-claims', claimOf(person))).body as Benefit;
    const gone = { subjectKind: 'account', subject: 'leaving-officer', notBefore: '2026-10-05T02:00:00.000Z' };
    await room.deliver(AccessRevoked, gone);
    const { digest } = (await room.approver.get(`/v1/benefit-claims/${benefitId}`)).body as Benefit;
    await room.deliver(AccessRevoked, { ...gone, endsRequests: true });
    const refused = await room.approver.post(`/v1/benefit-claims/${benefitId}/decisions`, { ...APPROVE, digest });
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'approval.maker-gone' }]);
    const read = await room.officer.get(`/v1/benefit-claims/${benefitId}`);
    expect(read.body).toMatchObject({ status: 'refused', decisionReason: 'approval.maker-gone' });
    const told = (await room.published(BenefitDecided)).filter((one) => one.benefitId === benefitId);
    expect(told).toMatchObject([{ decision: 'refused' }]);
    expect((await room.officer.post('/v1/benefit-claims', claimOf(person))).status).toBe(201);
  });

  it('is kept from its proposer by the database too, by account and by person', async () => {
    const { benefitId } = await propose();
    const { proposedByKey } = await room.db.benefit.findUniqueOrThrow({ where: { id: benefitId } });
    for (const who of [{ decidedBy: OFFICER.subject }, { decidedBy: 'another', decidedByKey: proposedByKey }]) {
      const forged = room.db.benefit.update({
        where: { id: benefitId },
        data: { ...who, status: 'approved', decidedAt: new Date(), decisionReason: 'none' },
      });
      await expect(forged.catch((error: unknown) => isCheckViolation(error))).resolves.toBe(true);
    }
  });

  it('is proposed by a person', async () => {
    const machine = room.as({ ...OFFICER, machine: true });
    const refused = await machine.post('/v1/benefit-claims', claimOf(await registered()));
    expect(refused.body).toMatchObject({ code: 'approval.person-required', status: 403 });
  });

  it('shows the second person the wage record, the account and then the reason, and is decided on what was seen', async () => {
    const person = await registered();
    const proposal = claimOf(person);
    const { benefitId } = (await room.officer.post('/v1/benefit-claims', proposal)).body as Benefit;
    const seen = (await room.approver.get(`/v1/benefit-claims/${benefitId}`)).body as Benefit;
    expect(seen).toMatchObject({ claim: proposal.claim, destination: proposal.destination, decisionReason: null });
    const other = (await room.approver.get(`/v1/benefit-claims/${(await propose()).benefitId}`)).body as Benefit;
    const path = `/v1/benefit-claims/${benefitId}/decisions`;
    const unseen = await room.approver.post(path, { ...APPROVE, digest: other.digest });
    expect([unseen.status, unseen.body]).toMatchObject([409, { code: 'approval.digest-differs' }]);
    expect((await room.approver.post(path, APPROVE)).status).toBe(422);
    await room.db.benefit.update({ where: { id: benefitId }, data: { accountNumber: '0099' } });
    const changed = await room.approver.post(path, { ...APPROVE, digest: seen.digest });
    expect(changed.body).toMatchObject({ code: 'approval.digest-differs' });
    await room.db.benefit.update({ where: { id: benefitId }, data: { accountNumber: `00${person.personalId}` } });
    const decided = await room.approver.post(path, { ...APPROVE, digest: seen.digest });
    expect(decided.body).toMatchObject({ status: 'approved', decisionReason: APPROVE.reason, digest: seen.digest });
  });

  it('is decided once, however many decide at the same time', async () => {
    const { benefitId } = await propose();
    const deciders = [1, 2, 3, 4].map((number) => room.as({ ...APPROVER, subject: `approver-${number}` }));
    const replies = await Promise.all(deciders.map((decider) => room.decide(benefitId, APPROVE, decider)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409, 409]);
    const late = await room.decide(benefitId);
    expect(late.body).toMatchObject({ code: 'benefit.already-decided', status: 409 });
    const events = await room.published(BenefitDecided);
    expect(events.filter((event) => event.benefitId === benefitId)).toHaveLength(1);
  });

  it('may be made again after a refusal, but not beside an open claim', async () => {
    const person = await registered();
    const first = await room.officer.post('/v1/benefit-claims', claimOf(person));
    const { benefitId } = first.body as Benefit;
    const beside = await room.as(SECOND_OFFICER).post('/v1/benefit-claims', claimOf(person));
    expect(beside.body).toMatchObject({ code: 'benefit.already-claimed', benefitId });
    await room.decide(benefitId, { decision: 'refuse', reason: 'no book' });
    const again = await room.officer.post('/v1/benefit-claims', claimOf(person, { destination: CASH }));
    expect(again.status).toBe(201);
  });

  it('is refused for who is not known, differs from the register, is too young or owns another account', async () => {
    const stranger = await room.officer.post('/v1/benefit-claims', claimOf(newPerson()));
    expect(stranger.body).toMatchObject({ code: 'benefit.participant-unknown', status: 409 });
    const person = await registered();
    const refusalOf = async (changes: Parameters<typeof claimOf>[1]) => {
      const reply = await room.officer.post('/v1/benefit-claims', claimOf(person, changes));
      return reply.body;
    };
    expect(await refusalOf({ birthDate: localDate('1965-05-10') })).toMatchObject({ code: 'benefit.person-differs' });
    // Paid months that end with the first month of the pension.
    expect(await refusalOf({ fromMonth: yearMonth('2026-05') })).toMatchObject({
      code: 'benefit.record-invalid',
    });
    const record = [{ fromMonth: yearMonth('2006-05'), toMonth: yearMonth('2026-04'), monthlyWageVnd: '6000000' }];
    expect(await refusalOf({ fromMonth: yearMonth('2026-05'), record })).toMatchObject({
      code: 'benefit.before-retirement-age',
      firstMonth: '2026-06',
    });
    const account = { bankBin: '970436', accountNumber: '0011001932418', accountName: 'NGUYEN VAN KHAC' };
    expect(await refusalOf({ destination: { channel: 'bank', account } })).toMatchObject({
      code: 'payout.account-name-differs',
    });
  });

  it('is nothing for a bank, and nothing without a token', async () => {
    const { benefitId } = await propose();
    const read = await room.as(BANK).get(`/v1/benefit-claims/${benefitId}`);
    expect(read.status).toBe(403);
    const anonymous = await room.anonymous.get(`/v1/benefit-claims/${benefitId}`);
    expect(anonymous.status).toBe(401);
    const decided = await room.decide(benefitId, APPROVE, room.officer);
    expect(decided.body).toMatchObject({ code: 'auth.forbidden' });
  });
});
