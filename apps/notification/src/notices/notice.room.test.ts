import { ArrearsReported, HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import {
  CardActivated,
  CardExpiryAnnounced,
  CardWithdrawn,
  HouseholdInsuranceOrdered,
  ParticipantRegistered,
} from '@ansinh/contracts/enrollment/events';
import { ClaimAppraised, WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import { MessagePosted } from '@ansinh/contracts/notification/events';
import {
  BenefitDecided,
  PayoutCreated,
  PayoutPaid,
  PayoutRedirected,
  PayoutReturned,
} from '@ansinh/contracts/payment/events';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import { activatedCard, arrearsOf, inboxOf, payoutOf, registeredPerson, workOf } from '../../testing/notices';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const participantId = newId();

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(async () => {
  expect(await room.deadLetters()).toEqual([]);
  await room.stop();
});

const inbox = (id = participantId, query = '') => inboxOf(room, id, query);
const templates = async (id = participantId): Promise<string[]> => (await inbox(id)).map(({ template }) => template);
const registered = (fullName: string) => registeredPerson(participantId, { fullName });
const activated = activatedCard(participantId);
const payout = payoutOf(participantId);

describe('a participant', () => {
  it('is told of a valid card by name, in Vietnamese and in English', async () => {
    await room.deliver(ParticipantRegistered, registered('Đặng Văn Ánh'), { id: participantId });
    await room.deliver(CardActivated, activated);
    expect(await inbox()).toEqual([
      expect.objectContaining({
        template: 'card-activated.v2',
        title: 'Thẻ bảo hiểm y tế đã được cấp: xin xem từ ngày nào thẻ có giá trị',
        text: expect.stringContaining('Kính gửi ông/bà Đặng Văn Ánh. Thẻ bảo hiểm y tế'),
        readAt: null,
      }),
    ]);
    expect((await inbox(participantId, '?language=en'))[0]?.text).toContain('Dear Đặng Văn Ánh, Your health-insurance');
  });

  it('is told once, however often the event is delivered', async () => {
    const eventId = newId();
    for (let times = 0; times < 3; times += 1) await room.deliver(CardActivated, activated, { eventId });
    expect(await inbox()).toHaveLength(1);
    expect(await room.published(MessagePosted)).toEqual([
      expect.objectContaining({
        recipient: { kind: 'participant', id: participantId },
        template: 'card-activated.v2',
        causeEventId: eventId,
      }),
    ]);
  });

  it('is addressed as the newest version says, whatever the order of arrival', async () => {
    await room.deliver(ParticipantRegistered, registered('Tên Mới'), { id: participantId, version: 2 });
    await room.deliver(ParticipantRegistered, registered('Tên Cũ'), { id: participantId, version: 1 });
    await room.deliver(CardActivated, activated);
    expect((await inbox())[0]?.text).toContain('Tên Mới');
  });

  it('follows a pension from the decision to the money, newest first', async () => {
    const benefit = {
      benefitId: newId(),
      participantId,
      kind: 'pension',
      payment: 'monthly' as const,
      amountVnd: '4200000',
      fromMonth: '2026-10',
    };
    const at = async (instant: string, deliver: () => Promise<void>) => {
      room.clock.set(instant);
      await deliver();
    };
    await at('2026-10-05T08:00:00+07:00', () => room.deliver(BenefitDecided, { ...benefit, decision: 'approved' }));
    await at('2026-10-05T09:00:00+07:00', () => room.deliver(PayoutCreated, payout));
    await at('2026-10-06T09:00:00+07:00', () =>
      room.deliver(PayoutReturned, { ...payout, reasonCode: 'AC04', returnedAt: '2026-10-06T09:00:00+07:00' }),
    );
    const byPost = { ...payout, channel: 'post-office', postOfficeCode: '630000' };
    await at('2026-10-07T09:00:00+07:00', () => room.deliver(PayoutRedirected, byPost));
    await at('2026-10-08T09:00:00+07:00', () =>
      room.deliver(PayoutPaid, { ...byPost, paidAt: '2026-10-08T09:00:00+07:00' }),
    );
    expect(await templates()).toEqual([
      'payout-paid.v2',
      'payout-created-cash.v1',
      'payout-returned.v2',
      'payout-created.v2',
      'benefit-approved-monthly.v1',
    ]);
  });

  it('is told that a visit was answered; nobody is when the patient is not known', async () => {
    const claim = {
      claimId: newId(),
      facilityCode: '66001',
      month: '2026-10',
      fundPays: '100000.50',
      ruleCodes: ['ARITH'],
    };
    await room.deliver(ClaimAppraised, { ...claim, participantId, outcome: 'returned' });
    await room.deliver(ClaimAppraised, { ...claim, participantId: null, outcome: 'accepted' });
    expect(await templates()).toEqual(['claim-returned.v2']);
    expect(await room.db.message.count()).toBe(1);
  });

  it('is told by a later answer to the same visit that it takes the place of the former', async () => {
    const claim = { claimId: newId(), facilityCode: '66001', participantId, month: '2026-10', ruleCodes: [] };
    const answer = { ...claim, outcome: 'accepted' as const };
    await room.deliver(ClaimAppraised, { ...answer, fundPays: '100000.00' }, { id: claim.claimId, version: 2 });
    await room.deliver(ClaimAppraised, { ...answer, fundPays: '0.00' }, { id: claim.claimId, version: 3 });
    expect((await templates()).sort()).toEqual(['claim-accepted.v2', 'claim-unpaid-later.v1']);
    expect((await inbox()).map(({ text }) => text).join(' ')).toContain('Thông báo này thay cho thông báo trước');
  });

  it('names the deceased of a funeral by the register, and has general words for who is not in it', async () => {
    const deceased = newId();
    const registeredDead = { ...registered('Nguyễn Văn Mất'), participantId: deceased };
    await room.deliver(ParticipantRegistered, registeredDead, { id: deceased, version: 1 });
    const funeral = {
      participantId,
      kind: 'funeral',
      payment: 'once' as const,
      decision: 'approved' as const,
      amountVnd: '25300000',
      fromMonth: '2026-10',
    };
    for (const subjectId of [deceased, newId()])
      await room.deliver(BenefitDecided, { ...funeral, benefitId: newId(), subjectId });
    const texts = (await inbox()).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('xin chia buồn'))).toHaveLength(2);
    expect(texts.join(' ')).toContain('Trợ cấp mai táng của Nguyễn Văn Mất là 25.300.000 đồng');
    expect(texts.join(' ')).toContain('Trợ cấp mai táng của người được nêu trong hồ sơ là 25.300.000 đồng');
  });

  it('hears nothing of what is paid to facilities', async () => {
    await room.deliver(PayoutCreated, {
      ...payout,
      kind: 'settlement',
      beneficiary: { kind: 'facility', id: '66001' },
    });
    expect(await room.db.message.count()).toBe(0);
  });
});

