import { CalendarDaySet, LawChanged } from '@ansinh/contracts/enrollment/events';
import type { Benefit, ProposeBenefit } from '@ansinh/contracts/payment/api';
import type { FuneralClaim } from '@ansinh/contracts/payment/benefits/funeral.api';
import { BenefitDecided, PayoutCreated, PayoutPaid } from '@ansinh/contracts/payment/events';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { ROOM_START } from '@ansinh/testkit';
import {
  APPROVE,
  accountOf,
  BIRTH_DATE,
  CASH,
  claimOf,
  newPerson,
  OFFICER,
  type PaymentRoom,
  type Person,
  pain002Of,
  startPaymentRoom,
} from '../../testing/payment';

describe('a funeral allowance', () => {
  let room: PaymentRoom;
  beforeAll(async () => {
    room = await startPaymentRoom();
  });
  afterAll(() => room.stop());

  const registered = async (): Promise<Person> => {
    const person = newPerson();
    await room.register(person);
    return person;
  };
  const funeralOf = (deceased: Person, receiver: Person, changes: Partial<FuneralClaim> = {}): ProposeBenefit => ({
    kind: 'funeral',
    participantId: receiver.participantId,
    destination: accountOf(receiver),
    claim: {
      deceased: { participantId: deceased.participantId, fullName: deceased.fullName, birthDate: BIRTH_DATE },
      diedOn: localDate('2026-09-20'),
      paidMonths: { compulsory: 240, voluntary: 0 },
      onPension: false,
      ...changes,
    },
  });

  it('is owed at once when it is approved, to whoever saw to the burial, and is no part of a run', async () => {
    const [deceased, daughter] = [await registered(), await registered()];
    const benefit = await room.approved({ ...funeralOf(deceased, daughter), destination: CASH });
    expect(benefit).toMatchObject({
      kind: 'funeral',
      participantId: daughter.participantId,
      status: 'approved',
      payment: 'once',
      fromMonth: '2026-09',
      amountVnd: '25300000',
      proposedBy: OFFICER.subject,
    });
    const payout = await room.onlyPayoutOf(daughter);
    expect(payout).toMatchObject({ kind: 'funeral', period: '2026-09', amountVnd: '25300000', status: 'created' });
    const told = (await room.published(BenefitDecided)).find(({ benefitId }) => benefitId === benefit.benefitId);
    expect(told).toEqual({
      benefitId: benefit.benefitId,
      participantId: daughter.participantId,
      kind: 'funeral',
      decision: 'approved',
      payment: 'once',
      amountVnd: '25300000',
      fromMonth: '2026-09',
      subjectId: deceased.participantId,
    });
    const created = (await room.published(PayoutCreated)).filter(({ sourceId }) => sourceId === benefit.benefitId);
    expect(created).toMatchObject([
      { kind: 'funeral', amountVnd: '25300000', channel: 'post-office', postOfficeCode: '630000' },
    ]);

    await room.run('2026-09');
    await room.run('2026-10');
    expect(await room.payoutsOf(daughter)).toHaveLength(1);

    const cash = { receiverPersonalId: daughter.personalId, paidAt: '2026-10-05T08:00:00+07:00', clerk: 'quay 3' };
    const paid = await room.post.post(`/v1/payouts/${payout.payoutId}/cash-payments`, {
      ...cash,
      amountVnd: '25300000',
    });
    expect(paid.status).toBe(200);
    expect(await room.published(PayoutPaid)).toMatchObject([{ kind: 'funeral', sourceId: benefit.benefitId }]);
    expect(await room.balances()).toMatchObject({ 'fund:pension': '25300000', 'post-office:630000': '-25300000' });
  });

  it('is decided by another officer, and owed by nobody when it is refused', async () => {
    const [deceased, son] = [await registered(), await registered()];
    const proposed = await room.officer.post('/v1/benefit-claims', funeralOf(deceased, son));
    const { benefitId } = proposed.body as Benefit;
    const same = room.as({ role: 'approver', tenantCode: '66', subject: OFFICER.subject });
    const own = await room.decide(benefitId, APPROVE, same);
    expect(own.body).toMatchObject({ code: 'approval.same-person', status: 403 });
    const refusal = { decision: 'refuse', reason: 'no death certificate' };
    await room.decide(benefitId, refusal);
    expect(await room.payoutsOf(son)).toEqual([]);
  });

  it('is granted once for a death, in whatever letters the id of the deceased is written', async () => {
    const [deceased, son, daughter] = [await registered(), await registered(), await registered()];
    expect((await room.officer.post('/v1/benefit-claims', funeralOf(deceased, son))).status).toBe(201);
    const capitals = { ...deceased, participantId: deceased.participantId.toUpperCase() };
    const again = await room.officer.post('/v1/benefit-claims', funeralOf(capitals, daughter));
    expect([again.status, again.body]).toMatchObject([409, { code: 'benefit.already-claimed' }]);
  });

  it('is granted once for a death, whoever claims it and however many at once', async () => {
    const deceased = await registered();
    const relatives = await Promise.all([1, 2, 3, 4].map(registered));
    const replies = await Promise.all(
      relatives.map((relative) => room.officer.post('/v1/benefit-claims', funeralOf(deceased, relative))),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const standing = replies.find(({ status }) => status === 201)?.body as Benefit;
    const late = await room.officer.post('/v1/benefit-claims', funeralOf(deceased, relatives[0] ?? newPerson()));
    expect(late.body).toMatchObject({ code: 'benefit.already-claimed', benefitId: standing.benefitId });
    await room.decide(standing.benefitId, { decision: 'refuse', reason: 'x' });
    const again = await room.officer.post('/v1/benefit-claims', funeralOf(deceased, relatives[1] ?? newPerson()));
    expect(again.status).toBe(201);
  });

  it('is received by nobody whose own death is proved at the same moment', async () => {
    const propose = async (deceased: Person, receiver: Person): Promise<string> => {
      const reply = await room.officer.post('/v1/benefit-claims', funeralOf(deceased, receiver));
      return (reply.body as Benefit).benefitId;
    };
    const pairs = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const [one, other] = [await registered(), await registered()];
        return { people: [one, other], claims: [await propose(one, other), await propose(other, one)] };
      }),
    );
    const decided = await Promise.all(pairs.map(({ claims }) => Promise.all(claims.map((id) => room.decide(id)))));
    for (const replies of decided) {
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'benefit.receiver-deceased' });
    }
    for (const { people } of pairs) {
      const payouts = await Promise.all(people.map((person) => room.payoutsOf(person)));
      expect(payouts.flat()).toHaveLength(1);
    }
  });

  it('is received by nobody whose own death was proved, nor is anything else, also not what was asked for before', async () => {
    const [first, second, son] = [await registered(), await registered(), await registered()];
    const before = await room.officer.post('/v1/benefit-claims', funeralOf(first, second));
    const proof = await room.approved(funeralOf(second, son));
    const { benefitId } = before.body as Benefit;
    const dead = { code: 'benefit.receiver-deceased', status: 409, benefitId: proof.benefitId };
    const late = await room.decide(benefitId);
    expect(late.body).toMatchObject(dead);
    const refused = await room.decide(benefitId, { decision: 'refuse', reason: 'the receiver has died' });
    expect(refused.status).toBe(200);
    expect((await room.officer.post('/v1/benefit-claims', funeralOf(first, second))).body).toMatchObject(dead);
    expect((await room.officer.post('/v1/benefit-claims', claimOf(second))).body).toMatchObject(dead);
    expect(await room.payoutsOf(second)).toEqual([]);
    expect((await room.approved(funeralOf(first, son))).status).toBe('approved');
  });

  it('is claimed without a reason as long as the calendar moves the last day of its term', async () => {
    const [deceased, son] = [await registered(), await registered()];
    const claim = () =>
      room.officer.post('/v1/benefit-claims', funeralOf(deceased, son, { diedOn: localDate('2026-07-05') }));
    // The 90th day is Saturday 3 October, and Monday 5 October is today.
    const day = localDate('2026-10-05');
    room.clock.set('2026-10-06T09:00:00+07:00');
    expect((await claim()).body).toMatchObject({ errors: [{ pointer: '/claim/lateReason' }] });
    const off = { day, kind: 'off', name: 'Nghỉ bù', source: 'Notice 1', confirmed: true } as const;
    await room.deliver(CalendarDaySet, off, { id: day, version: 1 });
    expect((await claim()).status).toBe(201);
    room.clock.set(ROOM_START);
  });

  it('is of the law of the day of the death, and one that was granted by another stays', async () => {
    const [before, after, son] = [await registered(), await registered(), await registered()];
    const granted = await room.approved(funeralOf(before, son, { diedOn: localDate('2026-09-30') }));
    const told = { parameter: 'base-salary', firstDay: '2026-10-01', value: '3000000', source: 'Decree 1/2026' };
    await room.deliver(LawChanged, told, { id: 'base-salary/2026-10-01', version: 1 });
    const later = await room.approved(funeralOf(after, son, { diedOn: localDate('2026-10-01') }));
    expect(later.amountVnd).toBe('30000000');
    const read = await room.officer.get(`/v1/benefit-claims/${granted.benefitId}`);
    expect(read.body).toMatchObject({ amountVnd: '25300000' });
    await room.deliver(
      LawChanged,
      { ...told, value: null, source: 'not signed' },
      { id: 'base-salary/2026-10-01', version: 2 },
    );
  });

  it('stands beside the pension of its receiver, and two deaths are two allowances', async () => {
    const child = await room.approvedPension();
    for (const parent of [await registered(), await registered()]) await room.approved(funeralOf(parent, child));
    await room.run();
    const kinds = (await room.payoutsOf(child)).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['funeral', 'funeral', 'pension']);
  });

  it('is refused for a death that nobody can believe, and for a stranger', async () => {
    const [deceased, receiver] = [await registered(), await registered()];
    const refusalOf = async (proposal: ProposeBenefit) =>
      (await room.officer.post('/v1/benefit-claims', proposal)).body;
    expect(await refusalOf(funeralOf(deceased, receiver, { diedOn: localDate('2026-10-06') }))).toMatchObject({
      code: 'benefit.claim-invalid',
      errors: [{ pointer: '/claim/diedOn' }],
    });
    expect(await refusalOf(funeralOf(receiver, receiver))).toMatchObject({
      code: 'benefit.claim-invalid',
      errors: [{ pointer: '/participantId' }],
    });
    const stranger = newPerson();
    expect(await refusalOf(funeralOf(stranger, receiver))).toMatchObject({
      code: 'benefit.participant-unknown',
      participantId: stranger.participantId,
    });
    const few = { paidMonths: { compulsory: 11, voluntary: 0 } };
    expect(await refusalOf(funeralOf(deceased, receiver, few))).toMatchObject({ code: 'benefit.not-entitled' });
    const elsewhere = { ...funeralOf(deceased, receiver), destination: accountOf(deceased) };
    expect(await refusalOf(elsewhere)).toMatchObject({ code: 'payout.account-name-differs' });
  });
});

