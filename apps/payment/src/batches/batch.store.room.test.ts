import { PayoutBatch } from '@ansinh/contracts/payment/api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { type PaymentRoom, startPaymentRoom } from '../../testing/payment';
import { moveBatch } from './batch.rules';
import { findBatch, insertBatch, markFetched } from './batch.store';
import { saveOutcomes } from './line.store';

const BY = { subject: 'an', tenant: { kind: 'agency', code: '66' }, permissions: new Set<never>() } as const;
const NOW = new Date('2026-10-05T01:30:00Z');
const BATCH = {
  messageId: 'ANSINH-20261005-1',
  bankBin: '970415',
  executionDate: localDate('2026-10-06'),
  builtByKey: 'an',
};

class Undone extends Error {}

describe('the store of batches', () => {
  let room: PaymentRoom;
  beforeAll(async () => {
    room = await startPaymentRoom();
    await room.approvedPension();
    await room.run();
  });
  afterAll(() => room.stop());

  it('builds no batch whose lines are not those that it took', async () => {
    const build = room.db.$transaction(async (db) => {
      await db.$executeRaw`CREATE FUNCTION no_line() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`;
      await db.$executeRaw`CREATE TRIGGER no_line BEFORE INSERT ON payout_batch_lines FOR EACH ROW EXECUTE FUNCTION no_line()`;
      await insertBatch({ db, by: BY, now: NOW }, { ...BATCH, id: newId() });
      throw new Undone();
    });
    await expect(build).rejects.toThrow('took 1 payouts, but has 0 lines');
  });

  it('moves a batch of every status as the rules do', async () => {
    const { batchId } = await room.approvedBatch();
    const released = PayoutBatch.shape.status.options.filter((status) => status !== 'built');
    for (const status of released) {
      const transaction = room.db.$transaction(async (db) => {
        await db.payoutBatch.update({ where: { id: batchId }, data: { status } });
        const before = { status };
        await markFetched(db, batchId);
        expect((await findBatch(db, batchId))?.status).toBe(moveBatch(before, { to: 'fetched' }));
        const reported = moveBatch(before, { to: 'reported' });
        await saveOutcomes(db, { batchId, status: reported }, []);
        expect((await findBatch(db, batchId))?.status).toBe(reported);
        throw new Undone();
      });
      await expect(transaction).rejects.toThrow(Undone);
    }
  });
});
