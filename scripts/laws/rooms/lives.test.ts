import { houseOf } from '../house/house.mts';
import { lives } from './lives.mts';

const RULES = "export const PAYABLE = ['created', 'returned'];\nexport const isPaid = (status) => status === 'paid';";

const statuses = (file: string, text: string, plan: object = { tables: ['batches'], reads: ['payouts'] }) =>
  lives
    .check(
      houseOf(
        new Map([
          ['apps/payment/rooms.json', JSON.stringify({ rooms: { payouts: { tables: ['payouts'] }, batches: plan } })],
          ['apps/payment/src/payouts/payout.rules.ts', RULES],
          ['apps/payment/src/batches/batch.rules.ts', "export const isSent = (status) => status === 'sent';"],
          [`apps/payment/src/${file}`, text],
        ]),
      ),
    )
    .map(({ line, what }) => `${line} ${what}`);

describe('The law of lives', () => {
  it('lets a statement name what the rules of its room name, or of the room whose table it reads', () => {
    const own =
      "export const f = (db) => db.$executeRaw`UPDATE payouts SET status = 'paid' WHERE status IN ('created', 'returned')`;";
    expect(statuses('payouts/payout.store.ts', own)).toEqual([]);
    expect(
      statuses('payouts/payout.store.ts', "export const f = (db) => db.payout.count({ where: { status: 'paid' } });"),
    ).toEqual([]);
    const foreign = "export const f = (db) => db.$queryRaw`SELECT FROM payouts WHERE payouts.status <> 'paid'`;";
    expect(statuses('batches/batch.store.ts', foreign)).toEqual([]);
  });

  it.each([
    "export const f = (db) => db.$executeRaw`UPDATE payouts SET status = 'lost'`;",
    "export const f = (db) => db.$executeRaw`UPDATE payouts SET id = 1 WHERE status NOT IN ('paid', 'lost')`;",
    "export const f = (db) => db.payout.updateMany({ where, data: { status: 'lost' } });",
  ])('finds a status that exists in a statement alone: %s', (text) => {
    expect(statuses('payouts/payout.store.ts', text)).toEqual(['1 lost']);
  });

  it('finds a status of a room that the statement has nothing to do with', () => {
    const text = "export const f = (db) => db.$queryRaw`SELECT FROM batches WHERE status = 'paid'`;";
    expect(statuses('batches/batch.store.ts', text, { tables: ['batches'] })).toEqual(['1 paid']);
  });
});