describe('a kind that this release does not know', () => {
  // afterEach sees that none of them became a dead letter.
  it('of a payout or a channel is told in general words, and the rest of the event as it is', async () => {
    const unknown = { ...payout, kind: 'maternity', channel: 'wallet' };
    await room.deliver(PayoutCreated, unknown);
    await room.deliver(PayoutReturned, { ...unknown, reasonCode: 'XX99', returnedAt: '2026-10-06T09:00:00+07:00' });
    await room.deliver(PayoutRedirected, unknown);
    await room.deliver(PayoutPaid, { ...unknown, paidAt: '2026-10-06T09:00:00+07:00' });
    const messages = await inbox();
    expect(messages).toHaveLength(4);
    for (const { text } of messages) expect(text).toMatch(/khoản chi trả kỳ 10\/2026.*4\.200\.000 đồng/);
  });

  it('of a benefit is told in general words', async () => {
    const benefit = {
      benefitId: newId(),
      participantId,
      kind: 'maternity',
      amountVnd: '4200000',
      fromMonth: '2026-10',
    };
    await room.deliver(BenefitDecided, { ...benefit, payment: 'once', decision: 'approved' });
    await room.deliver(BenefitDecided, { ...benefit, payment: 'monthly', decision: 'refused' });
    expect(await templates()).toEqual(expect.arrayContaining(['benefit-approved-once.v1', 'benefit-refused.v2']));
    for (const { title } of await inbox()) expect(title).toContain('hưởng chế độ bảo hiểm xã hội');
  });

  it('of a beneficiary is told nobody, and nothing fails', async () => {
    await room.deliver(PayoutCreated, { ...payout, beneficiary: { kind: 'heir', id: 'not-an-id-of-ours' } });
    expect(await room.db.message.count()).toBe(0);
  });

  it('of a step is told by the words that the event brings along', async () => {
    const later = { step: 'a-step-of-later', textVi: 'Việc của năm sau', textEn: 'Work of next year' };
    await room.deliver(WorkFellDue, workOf({ owner: { kind: 'facility', id: '66001' }, ...later }));
    const [message] = await inboxOf(room, { role: 'hospital', tenantCode: '66001' });
    expect(message?.title).toBe('Việc sắp đến hạn: Việc của năm sau');
  });
});

describe('work that falls due', () => {
  it('is told to the hospital or to the agency, whoever has to do it', async () => {
    await room.deliver(WorkFellDue, workOf({ owner: { kind: 'facility', id: '66001' } }));
    await room.deliver(WorkFellDue, workOf({ owner: { kind: 'agency', id: '66' }, stage: 'overdue', daysOverdue: 3 }));
    const ofHospital = await inboxOf(room, { role: 'hospital', tenantCode: '66001' });
    expect(ofHospital.map(({ template }) => template)).toEqual(['work-due-soon.v1']);
    const ofAgency = await inboxOf(room, { role: 'officer', tenantCode: '66' });
    expect(ofAgency).toMatchObject([{ template: 'work-overdue.v1', text: expect.stringContaining('đã quá 3 ngày') }]);
    expect(await inboxOf(room, { role: 'hospital', tenantCode: '66010' })).toEqual([]);
    expect(await room.published(MessagePosted)).toMatchObject([
      { recipient: { kind: 'facility', id: '66001' } },
      { recipient: { kind: 'agency', id: '66' } },
    ]);
  });
});

