import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { CheckIn, Eligibility } from '@ansinh/contracts/health-insurance/reception.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Room, startRoom } from '@ansinh/testkit';
import { CARD, encounterTables, type Fields, tableXml } from '../../../testing/claims';
import { cardIssued, facilityRow, OTHER_CARD } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const HOLDER = { fullName: 'Trần Thị Thử', birthDate: '1990-05-17' };
const PERSONAL_ID = '066190000001';
/** The next card of the same person, with the number that all of them print. */
const NEXT = {
  cardId: '0199f000-0000-7000-8000-000000000021',
  cardNumber: 'HN2660000000001',
  validFrom: localDate('2026-10-01'),
  validTo: localDate('2027-09-30'),
};

let room: Room<PrismaClient>;
beforeAll(async () => {
  room = await startRoom(service);
  await room.db.facility.create({ data: facilityRow() });
  await room.deliver(CardIssued, cardIssued());
  await room.deliver(CardIssued, cardIssued(NEXT), { id: NEXT.cardId });
  const other = cardIssued({ ...OTHER_CARD, holder: { ...cardIssued().holder, personalId: '066190000002' } });
  await room.deliver(CardIssued, other, { id: OTHER_CARD.cardId });
});
afterAll(() => room.stop());

const lookUp = async (cardNumber: string, date: string, holder: object = HOLDER): Promise<Eligibility> =>
  Eligibility.parse(
    (await room.as(hospital).post('/v1/insurance-cards/look-ups', { cardNumber, date, ...holder })).body,
  );

describe('a patient without a card of paper', () => {
  it.each([
    ['the personal id', PERSONAL_ID],
    ['the personal id with blanks', ' 066 190 000 001'],
    ['the social-insurance number', '0000000001'],
    ['the number of a card with blanks and in small letters', 'dn 4 66 000 000 0001'],
  ])('is found by %s', async (_, number) => {
    // Another one was issued since: it is good, and an old one.
    expect(await lookUp(number, '2026-09-30')).toMatchObject({ resultCode: '004', card: { cardNumber: CARD } });
  });

  it('is told the card that is good on the day, the newest of several', async () => {
    expect((await lookUp(PERSONAL_ID, '2026-10-01')).card?.cardNumber).toBe(NEXT.cardNumber);
    expect((await lookUp(PERSONAL_ID, '2027-01-05')).card?.cardNumber).toBe(NEXT.cardNumber);
    expect(await lookUp(PERSONAL_ID, '2025-12-31')).toMatchObject({ resultCode: '010' });
  });

  it('is told nothing of the register under an unknown number or a wrong name', async () => {
    expect(await lookUp('066190009999', '2026-10-01')).toMatchObject({ resultCode: '050' });
    const wrong = await lookUp(PERSONAL_ID, '2026-10-01', { ...HOLDER, fullName: 'Lê Văn Khác' });
    expect([wrong.resultCode, wrong.card]).toEqual(['050', undefined]);
  });

  it('is not asked for by a personal id in an address', async () => {
    const asked = await room.as(hospital).get(`/v1/insurance-cards/${PERSONAL_ID}/eligibility?date=2026-10-01`);
    expect(asked.status).toBe(422);
  });
});

describe('a check-in', () => {
  const checkIn = async (key: string, changes: Fields): Promise<CheckIn> => {
    const [summary = {}] = encounterTables({ key }).XML1 ?? [];
    const order = { MA_DICH_VU: '02.03', TEN_DICH_VU: 'Khám', NGAY_YL: '202610050801' };
    const answer = await room
      .as(hospital)
      .post('/v1/check-ins', tableXml('XML0', [{ ...summary, ...order, ...changes }]));
    if (answer.status !== 201) throw new Error(answer.text);
    return CheckIn.parse(answer.body);
  };

  it('names several cards, of which one is good', async () => {
    const lists = { MA_DKBD: '66001;66001', GT_THE_TU: '20260101;20261001', GT_THE_DEN: '20260930;20270930' };
    const cards = `${CARD};${NEXT.cardNumber}`;
    expect((await checkIn('K1', { MA_THE_BHYT: cards, ...lists })).cardResultCode).toBe('000');
  });

  it('names the personal id alone', async () => {
    const none = { MA_THE_BHYT: '', MA_DKBD: '', GT_THE_TU: '', GT_THE_DEN: '' };
    expect((await checkIn('K2', { ...none, SO_CCCD: PERSONAL_ID })).cardResultCode).toBe('000');
  });
});
