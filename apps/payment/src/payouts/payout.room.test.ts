import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { AdvanceApproved, FacilityRegistered, SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import type { Payout } from '@ansinh/contracts/payment/api';
import { PayoutCreated, PayoutRedirected } from '@ansinh/contracts/payment/events';
import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { eventually } from '@ansinh/testkit';
import {
  APPROVER,
  accountOfFacility,
  BANK,
  CASH,
  newPerson,
  OFFICER,
  OTHER_POST,
  type PaymentRoom,
  POST,
  startPaymentRoom,
} from '../../testing/payment';

describe('payouts', () => {
  let room: PaymentRoom;
  beforeEach(async () => {
    room = await startPaymentRoom();
  });
  afterEach(() => room.stop());

  const settlement = (changes: object = {}) => ({
    settlementId: newId(),
    facilityCode: '66001',
    month: '2026-09',
    claims: 12,
    amountVnd: '125000000',
    ...changes,
  });

  it('are made once for every pension in force in the month, and posted', async () => {
    const early = await room.approvedPension();
    const cash = await room.approvedPension({ destination: CASH });
    const later = await room.approvedPension({ fromMonth: yearMonth('2026-11') });

    expect((await room.run()).body).toEqual({ month: '2026-10', payouts: 2, totalVnd: '9977826' });
    expect((await room.run()).body).toEqual({ month: '2026-10', payouts: 0, totalVnd: '0' });
    expect(await room.onlyPayoutOf(early)).toMatchObject({
      beneficiaryName: early.fullName,
      period: '2026-10',
      amountVnd: '4988913',
      channel: 'bank',
      status: 'created',
    });
    expect(await room.onlyPayoutOf(cash)).toMatchObject({ channel: 'post-office', postOfficeCode: '630000' });
    expect(await room.payoutsOf(later)).toEqual([]);
    expect(await room.balances()).toEqual({ 'fund:pension': '9977826', 'payable:participant': '-9977826' });

    expect((await room.run('2026-11')).body).toMatchObject({ payouts: 3 });
    expect(await room.payoutsOf(early)).toHaveLength(2);
    expect(await room.published(PayoutCreated)).toHaveLength(5);
  });

  it('are made once when two officers start the same run at the same moment', async () => {
    for (let count = 0; count < 5; count += 1) await room.approvedPension();
    const replies = await Promise.all([room.run(), room.run(), room.run()]);
    const made = replies.map((reply) => (reply.body as { payouts: number }).payouts);
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await room.published(PayoutCreated)).toHaveLength(5);
    expect(await room.balances()).toMatchObject({ 'fund:pension': '24944565' });
  });

  it('carry the raises decreed since the pension started', async () => {
    // By the table of 2026 the wage of this record averages 9,070,750 dong; 8 % more from July 2026 on.
    const pension = await room.approvedPension({ fromMonth: yearMonth('2026-06') });
    await room.run('2026-06');
    await room.run('2026-07');
    const amounts = (await room.payoutsOf(pension)).map((payout) => payout.amountVnd);
    expect(amounts).toEqual(['4988913', '5388026']);
  });

  it('are not made for a month too far ahead', async () => {
    const reply = await room.run('2026-12');
    expect(reply.body).toMatchObject({ code: 'payout.month-too-early', lastMonth: '2026-11' });
  });

  it('pay a settlement to the newest account of the facility, once', async () => {
    await room.registerFacility('66001', 2);
    await room.deliver(
      FacilityRegistered,
      {
        facilityCode: '66001',
        name: 'Tên cũ',
        account: accountOfFacility('66001', '1111', 'TEN CU'),
      },
      { version: 1 },
    );
    const approved = settlement();
    await room.deliver(SettlementApproved, approved, { eventId: newId() });
    await room.deliver(SettlementApproved, approved, { eventId: newId() });
    await room.deliver(SettlementApproved, settlement({ amountVnd: '0' }));

    const created = await room.published(PayoutCreated);
    expect(created).toHaveLength(1);
    expect(created[0]).toMatchObject({
      kind: 'settlement',
      beneficiary: { kind: 'facility', id: '66001' },
      amountVnd: '125000000',
    });
    const stored = await room.db.payout.findFirstOrThrow();
    expect(stored).toMatchObject({ bankBin: '970418', accountName: 'BENH VIEN MAU', beneficiaryName: 'Bệnh viện mẫu' });
    expect(await room.balances()).toEqual({ 'fund:health': '125000000', 'payable:facility': '-125000000' });
    expect(await room.deadLetters()).toEqual([]);
  });

  it('pay the advance of a quarter to its facility, once', async () => {
    await room.registerFacility('66001');
    const advance = { advanceId: newId(), facilityCode: '66001', quarter: '2026-Q4', amountVnd: '900001' };
    await room.deliver(AdvanceApproved, advance, { eventId: newId() });
    await room.deliver(AdvanceApproved, advance, { eventId: newId() });
    expect(await room.published(PayoutCreated)).toMatchObject([
      { kind: 'advance', sourceId: advance.advanceId, period: '2026-10', amountVnd: '900001' },
    ]);
    expect(await room.balances()).toEqual({ 'fund:health': '900001', 'payable:facility': '-900001' });
    expect(await room.deadLetters()).toEqual([]);
  });

  it('wait for the account of a facility whose settlement came first', async () => {
    const waiting = room.deliver(SettlementApproved, settlement({ facilityCode: '66999' }));
    await room.registerFacility('66999');
    await waiting;
    expect(await room.published(PayoutCreated)).toMatchObject([{ beneficiary: { kind: 'facility', id: '66999' } }]);
    expect(await room.deadLetters()).toEqual([]);
  });

  it('take the name from the newest event about a participant', async () => {
    const person = newPerson();
    const event = { ...person, birthDate: '1969-05-10', sex: 'female' as const, email: null };
    await room.deliver(
      ParticipantRegistered,
      { ...event, fullName: 'Tên Mới' },
      { id: person.participantId, version: 2 },
    );
    await room.deliver(ParticipantRegistered, event, { id: person.participantId, version: 1 });
    const [row] = await room.db.beneficiary.findMany();
    expect(row).toMatchObject({ fullName: 'Tên Mới', version: 2 });
    expect(Buffer.from(row?.personalIdDigest ?? []).toString('utf8')).not.toContain(person.personalId);
  });

  describe('that came back', () => {
    const returned = async (): Promise<Payout> => {
      const pension = await room.approvedPension({ destination: CASH });
      await room.run();
      const payout = await room.onlyPayoutOf(pension);
      await room.post.post('/v1/post-offices/630000/returns', {
        payoutIds: [payout.payoutId],
        reason: 'not-collected',
      });
      return payout;
    };

    it('go out again to another post office, and only there', async () => {
      const { payoutId } = await returned();
      const destination = { channel: 'post-office', postOfficeCode: '620000' };
      const reply = await room.together.post(`/v1/payouts/${payoutId}/redirections`, { destination, reason: 'moved' });
      expect(reply.body).toMatchObject({ status: 'created', postOfficeCode: '620000', reasonCode: null });
      expect((await room.post.get(`/v1/payouts/${payoutId}`)).status).toBe(404);
      expect((await room.as(OTHER_POST).get(`/v1/payouts/${payoutId}`)).status).toBe(200);
      expect(await room.published(PayoutRedirected)).toHaveLength(1);
      expect(await room.balances()).toMatchObject({ 'payable:participant': '-4988913' });
      const versions = (await room.outbox()).filter(({ key }) => key === payoutId);
      expect(versions.map(({ attributes }) => attributes.aggregateversion)).toEqual([1, 2, 3]);
    });

    it('wait for a second person, who sees the account of before, the new one and the reason; a machine redirects nothing', async () => {
      const { payoutId } = await returned();
      const destination = { channel: 'post-office', postOfficeCode: '620000' };
      const redirection = { destination, reason: 'moved' };
      const path = `/v1/payouts/${payoutId}/redirections`;
      const machine = await room.as({ ...OFFICER, machine: true }).post(path, redirection);
      expect(machine.body).toMatchObject({ code: 'approval.person-required', status: 403 });
      const held = await room.officer.post(path, redirection);
      expect(held.status).toBe(202);
      const { id, digest, shows } = Approval.parse(held.body);
      expect(shows).toMatchObject({
        params: { payoutId },
        body: redirection,
        now: { status: 'returned', destination: CASH, attempt: 1 },
        answer: { status: 'created', postOfficeCode: '620000' },
      });
      expect(await room.statusOf(payoutId)).toBe('returned');
      expect(await room.published(PayoutRedirected)).toHaveLength(0);
      const decisions = `/v1/approvals/payment/${id}/decisions`;
      const same = room.as({ ...APPROVER, person: OFFICER.subject });
      expect((await same.post(decisions, { decision: 'approve', digest })).body).toMatchObject({
        code: 'approval.same-person',
      });
      expect((await room.approver.post(decisions, { decision: 'approve', digest })).status).toBe(200);
      expect(await room.published(PayoutRedirected)).toHaveLength(1);
      const acts = await room.db.$queryRaw`
        SELECT subject, action FROM platform.audit WHERE target = ${`payout:${payoutId}`} AND action <> 'refused' ORDER BY position`;
      expect(acts).toEqual([
        { subject: 'post-630000', action: 'payout.return' },
        { subject: OFFICER.subject, action: 'approval.hold' },
        { subject: OFFICER.subject, action: 'payout.redirect' },
        { subject: APPROVER.subject, action: 'approval.approve' },
      ]);
    });

    it('are noted as read when the second person looks at what is held', async () => {
      const { payoutId } = await returned();
      const destination = { channel: 'post-office', postOfficeCode: '620000' };
      const held = await room.officer.post(`/v1/payouts/${payoutId}/redirections`, { destination, reason: 'moved' });
      await room.approver.get(`/v1/approvals/payment/${Approval.parse(held.body).id}`);
      await eventually(async () => {
        const read = await room.db.$queryRaw`
          SELECT subject FROM platform.audit WHERE target = ${`payout:${payoutId}`} AND action = 'person.read'`;
        expect(read).toContainEqual({ subject: APPROVER.subject });
      });
    });

    it('do not go to an account of another name, nor while they are out', async () => {
      const { payoutId } = await returned();
      const account = { bankBin: '970436', accountNumber: '0011001932418', accountName: 'NGUYEN VAN KHAC' };
      const redirection = { destination: { channel: 'bank', account }, reason: 'asked by phone' };
      const other = await room.together.post(`/v1/payouts/${payoutId}/redirections`, redirection);
      expect(other.body).toMatchObject({ code: 'payout.account-name-differs' });
      await room.together.post(`/v1/payouts/${payoutId}/redirections`, { destination: CASH, reason: 'back' });
      const out = await room.together.post(`/v1/payouts/${payoutId}/redirections`, {
        destination: CASH,
        reason: 'again',
      });
      expect(out.body).toMatchObject({ code: 'payout.not-returned', status: 409 });
    });
  });

  it('are seen by the agency and by who pays them', async () => {
    const pension = await room.approvedPension({ destination: CASH });
    await room.run();
    const { payoutId } = await room.onlyPayoutOf(pension);
    const seenBy = async (who: Parameters<PaymentRoom['as']>[0]) =>
      (await room.as(who).get(`/v1/payouts/${payoutId}`)).status;
    expect([await seenBy(POST), await seenBy(OTHER_POST), await seenBy(BANK)]).toEqual([200, 404, 404]);
    expect(await seenBy({ role: 'hospital', tenantCode: '66001' })).toBe(403);
    expect((await room.post.get(`/v1/participants/${pension.participantId}/payouts`)).status).toBe(403);
    expect((await room.officer.get(`/v1/payouts/${newId()}`)).status).toBe(404);
  });
});
