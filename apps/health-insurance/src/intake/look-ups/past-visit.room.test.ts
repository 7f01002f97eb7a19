import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { type CardLookUp, Eligibility } from '@ansinh/contracts/health-insurance/reception.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Room, startRoom } from '@ansinh/testkit';
import { appraisedClaim } from '../../../testing/appraised';
import { CARD } from '../../../testing/claims';
import { cardIssued, facilityRow, UNSIGNED_FILES } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const HOLDER = { fullName: 'tran thi thu', birthDate: localDate('1990-05-17') };
const DATE = localDate('2026-11-24');
const elsewhere = { role: 'hospital', tenantCode: '66002' } as const;

let room: Room<PrismaClient>;
beforeAll(async () => {
  room = await startRoom(service);
  await room.db.facility.create({ data: facilityRow() });
  await room.db.appraisalRuleSetting.create({ data: UNSIGNED_FILES });
  const card = cardIssued();
  await room.deliver(CardIssued, card, { id: card.cardId });
  await appraisedClaim(room);
  const checkIn = {
    checkInId: '0199f000-0000-7000-8000-0000000000a1',
    facilityCode: '66009',
    version: 1,
    participantId: card.participantId,
    cardResultCode: '000',
    rows: [{ MA_LOAI_KCB: '03' }],
    changedAt: new Date(0),
  };
  await room.db.checkIn.createMany({
    data: [
      { ...checkIn, encounterKey: 'now', arrivedAt: new Date('2026-11-20T01:00:00Z') },
      {
        ...checkIn,
        checkInId: '0199f000-0000-7000-8000-0000000000a2',
        encounterKey: 'long ago',
        arrivedAt: new Date('2026-01-05T01:00:00Z'),
      },
    ],
  });
  room.clock.set(`${DATE}T09:00:00+07:00`);
});
afterAll(() => room.stop());

const lookUp = async (shown: Omit<CardLookUp, 'cardNumber'>, cardNumber = CARD): Promise<Eligibility> => {
  const answer = await room.as(elsewhere).post('/v1/insurance-cards/look-ups', { cardNumber, date: DATE, ...shown });
  return Eligibility.parse(answer.body);
};
const audited = () =>
  room.db.$queryRaw<{ tenant: string; target: string; outcome: string }[]>`
    SELECT tenant, target, outcome FROM platform.audit WHERE action = 'card.visits-read'`;

describe('the visits of a patient', () => {
  it.each<[string, Omit<CardLookUp, 'cardNumber'>]>([
    ['unless it asks for them', HOLDER],
    ['without the name', { visits: true, birthDate: HOLDER.birthDate }],
    ['without the birth date', { visits: true, fullName: HOLDER.fullName }],
    ['for a wrong name', { ...HOLDER, visits: true, fullName: 'tran thi thi' }],
    ['for a wrong birth date', { ...HOLDER, visits: true, birthDate: localDate('1990-05-18') }],
    ['for a card that is not valid', { ...HOLDER, visits: true, date: localDate('2027-01-05') }],
  ])('are not shown to a hospital %s', async (_, shown) => {
    expect(await lookUp(shown)).not.toHaveProperty('visits');
    expect(await audited()).toEqual([]);
  });

  it('of the last months are shown for the right card, name and birth date, without diagnosis and cost, and that is audited', async () => {
    const { resultCode, visits } = await lookUp({ ...HOLDER, visits: true });
    expect(resultCode).toBe('000');
    expect(visits).toEqual([
      {
        facilityCode: '66009',
        facilityName: null,
        arrivedAt: '2026-11-20T01:00:00.000Z',
        leftAt: null,
        careType: { code: '03', nameVi: 'Điều trị nội trú' },
        result: null,
      },
      {
        facilityCode: '66001',
        facilityName: expect.any(String),
        arrivedAt: expect.stringContaining('2026-10-05T'),
        leftAt: expect.stringContaining('2026-10-05T'),
        careType: { code: expect.any(String), nameVi: expect.any(String) },
        result: { code: expect.any(String), nameVi: expect.any(String) },
      },
    ]);
    expect(await audited()).toEqual([
      { tenant: 'facility:66002', target: `card:${cardIssued().cardId}`, outcome: '2 visits' },
    ]);
  });
});
