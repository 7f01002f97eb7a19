import { connectDatabase } from '@ansinh/database';
import { Client } from '@ansinh/database/session';
import { PrismaClient } from '../generated/prisma/client';
import { probeService, type Room, startRoom } from '../index';

describe('a database that was set to the time of Viet Nam, and to other dates', () => {
  let room: Room<PrismaClient>;
  beforeEach(async () => {
    room = await startRoom(probeService);
    const client = new Client({ connectionString: room.databaseUrl });
    await client.connect();
    const name = new URL(room.databaseUrl).pathname.slice(1);
    await client.query(`ALTER DATABASE "${name}" SET timezone = 'Asia/Ho_Chi_Minh'`);
    await client.query(`ALTER DATABASE "${name}" SET datestyle = 'SQL, DMY'`);
    await client.end();
  });
  afterEach(() => room.stop());

  it('is read and written as any other one: an instant is that instant', async () => {
    const database = connectDatabase({ url: room.databaseUrl, client: PrismaClient, poolSize: 1 });
    const at = new Date('2026-10-05T02:15:00.123Z');
    try {
      const [read] = await database.client.$queryRaw<{ at: Date; text: string; same: boolean }[]>`
        SELECT '2026-10-05T02:15:00.123Z'::timestamptz AS at, ('2026-10-05T02:15:00.123Z'::timestamptz)::text AS text,
               ${at}::timestamptz = '2026-10-05T09:15:00.123+07:00'::timestamptz AS same`;
      expect(read).toEqual({ at, text: '2026-10-05 02:15:00.123+00', same: true });
    } finally {
      await database.client.$disconnect();
    }
  });
});
