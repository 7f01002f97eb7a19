import type { PayoutDestination, PayoutStatus } from '@ansinh/contracts/payment/api';
import { type KnownPayoutChannel, PAYOUT_CHANNELS } from '@ansinh/contracts/payment/kinds';
import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { sumOf, vnd } from '@ansinh/contracts/vocabulary/money';
import { kindsOf } from '@ansinh/contracts/wire/open-kind';
import { newId } from '@ansinh/database';
import fc from 'fast-check';
import { type PaymentRoom, startPaymentRoom } from '../../testing/payment';
import type { Tx } from '../kit';
import { createPayout, mayMove, movePayout, type PayoutRecord, sentWithBatch, takenForBatch } from './payout.rules';
import {
  insertPayouts,
  markBatchSent,
  PAYOUT_COLUMNS,
  saveAttempt,
  saveSteps,
  type Taken,
  takeReadyForBatch,
} from './payout.store';

// Statements for many payouts at once make the moves of the rules: for payouts in any state, the table afterwards holds
// what the rules say of each of them.
const property = { seed: 20_261_124, numRuns: 40 };

const NOW = new Date('2026-10-05T01:30:00Z');
const DESTINATIONS = {
  'post-office': { channel: 'post-office', postOfficeCode: '630000' },
  bank: {
    channel: 'bank',
    account: { bankBin: '970436', accountNumber: '0011001932418', accountName: 'TRAN THI MAU' },
  },
} satisfies Record<KnownPayoutChannel, PayoutDestination>;
const { 'post-office': CASH, bank: ACCOUNT } = DESTINATIONS;
const BATCHES = [newId(), newId()] as const;

type State = {
  readonly destination: PayoutDestination;
  readonly status: PayoutStatus;
  readonly batchId: string | null;
};

const STATES: readonly State[] = [
  // Of every channel, so that statement and rule agree which of them go out in batches.
  ...kindsOf(PAYOUT_CHANNELS).map((channel) => ({
    destination: DESTINATIONS[channel],
    status: 'created' as const,
    batchId: null,
  })),
  ...(['paid', 'returned'] as const).map((status) => ({ destination: CASH, status, batchId: null })),
  ...BATCHES.flatMap((batchId) =>
    (['created', 'sent', 'paid', 'returned'] as const).map((status) => ({ destination: ACCOUNT, status, batchId })),
  ),
];

const payoutIn = ({ destination, status, batchId }: State): PayoutRecord => ({
  ...createPayout(
    {
      id: newId(),
      kind: 'pension',
      sourceId: newId(),
      beneficiaryKind: 'participant',
      beneficiaryId: newId(),
      beneficiaryName: 'Trần Thị Mẫu',
      period: yearMonth('2026-10'),
      amountVnd: vnd(4_988_913n),
    },
    destination,
    NOW,
  ),
  status,
  batchId,
  paidAt: status === 'paid' ? NOW : null,
  reasonCode: status === 'returned' ? 'AC04' : null,
});
const payoutsInAnyState = fc.array(fc.constantFrom(...STATES).map(payoutIn), { maxLength: 12 });

class Undone extends Error {}

describe('statements for many payouts', () => {
  let room: PaymentRoom;
  beforeAll(async () => {
    room = await startPaymentRoom();
  });
  afterAll(() => room.stop());

  const batchOf = (id: string) => ({
    id,
    messageId: id.slice(-12),
    bankBin: '970415',
    executionDate: NOW,
    status: 'built',
    payoutCount: 1,
    sumVnd: 1n,
    builtBy: 'an',
    builtAt: NOW,
  });
  /** The payouts as they are after the work, which is then undone: every example begins with an empty table. */
  const after = async (
    payouts: readonly PayoutRecord[],
    work: (db: Tx['db']) => Promise<unknown>,
  ): Promise<readonly PayoutRecord[]> => {
    let rows: readonly PayoutRecord[] = [];
    const transaction = room.db.$transaction(async (db) => {
      await db.payoutBatch.createMany({ data: BATCHES.map(batchOf) });
      await db.payout.createMany({ data: [...payouts] });
      await work(db);
      rows = await db.$queryRaw<PayoutRecord[]>`SELECT ${PAYOUT_COLUMNS} FROM payouts ORDER BY id`;
      throw new Undone();
    });
    await expect(transaction).rejects.toThrow(Undone);
    return rows;
  };
  const byId = (payouts: readonly PayoutRecord[]) =>
    [...payouts].sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));

  it('take into a batch what the rules take', () =>
    fc.assert(
      fc.asyncProperty(payoutsInAnyState, async (payouts) => {
        const id = newId();
        const expected = payouts.map((payout) => takenForBatch(payout, id));
        let taken: Taken | undefined;
        const rows = await after(payouts, async (db) => {
          taken = await takeReadyForBatch(db, id);
        });
        expect(rows).toEqual(byId(expected));
        const inBatch = expected.filter((payout) => payout.batchId === id);
        expect(taken).toEqual({ payouts: inBatch.length, sumVnd: sumOf(inBatch.map(({ amountVnd }) => amountVnd)) });
      }),
      property,
    ));

  it('send with a batch what the rules send', () =>
    fc.assert(
      fc.asyncProperty(payoutsInAnyState, fc.constantFrom(...BATCHES), async (payouts, batchId) => {
        const expected = payouts.map((payout) => sentWithBatch(payout, batchId));
        let sent = -1;
        const rows = await after(payouts, async (db) => {
          sent = await markBatchSent(db, batchId);
        });
        expect(rows).toEqual(byId(expected));
        expect(sent).toBe(expected.filter((payout, index) => payout !== payouts[index]).length);
      }),
      property,
    ));

  it('keep every move that the rules made', () =>
    fc.assert(
      fc.asyncProperty(payoutsInAnyState, fc.constantFrom('paid', 'returned'), async (payouts, to) => {
        const movable = payouts.filter((payout) => mayMove(payout.status, to));
        const moved = movable.map((payout) =>
          movePayout(payout, to === 'paid' ? { to, paidAt: NOW } : { to, reasonCode: 'MD07' }),
        );
        const rows = await after(payouts, (db) => saveSteps(db, moved));
        expect(rows).toEqual(byId([...payouts.filter((payout) => !movable.includes(payout)), ...moved]));
      }),
      property,
    ));

  it('keep a new payout, once, and the next attempt of a returned one', async () => {
    const returned = payoutIn({ destination: ACCOUNT, status: 'returned', batchId: BATCHES[0] });
    const again = movePayout(returned, { to: 'created', destination: CASH });
    const created = payoutIn({ destination: ACCOUNT, status: 'created', batchId: null });
    const rows = await after([returned], async (db) => {
      await saveAttempt(db, again);
      expect(await insertPayouts(db, [created])).toEqual([created]);
      expect(await insertPayouts(db, [{ ...created, id: newId() }])).toEqual([]);
    });
    expect(rows).toEqual(byId([again, created]));
  });
});