describe('the last day of a card', () => {
  it('is told to its holder before and after it; a stage that nobody knows yet is told as one before', async () => {
    const card = { cardId: newId(), participantId, validTo: '2026-12-31' };
    await room.deliver(CardExpiryAnnounced, { ...card, stage: 'ending' }, { id: card.cardId, version: 1 });
    await room.deliver(CardExpiryAnnounced, { ...card, stage: 'ended' }, { id: card.cardId, version: 2 });
    await room.deliver(CardExpiryAnnounced, { ...card, stage: 'next-year' }, { id: card.cardId, version: 3 });
    expect((await templates()).sort()).toEqual(['card-ended.v1', 'card-ending.v1', 'card-ending.v1']);
    expect((await inbox())[0]?.text).toContain('31/12/2026');
  });
});

describe('a withdrawn card', () => {
  it('is told to its holder with the reason, by name', async () => {
    await room.deliver(ParticipantRegistered, registered('Đặng Văn Ánh'), { id: participantId });
    const card = { cardId: newId(), participantId, from: '2026-10-01' };
    await room.deliver(CardWithdrawn, { ...card, reason: 'left-employer' }, { id: card.cardId, version: 3 });
    expect(await inbox()).toMatchObject([
      { template: 'card-withdrawn.v1', text: expect.stringContaining('Đặng Văn Ánh. Từ ngày 01/10/2026') },
    ]);
    expect((await inbox(participantId, '?language=en'))[0]?.text).toContain('Reason: left the employer.');
    await room.deliver(CardWithdrawn, { ...card, reason: 'died' }, { id: card.cardId, version: 4 });
    expect(await room.db.message.count()).toBe(1);
  });
});

describe('arrears', () => {
  const employer = { role: 'employer', tenantCode: '6000000001DNA03' } as const;

  it('are told to the employer, and to the agency when they may be evasion', async () => {
    const later = { daysLate: 61, asOf: '2027-01-30', interestVnd: '58560' };
    await room.deliver(ArrearsReported, arrearsOf());
    await room.deliver(ArrearsReported, arrearsOf({ stage: 'urged' }));
    await room.deliver(ArrearsReported, arrearsOf({ ...later, stage: 'evasion', owner: { kind: 'agency', id: '66' } }));
    const ofEmployer = await inboxOf(room, employer);
    expect(ofEmployer.map(({ template }) => template).sort()).toEqual(['arrears-late.v1', 'arrears-urged.v1']);
    const [urged] = ofEmployer.filter(({ template }) => template === 'arrears-urged.v1');
    expect(urged?.text).toContain('nộp 3.200.000 đồng tiền bảo hiểm tháng 10/2026');
    expect(urged?.text).toContain('Từ ngày 30/01/2027');
    const ofAgency = await inboxOf(room, { role: 'officer', tenantCode: '66' });
    expect(ofAgency).toMatchObject([{ template: 'arrears-evasion.v1', text: expect.stringContaining('58.560 đồng') }]);
    expect(await inboxOf(room, { role: 'employer', tenantCode: '6000000002DNA03' })).toEqual([]);
  });

  it('of a stage that nobody knows yet are late all the same', async () => {
    await room.deliver(ArrearsReported, arrearsOf({ stage: 'a-stage-of-later' }));
    expect((await inboxOf(room, employer)).map(({ template }) => template)).toEqual(['arrears-late.v1']);
  });
});

describe('a household', () => {
  const orderId = newId();
  const householdId = newId();
  const other = newId();
  const ordered = {
    orderId,
    reference: 'HDABCDEFGH',
    householdId,
    orderedOn: '2026-10-05',
    months: 12 as const,
    members: [participantId, other].map((id, index) => ({ participantId: id, cardId: newId(), place: index + 1 })),
  };
  const paid = { orderId, householdId, paidOn: '2026-10-06', totalVnd: '2322540' };

  it.each(['order first', 'payment first'])('has all its insured members told of the premium: %s', async (which) => {
    const deliveries = [
      () => room.deliver(HouseholdInsuranceOrdered, ordered),
      () => room.deliver(HouseholdPremiumPaid, paid),
    ];
    for (const deliver of which === 'order first' ? deliveries : deliveries.reverse()) await deliver();
    expect(await templates()).toEqual(['premium-paid.v1']);
    expect(await templates(other)).toEqual(['premium-paid.v1']);
    expect((await inbox())[0]?.text).toContain('2.322.540 đồng');
  });

  it('is told once when order and payment are delivered again', async () => {
    const [orderEvent, paidEvent] = [newId(), newId()];
    for (let times = 0; times < 2; times += 1) {
      await room.deliver(HouseholdInsuranceOrdered, ordered, { eventId: orderEvent });
      await room.deliver(HouseholdPremiumPaid, paid, { eventId: paidEvent });
    }
    expect(await room.published(MessagePosted)).toHaveLength(2);
  });
});
