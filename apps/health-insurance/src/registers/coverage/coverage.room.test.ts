import { CardActivated, CardIssued, CardWithdrawn } from '@ansinh/contracts/enrollment/events';
import { type CardLookUp, Eligibility } from '@ansinh/contracts/health-insurance/reception.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import { newId } from '@ansinh/database';
import { ROOM_START, type Room, startRoom } from '@ansinh/testkit';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';
import { findCoverages } from './coverage.views';

let people = 0;
/** A number that no other test uses: all tests share one room. */
const nextNumber = (group: string): string => {
  people += 1;
  return `${group}66${String(people).padStart(10, '0')}`;
};
const issued = (
  cardNumber: string,
  over: Partial<EventData<typeof CardIssued>> = {},
): EventData<typeof CardIssued> => ({
  cardId: newId(),
  participantId: newId(),
  cardNumber,
  holder: { fullName: 'Đặng Thị Hòa', birthDate: localDate('1990-05-17'), sex: 'female', personalId: '066190000001' },
  initialFacilityCode: '66101',
  status: 'pending',
  validFrom: null,
  validTo: null,
  fiveYearsOn: null,
  ...over,
});
const period = {
  validFrom: localDate('2026-01-01'),
  validTo: localDate('2026-12-31'),
  fiveYearsOn: localDate('2028-01-01'),
};
const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;
const holder = { fullName: 'dang thi hoa', birthDate: localDate('1990-05-17') };

let room: Room<PrismaClient>;
beforeAll(async () => {
  room = await startRoom(service);
});
afterAll(async () => {
  expect(await room.deadLetters()).toEqual([]);
  await room.stop();
});

const coverageFor = async (cardNumber: string) => (await findCoverages(room.db, [cardNumber]))[0];
const lookUp = async (
  cardNumber: string,
  shown: Omit<CardLookUp, 'cardNumber'>,
  who: Parameters<typeof room.as>[0] = hospital,
) => {
  const answer = await room.as(who).post('/v1/insurance-cards/look-ups', { cardNumber, ...shown }, { key: null });
  expect(answer.status).toBe(200);
  return Eligibility.parse(answer.body);
};

describe('the projection of cards', () => {
  const factsOf = (card: EventData<typeof CardIssued>) => {
    const { cardId, participantId } = card;
    return {
      activated: { cardId, participantId, ...period },
      withdrawn: { cardId, participantId, from: '2026-08-01', reason: 'left-employer' } as const,
    };
  };

  it('is pending until the card is activated', async () => {
    const card = issued(nextNumber('DN4'));
    const { activated } = factsOf(card);
    await room.deliver(CardIssued, card, { id: card.cardId });
    expect(await coverageFor(card.cardNumber)).toEqual({
      cardId: card.cardId,
      cardNumber: card.cardNumber,
      participantId: card.participantId,
      holder: card.holder,
      initialFacilityCode: '66101',
      status: 'pending',
      periods: [],
      withdrawnFrom: null,
      fiveYearsOn: null,
    });
    await room.deliver(CardActivated, activated, { id: card.cardId, version: 2 });
    expect(await coverageFor(card.cardNumber)).toMatchObject({
      status: 'active',
      periods: [{ from: '2026-01-01', to: '2026-12-31' }],
      fiveYearsOn: '2028-01-01',
    });
  });

  it('ends by a withdrawal whatever its reason, also one that a later release has', async () => {
    const card = issued(nextNumber('DN4'));
    const { activated, withdrawn } = factsOf(card);
    await room.deliver(CardIssued, card, { id: card.cardId });
    await room.deliver(CardActivated, activated, { id: card.cardId, version: 2 });
    const later = { ...withdrawn, reason: 'reason-of-a-later-release' };
    await room.deliver(CardWithdrawn, later, { id: card.cardId, version: 3 });
    expect(await coverageFor(card.cardNumber)).toMatchObject({ status: 'withdrawn', withdrawnFrom: '2026-08-01' });
    expect(await room.deadLetters()).toEqual([]);
  });

  it('comes to the same end in every order of arrival, each event delivered twice', async () => {
    for (const order of [
      [2, 1, 0],
      [1, 0, 2],
      [0, 2, 1],
    ]) {
      const card = issued(nextNumber('DN4'));
      const { activated, withdrawn } = factsOf(card);
      const deliveries = [
        () => room.deliver(CardIssued, card, { id: card.cardId, version: 1 }),
        () => room.deliver(CardActivated, activated, { id: card.cardId, version: 2 }),
        () => room.deliver(CardWithdrawn, withdrawn, { id: card.cardId, version: 3 }),
      ];
      for (const index of [...order, ...order]) await deliveries[index]?.();
      expect(await coverageFor(card.cardNumber)).toMatchObject({
        status: 'withdrawn',
        withdrawnFrom: '2026-08-01',
        periods: [{ from: '2026-01-01', to: '2026-07-31' }],
      });
    }
  });

  it('keeps the newest holder when an older version arrives late', async () => {
    const card = issued(nextNumber('DN4'));
    const corrected = { ...card, holder: { ...card.holder, fullName: 'Đặng Thị Hòa Bình' } };
    await room.deliver(CardIssued, corrected, { id: card.cardId, version: 4 });
    await room.deliver(CardIssued, card, { id: card.cardId, version: 1 });
    expect((await coverageFor(card.cardNumber))?.holder.fullName).toBe('Đặng Thị Hòa Bình');
  });

  it('takes the period of an imported card that is active from the start', async () => {
    const imported = issued(nextNumber('HT3'), { status: 'active', ...period });
    await room.deliver(CardIssued, imported, { id: imported.cardId });
    expect(await coverageFor(imported.cardNumber)).toMatchObject({ status: 'active', fiveYearsOn: '2028-01-01' });
  });

  it('finds many numbers at once, in their order, and leaves unknown ones out', async () => {
    const card = issued(nextNumber('DN4'));
    const other = issued(nextNumber('GD4'));
    await room.deliver(CardIssued, card, { id: card.cardId });
    await room.deliver(CardIssued, other, { id: other.cardId });
    const found = await findCoverages(room.db, [other.cardNumber, 'GD4669999999999', card.cardNumber, card.cardNumber]);
    expect(found.map((coverage) => coverage.cardNumber)).toEqual([other.cardNumber, card.cardNumber]);
  });
});

