import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { eventually, type Room, startRoom } from '@ansinh/testkit';
import { CARD } from '../../../testing/claims';
import { cardIssued } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { CARD_LIMITS } from '../../registers/coverage/card-check.rules';
import { service } from '../../service';

const HOLDER = { fullName: 'tran thi thu', birthDate: localDate('1990-05-17') };
const DATE = localDate('2026-10-05');
const hospital = { role: 'hospital', tenantCode: '66002' } as const;
const neighbour = { role: 'hospital', tenantCode: '66003' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  const card = cardIssued();
  await room.deliver(CardIssued, card, { id: card.cardId });
  room.clock.set(`${DATE}T09:00:00+07:00`);
});
afterEach(() => room.stop());

type Who = typeof hospital | typeof neighbour | typeof officer;
const look = (shown: object, who: Who = hospital) =>
  room.as(who).post('/v1/insurance-cards/look-ups', { cardNumber: CARD, date: DATE, ...shown });
const askByNumber = (who: Who = hospital, cardNumber: string = CARD) =>
  room.as(who).get(`/v1/insurance-cards/${cardNumber}/eligibility?date=${DATE}`);
const audited = () =>
  room.db.$queryRaw<object[]>`
    SELECT tenant, action, target, outcome FROM platform.audit WHERE action NOT LIKE '%.read' ORDER BY position`;
/** So many answers before, without their requests. */
const disagreedWith = (count: number) => room.db.$executeRaw`
  INSERT INTO platform.disagreements (client, day, count, last_at)
  VALUES ('test-hospital@facility:66002', '2026-10-05', ${count}, '2026-10-05T08:59:00+07:00')
  ON CONFLICT (client, day) DO UPDATE SET count = excluded.count`;

describe('a look-up', () => {
  const readers = () => room.db.$queryRaw<object[]>`
    SELECT tenant, target FROM platform.audit WHERE action = 'person.read' AND target LIKE 'participant:%' ORDER BY 1`;

  it('is noted with whose card it was, at a reception and in the agency; what does not agree is not', async () => {
    await look(HOLDER);
    await look({ ...HOLDER, fullName: 'le an' }, neighbour);
    await askByNumber(officer);
    const target = `participant:${cardIssued().participantId}`;
    await eventually(async () =>
      expect(await readers()).toEqual([
        { tenant: 'agency:66', target },
        { tenant: 'facility:66002', target },
      ]),
    );
  });
});

describe('who tries cards, names and birth dates', () => {
  it('is counted and written down, without what was tried', async () => {
    await look({ ...HOLDER, fullName: 'tran thi hai' });
    await look({ ...HOLDER, cardNumber: 'DN4669999999999' });
    await askByNumber();
    await look(HOLDER);
    expect(await audited()).toEqual([
      { tenant: 'facility:66002', action: 'register.disagreed', target: 'card-look-up', outcome: '1' },
      { tenant: 'facility:66002', action: 'register.disagreed', target: 'card-look-up', outcome: '1' },
      { tenant: 'facility:66002', action: 'card.asked-by-number', target: 'card-look-up', outcome: '1' },
    ]);
    const counted = await room.db.$queryRaw`SELECT client, count FROM platform.disagreements`;
    expect(counted).toEqual([{ client: 'test-hospital@facility:66002', count: 3 }]);
  });

  it('waits after too many, right or wrong, and the others do not', async () => {
    await disagreedWith(CARD_LIMITS.freeADay - 1);
    expect((await look({ ...HOLDER, fullName: 'tran thi hai' })).status).toBe(200);
    for (const paused of [await look(HOLDER), await look({ ...HOLDER, fullName: 'le an' }), await askByNumber()])
      expect([paused.status, paused.body, paused.headers.get('retry-after')]).toMatchObject([
        429,
        { code: 'register.paused' },
        String(CARD_LIMITS.pauseMs / 1_000),
      ]);
    expect((await look(HOLDER, neighbour)).body).toMatchObject({ resultCode: '000' });
    expect((await look({ ...HOLDER, fullName: 'le an' }, officer)).body).toMatchObject({ resultCode: '060' });
    room.clock.set(`${DATE}T09:05:00+07:00`);
    expect((await look(HOLDER)).body).toMatchObject({ resultCode: '000' });
  });

  it('is answered alike for a number that nobody has, and one that somebody else has', async () => {
    const [wrong, unknown] = [
      await look({ ...HOLDER, fullName: 'tran thi hai' }),
      await look({ ...HOLDER, cardNumber: 'DN4669999999999' }),
    ];
    expect(wrong.body).toEqual(unknown.body);
    expect((await askByNumber(hospital, 'DN4669999999999')).body).toEqual(unknown.body);
  });
});
