import { answersToForgedCursors, FORGED_CURSOR_REFUSED } from '../rooms/cursors';
import { startRoom } from '../rooms/room';
import { probeService } from './probe';

const OPERATOR = { role: 'operator', tenantCode: '66', subject: 'tam' } as const;

describe('the audit', () => {
  it('is filtered and paged, and its rows are never changed', async () => {
    const room = await startRoom(probeService);
    await room.db.$executeRaw`
      INSERT INTO platform.audit (at, subject, tenant, action, target, reason)
      SELECT '2026-10-05T08:30:00.123456Z', 'tam', 'agency:66', 'dead-letter.discard', 'dead-letter:' || n, 'test'
      FROM generate_series(1, 12) AS n`;
    const read = async (query: string) =>
      (await room.as(OPERATOR).get(`/v1/operations/audit${query}`)).body as {
        items: { target: string }[];
        nextCursor?: string;
      };
    const first = await read('?pageSize=7&subject=tam');
    const second = await read(`?pageSize=7&subject=tam&cursor=${first.nextCursor}`);
    // All of one instant: their numbers order them, 10 before 9.
    expect([...first.items, ...second.items].map(({ target }) => Number(target.split(':')[1]))).toEqual(
      Array.from({ length: 12 }, (_, index) => 12 - index),
    );
    expect(second.nextCursor).toBeUndefined();
    expect((await read('?target=dead-letter:3')).items).toMatchObject([{ at: '2026-10-05T08:30:00.123456Z' }]);
    for (const list of ['audit', 'dead-letters'])
      expect(await answersToForgedCursors(room.as(OPERATOR), `/v1/operations/${list}`)).toEqual(FORGED_CURSOR_REFUSED);
    const changes = [
      room.db.$executeRaw`UPDATE platform.audit SET subject = 'x'`,
      room.db.$executeRaw`DELETE FROM platform.audit`,
    ];
    for (const change of changes) await expect(change).rejects.toThrow('never changed');
    await room.stop();
  });
});

describe('the status of a service', () => {
  it('says that all is well, then what waits and since when', async () => {
    const room = await startRoom(probeService);
    const status = async () => (await room.as(OPERATOR).get('/v1/operations/status')).body;
    expect(await status()).toMatchObject({
      service: 'payment',
      healthy: true,
      stuck: [],
      relay: { role: 'off', trouble: null },
      consumer: null,
      lag: null,
      database: {
        outbox: { messages: 0, oldestAgeSeconds: null },
        deadLetters: { open: 0, oldestDiedAt: null },
        held: { messages: 0, oldestAgeSeconds: null },
      },
    });
    await room.deliverRaw({ headers: {}, value: null });
    expect(await status()).toMatchObject({
      healthy: false,
      stuck: [{ what: '1 dead letter waits for an operator' }],
      database: { deadLetters: { open: 1 } },
    });
    await room.stop();
  });
});