describe('a card look-up at the reception', () => {
  const card = issued(nextNumber('CN3'), { status: 'active', ...period });
  beforeAll(() => room.deliver(CardIssued, card, { id: card.cardId }));

  it('shows the card to a hospital that knows name and birth date, with the percent of the date', async () => {
    expect(await lookUp(card.cardNumber, { date: localDate('2026-10-05'), ...holder })).toEqual({
      resultCode: '000',
      message: 'The card is correct',
      messageVi: 'Thẻ chính xác',
      date: '2026-10-05',
      card: {
        cardNumber: card.cardNumber,
        fullName: 'Đặng Thị Hòa',
        birthDate: '1990-05-17',
        sex: 'female',
        initialFacilityCode: '66101',
        validFrom: '2026-01-01',
        validTo: '2026-12-31',
        fiveYearsOn: '2028-01-01',
        benefitPercent: 100,
      },
    });
  });

  it('answers for today in Viet Nam when no date is given', async () => {
    room.clock.set('2026-12-31T23:30:00+07:00');
    expect(await lookUp(card.cardNumber, holder)).toMatchObject({ resultCode: '000', date: '2026-12-31' });
    room.clock.set('2027-01-01T00:30:00+07:00');
    expect(await lookUp(card.cardNumber, holder)).toMatchObject({ resultCode: '010', date: '2027-01-01' });
    room.clock.set(ROOM_START);
  });

  it.each([{}, { fullName: 'dang thi hoa' }, { birthDate: localDate('1990-05-17') }])(
    'shows no card data to a hospital that gives only %j',
    async (shown) => {
      const answer = await lookUp(card.cardNumber, shown);
      expect(answer).toMatchObject({ resultCode: '000' });
      expect(answer.card).toBeUndefined();
    },
  );

  it.each([
    [{ ...holder, fullName: 'dang thi hang' }, '061'],
    [{ ...holder, fullName: 'nguyen van an' }, '060'],
    [{ ...holder, birthDate: localDate('1991-05-17') }, '070'],
  ])(
    'answers %j with one thing to a hospital, as for a card that is not there, and with %s to the agency',
    async (shown, code) => {
      const answer = await lookUp(card.cardNumber, shown);
      expect(answer).toEqual(await lookUp('DN4669999999999', shown));
      expect(answer).toMatchObject({
        resultCode: '050',
        message: 'This does not agree with the register: check the document',
      });
      expect(answer.card).toBeUndefined();
      expect((await lookUp(card.cardNumber, shown, officer)).resultCode).toBe(code);
    },
  );

  it('shows the card to the agency', async () => {
    expect((await lookUp(card.cardNumber, {}, officer)).card?.cardNumber).toBe(card.cardNumber);
  });

  it('answers an unknown card with 050 and a wrong number with 051', async () => {
    expect((await lookUp('DN4669999999999', holder)).resultCode).toBe('050');
    expect((await lookUp('DN466', holder)).resultCode).toBe('051');
  });

  it('tells of a newer card', async () => {
    const older = issued(nextNumber('SV4'), { status: 'active', ...period });
    const { participantId } = older;
    const newer = issued(nextNumber('DN4'), {
      participantId,
      status: 'active',
      ...period,
      validFrom: localDate('2026-11-01'),
    });
    await room.deliver(CardIssued, older, { id: older.cardId });
    await room.deliver(CardIssued, newer, { id: newer.cardId });
    expect((await lookUp(older.cardNumber, { date: localDate('2026-10-05'), ...holder })).resultCode).toBe('004');
    expect((await lookUp(older.cardNumber, { date: localDate('2027-01-05'), ...holder })).resultCode).toBe('003');
  });

  it('by its address alone tells validity to a hospital and the card to the agency, and knows no name', async () => {
    const path = `/v1/insurance-cards/${card.cardNumber.toLowerCase()}/eligibility?date=2026-10-05`;
    const told = (await room.as(hospital).get(path)).body;
    expect(told).toEqual({
      resultCode: '000',
      message: 'The card is correct',
      messageVi: 'Thẻ chính xác',
      date: '2026-10-05',
    });
    expect((await room.as(officer).get(path)).body).toMatchObject({ card: { fullName: 'Đặng Thị Hòa' } });
    const named = await room.as(hospital).get(`${path}&fullName=dang%20thi%20hoa&birthDate=1990-05-17`);
    expect([named.status, named.body]).toMatchObject([422, { code: 'request.invalid' }]);
  });

  it('refuses a body without a number', async () => {
    const answer = await room.as(hospital).post('/v1/insurance-cards/look-ups', holder);
    expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ pointer: '/cardNumber' }] }]);
  });

  it('needs the permission to look cards up', async () => {
    expect((await room.anonymous.get(`/v1/insurance-cards/${card.cardNumber}/eligibility`)).status).toBe(401);
    const bank = room.as({ role: 'bank', tenantCode: '970405' });
    expect((await bank.get(`/v1/insurance-cards/${card.cardNumber}/eligibility`)).status).toBe(403);
    expect((await bank.post('/v1/insurance-cards/look-ups', { cardNumber: card.cardNumber })).status).toBe(403);
  });
});
