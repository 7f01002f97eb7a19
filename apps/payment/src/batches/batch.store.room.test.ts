import { PayoutBatch } from '@ansinh/contracts/payment/api';
import { type PaymentRoom, startPaymentRoom } from '../../testing/payment';
import { moveBatch } from './batch.rules';
import { findBatch, markFetched } from './batch.store';
import { saveOutcomes } from './line.store';

class Undone extends Error {}

describe('the store of batches', () => {
  let room: PaymentRoom;
  beforeAll(async () => {
    room = await startPaymentRoom();
    await room.approvedPension();
    await room.run();
  });
  afterAll(() => room.stop());

  it('moves a batch of every status as the rules do', async () => {
    const { batchId } = await room.approvedBatch();
    const released = PayoutBatch.shape.status.options.filter((status) => status !== 'built');
    for (const status of released) {
      const transaction = room.db.$transaction(async (db) => {
        await db.payoutBatch.update({ where: { id: batchId }, data: { status } });
        const before = { status, builtBy: 'an' };
        await markFetched(db, batchId);
        expect((await findBatch(db, batchId))?.status).toBe(moveBatch(before, { to: 'fetched' }));
        await saveOutcomes(db, batchId, []);
        expect((await findBatch(db, batchId))?.status).toBe(moveBatch(before, { to: 'reported' }));
        throw new Undone();
      });
      await expect(transaction).rejects.toThrow(Undone);
    }
  });
});
