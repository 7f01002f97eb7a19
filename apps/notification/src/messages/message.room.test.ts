import { HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import { CardActivated, HouseholdInsuranceOrdered, ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { ClaimAppraised } from '@ansinh/contracts/health-insurance/events';
import type { InboxMessage } from '@ansinh/contracts/notification/api';
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
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const officer = { role: 'officer', tenantCode: '66' } as const;
const participantId = newId();

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(async () => {
  expect(await room.deadLetters()).toEqual([]);
  await room.stop();
});

const inbox = async (id = participantId, query = ''): Promise<InboxMessage[]> => {
  const answer = await room.as(officer).get(`/v1/participants/${id}/messages${query}`);
  expect(answer.status).toBe(200);
  return answer.body as InboxMessage[];
};
const templates = async (id = participantId): Promise<string[]> => (await inbox(id)).map(({ template }) => template);
const registered = (fullName: string) => ({
  participantId,
  personalId: '066090000001',
  siNumber: '6650000001',
  fullName,
  birthDate: '1990-05-17',
  sex: 'male' as const,
  phone: '0905123456',
  email: null,
});
const activated = {
  cardId: newId(),
  participantId,
  validFrom: '2026-10-01',
  validTo: '2026-12-31',
  fiveYearsOn: '2031-10-01',
};
const payout = {
  payoutId: newId(),
  kind: 'pension' as const,
  sourceId: newId(),
  beneficiary: { kind: 'participant' as const, id: participantId },
  period: '2026-10',
  amountVnd: '4200000',
  channel: 'bank' as const,
};

describe('a participant', () => {
  it('is told of a valid card by name, in Vietnamese and in English', async () => {
    await room.deliver(ParticipantRegistered, registered('Đặng Văn Ánh'), { id: participantId });
    await room.deliver(CardActivated, activated);
    expect(await inbox()).toEqual([
      expect.objectContaining({
        template: 'card-activated.v1',
        title: 'Thẻ bảo hiểm y tế có giá trị',
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
      expect.objectContaining({ participantId, template: 'card-activated.v1', causeEventId: eventId }),
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
      kind: 'pension' as const,
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
    const byPost = { ...payout, channel: 'post-office' as const };
    await at('2026-10-07T09:00:00+07:00', () => room.deliver(PayoutRedirected, byPost));
    await at('2026-10-08T09:00:00+07:00', () =>
      room.deliver(PayoutPaid, { ...byPost, paidAt: '2026-10-08T09:00:00+07:00' }),
    );
    expect(await templates()).toEqual([
      'payout-paid.v1',
      'payout-created.v1',
      'payout-returned.v1',
      'payout-created.v1',
      'benefit-approved.v1',
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
    expect(await templates()).toEqual(['claim-returned.v1']);
    expect(await room.db.message.count()).toBe(1);
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

describe('the inbox', () => {
  it('of one participant never shows the messages of another', async () => {
    await room.deliver(CardActivated, activated);
    expect(await inbox(newId())).toEqual([]);
  });

  it('remembers the first reading; a message of somebody else is not there', async () => {
    await room.deliver(CardActivated, activated);
    const [message] = await inbox();
    const path = (id: string) => `/v1/participants/${id}/messages/${message?.messageId}/reading`;
    room.clock.set('2026-10-05T09:00:00+07:00');
    const read = await room.as(officer).put(path(participantId));
    expect(read.body).toMatchObject({ messageId: message?.messageId, readAt: '2026-10-05T02:00:00.000Z' });
    room.clock.set('2026-10-06T09:00:00+07:00');
    expect((await room.as(officer).put(path(participantId))).body).toEqual(read.body);
    expect((await room.as(officer).put(path(newId()))).status).toBe(404);
  });

  it('is not for hospitals, nor without a token, and takes known parameters only', async () => {
    const path = `/v1/participants/${participantId}/messages`;
    expect((await room.as({ role: 'hospital', tenantCode: '66001' }).get(path)).status).toBe(403);
    expect((await room.anonymous.get(path)).status).toBe(401);
    expect((await room.as(officer).get(`${path}?language=fr`)).status).toBe(422);
  });
});