describe('a kind of benefit that this release does not know', () => {
  let room: PaymentRoom;
  beforeAll(async () => {
    room = await startPaymentRoom();
  });
  afterAll(() => room.stop());

  it('is refused at the door with what is known', async () => {
    const reply = await room.officer.post('/v1/benefit-claims', { kind: 'jubilee', participantId: newId() });
    expect(reply.status).toBe(422);
    expect(reply.text).toContain('pension');
    expect(reply.text).toContain('funeral');
  });

  it('is shown, and its payouts go their way, when a later release has stored it', async () => {
    const pensioner = await room.approvedPension({ destination: CASH });
    await room.db.$executeRaw`
      INSERT INTO benefits SELECT (jsonb_populate_record(benefits, ${JSON.stringify({ id: newId(), kind: 'jubilee' })}::jsonb)).*
      FROM benefits WHERE kind = 'pension'`;
    const stored = await room.db.benefit.findFirstOrThrow({ where: { kind: 'jubilee' } });
    const shown = await room.officer.get(`/v1/benefit-claims/${stored.id}`);
    expect(shown.body).toMatchObject({ kind: 'jubilee', status: 'approved', amountVnd: '4988913' });

    // Nobody here knows what it comes to in a month, so that a run leaves it to the release that does.
    expect((await room.run()).body).toMatchObject({ payouts: 1 });
    await room.db.$executeRaw`
      INSERT INTO payouts SELECT (jsonb_populate_record(payouts, ${JSON.stringify({ id: newId(), kind: 'jubilee' })}::jsonb)).*
      FROM payouts WHERE kind = 'pension'`;
    const payout = (await room.payoutsOf(pensioner)).find(({ kind }) => kind === 'jubilee');
    const cash = { receiverPersonalId: pensioner.personalId, paidAt: '2026-10-05T08:00:00+07:00', clerk: 'quay 3' };
    const paid = await room.post.post(`/v1/payouts/${payout?.payoutId}/cash-payments`, {
      ...cash,
      amountVnd: '4988913',
    });
    expect(paid.body).toMatchObject({ kind: 'jubilee', status: 'paid' });
    expect(await room.published(PayoutPaid)).toMatchObject([{ kind: 'jubilee' }]);
  });

  it('does not hold up the report of a bank when it goes to a payee of a later release, and is not redirected here', async () => {
    const person = await room.approvedPension({});
    await room.run();
    await room.db
      .$executeRaw`UPDATE payouts SET beneficiary_kind = 'employer' WHERE beneficiary_id = ${person.participantId}`;
    const batch = await room.approvedBatch();
    const { id } = await room.db.payout.findFirstOrThrow({ where: { beneficiaryId: person.participantId } });
    const line = { endToEndId: `${id.replaceAll('-', '')}-1` };
    const report = (status: 'ACSC' | 'RJCT', reason?: string) =>
      room.bank.post(
        `/v1/payout-batches/${batch.batchId}/status-reports`,
        pain002Of(batch.messageId, [{ ...line, status, ...(reason === undefined ? {} : { reason }) }]),
      );
    expect((await report('ACSC')).body).toMatchObject({ paid: 1 });
    expect(await room.balances()).toMatchObject({ 'payable:employer': '4988913' });
    await report('RJCT', 'AC04');
    const redirected = await room.together.post(`/v1/payouts/${id}/redirections`, {
      destination: CASH,
      reason: 'asked for',
    });
    expect([redirected.status, redirected.body]).toMatchObject([409, { code: 'payout.payee-unknown' }]);
  });
});
