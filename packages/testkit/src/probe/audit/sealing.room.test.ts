import { AUDIT_REGISTER, readProgress } from '@ansinh/audit';
import { Client } from '@ansinh/database/session';
import type { PrismaClient } from '../../generated/prisma/client';
import { type Room, startRoom } from '../../rooms/room';
import { keeper } from './keeper';
import { check, later, NOW, sealAt, sealIn, write } from './sealer';

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(keeper);
});
afterEach(() => room.stop());

describe('the seals over the audit', () => {
  it('hold what was written, each row once, and go on where they ended', async () => {
    await write(room.db, 2_500);
    expect(await sealAt(room)).toMatchObject({ seals: 3, isWhole: true });
    expect(await sealAt(room)).toMatchObject({ seals: 0 });
    await write(room.db, 7);
    expect(await sealAt(room)).toMatchObject({ seals: 1 });
    expect(await check(room.db)).toMatchObject({ seals: 4n, rows: 2_507n, findings: [], more: 0 });
    const positions = await room.db.$queryRaw`SELECT positions::text, row_count FROM platform.seals ORDER BY number`;
    expect(positions).toEqual([
      { positions: '{[1,1001)}', row_count: 1_000 },
      { positions: '{[1001,2001)}', row_count: 1_000 },
      { positions: '{[2001,2501)}', row_count: 500 },
      { positions: '{[2501,2508)}', row_count: 7 },
    ]);
  });

  /** A transaction takes so many numbers and commits after others have been sealed behind them. */
  const committedBehind = async (count: number): Promise<void> => {
    const open = new Client({ connectionString: room.databaseUrl });
    await open.connect();
    await open.query('BEGIN');
    await open.query(
      `INSERT INTO platform.audit (subject, tenant, action, target)
       SELECT 'tam', 'agency:66', 'a', 'b' FROM generate_series(1, $1::int)`,
      [count],
    );
    await write(room.db, 2);
    expect(await sealAt(room)).toMatchObject({ seals: 1 });
    expect(await check(room.db)).toMatchObject({ rows: 2n, findings: [] });
    await open.query('COMMIT');
    await open.end();
  };
  const positions = () => room.db.$queryRaw`SELECT positions::text FROM platform.seals ORDER BY number`;

  it.each([
    ['at once', 0.02],
    ['when nobody sealed for hours', 3],
  ])('wait for nobody: what is not committed yet is sealed when it is, %s', async (_when, hours) => {
    await committedBehind(1);
    expect(await sealAt(room, later(hours))).toMatchObject({ seals: 1 });
    expect(await check(room.db)).toMatchObject({ rows: 3n, findings: [] });
    expect(await positions()).toEqual([{ positions: '{[2,4)}' }, { positions: '{[1,2)}' }]);
    // That there was nothing new is sealed too, once an hour.
    expect(await sealAt(room, later(hours + 3))).toMatchObject({ seals: 1, isWhole: true });
    expect(await sealAt(room, later(hours + 3.9))).toMatchObject({ seals: 0 });
    expect(await check(room.db)).toMatchObject({ rows: 3n, findings: [] });
  });

  it('leave nothing out when nobody sealed for hours, although it is more than one sealing takes', async () => {
    await committedBehind(20_500);
    await write(room.db, 10);
    expect(await sealAt(room, later(3))).toMatchObject({ seals: 20, isWhole: false });
    expect(await sealAt(room, later(3.01))).toMatchObject({ seals: 1, isWhole: true });
    expect(await check(room.db)).toMatchObject({ rows: 20_512n, findings: [] });
  });

  it('are found by their number: those of hours ago are not read again', async () => {
    const minutes = 20_000;
    await room.db.$executeRaw`
      INSERT INTO platform.seals
        (number, register, positions, until_position, row_count, is_whole, leaves, root, previous, hash, sealed_at)
      SELECT n, 'audit', int8multirange(int8range(n, n + 1)), n + 1, 1, true, '', '', '', '',
             ${NOW}::timestamptz - (${minutes}::int - n) * interval '1 minute'
      FROM generate_series(1, ${minutes}::int) AS n`;
    await room.db.$executeRaw`ANALYZE platform.seals`;
    await room.db.$executeRaw`SELECT setval(pg_get_serial_sequence('platform.audit', 'position'), ${minutes}::int)`;
    await write(room.db, 5);
    const read = await room.db.$transaction(async (db) => {
      const readOf = async () => {
        const [row] = await db.$queryRaw<{ rows: number }[]>`
          SELECT (seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS rows
          FROM pg_stat_xact_all_tables WHERE relid = 'platform.seals'::regclass`;
        return row?.rows ?? 0;
      };
      const before = await readOf();
      expect(await sealIn(db, later(0.01))).toMatchObject({ seals: 1 });
      return (await readOf()) - before;
    });
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(300);
  });

  it('are behind by the oldest row that none of them has', async () => {
    expect(await readProgress(room.db, [AUDIT_REGISTER])).toEqual({ newestAt: undefined, unsealedSince: undefined });
    await write(room.db, 3);
    await sealAt(room);
    expect(await readProgress(room.db, [AUDIT_REGISTER])).toEqual({ newestAt: NOW, unsealedSince: undefined });
    const [row] = await room.db.$queryRaw<{ at: Date }[]>`
      INSERT INTO platform.audit (at, subject, tenant, action, target)
      VALUES (date_trunc('milliseconds', clock_timestamp()), 'lan', 'agency:66', 'a', 'b') RETURNING at`;
    await write(room.db, 3);
    expect(await readProgress(room.db, [AUDIT_REGISTER])).toEqual({ newestAt: NOW, unsealedSince: row?.at });
  });

  it('are made by one process at a time', async () => {
    await write(room.db, 3);
    const both = await Promise.all([sealAt(room), sealAt(room)]);
    const seals = both.map((sealed) => sealed?.seals ?? 0);
    expect(seals.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await check(room.db)).toMatchObject({ seals: 1n, rows: 3n, findings: [] });
  });

  it('are never changed', async () => {
    await write(room.db, 1);
    await sealAt(room);
    await expect(room.db.$executeRaw`UPDATE platform.seals SET hash = 'x'`).rejects.toThrow('never changed');
    await expect(room.db.$executeRaw`DELETE FROM platform.seals`).rejects.toThrow('never changed');
  });
});
