import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../generated/prisma/client';
import type { Room } from '../rooms/room';

/** FAILPOINTS are read when the process starts; a test file is one, as long as it loads the service afterwards. */
describe('a service that breaks on purpose', () => {
  let room: Room<PrismaClient>;

  beforeAll(async () => {
    process.env.FAILPOINTS = 'commit=execute-then-throw@1;before-commit=throw@3';
    const { startRoom } = await import('../index.js');
    const { probeService } = await import('./probe.js');
    room = await startRoom(probeService);
  });
  afterAll(async () => {
    delete process.env.FAILPOINTS;
    await room.stop();
  });

  const add = (id: string, key: string) =>
    room.as({ role: 'officer', tenantCode: '66' }).post(`/v1/counters/${id}/additions`, { amountVnd: '5' }, { key });
  const eventsOf = async (id: string) => (await room.outbox()).filter(({ key }) => key === id).length;

  it('answers 503 when a commit was carried out and its answer lost; the repetition gets the stored answer', async () => {
    const id = randomUUID();
    expect((await add(id, 'a')).body).toMatchObject({ status: 503, code: 'service.unavailable' });
    const again = await add(id, 'a');
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect([again.body, await eventsOf(id)]).toEqual([{ id, total: '5', version: 1 }, 1]);
  });

  it('leaves nothing behind when it fails right before a commit, and the same key works afterwards', async () => {
    const id = randomUUID();
    expect((await add(id, 'b')).status).toBe(500);
    expect([await room.db.counter.findUnique({ where: { id } }), await eventsOf(id)]).toEqual([null, 0]);
    expect([(await add(id, 'b')).status, await eventsOf(id)]).toEqual([201, 1]);
  });
});
