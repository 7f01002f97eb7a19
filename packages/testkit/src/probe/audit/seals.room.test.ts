import { AUDIT_REGISTER, type Checked, checkSeals, type Finding, sealRegisters } from '@ansinh/audit';
import { Client } from '@ansinh/database/session';
import fc from 'fast-check';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { type Room, startRoom } from '../../rooms/room';
import { keeper } from './keeper';

type Db = Prisma.TransactionClient;

const SEED = 20_261_130;
const NOW = new Date('2026-10-05T08:30:00+07:00');
const HOUR_MS = 3_600_000;
const later = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(keeper);
});
afterEach(() => room.stop());

const write = (db: Pick<Db, '$executeRaw'>, count: number) => db.$executeRaw`
  INSERT INTO platform.audit (subject, tenant, action, target, outcome)
  SELECT 'lan', 'agency:66', 'key.turn', 'key:' || n, 'turned' FROM generate_series(1, ${count}::int) AS n`;
const seal = (now = NOW) => room.db.$transaction((db) => sealRegisters(db, [AUDIT_REGISTER], now));
const check = (db: Db = room.db, now = NOW, expected = new Map<bigint, string>()): Promise<Checked> =>
  checkSeals(db, { registers: [AUDIT_REGISTER], now, expected });
const told = ({ findings }: Checked): string[] =>
  findings.map(({ what, seal: number, position }: Finding) => [what, number, position].join(' ').trim());

class Undone extends Error {}

/** As somebody can who owns the tables; nothing of it stays. */
const tampered = async (work: (db: Db) => Promise<unknown>, now = NOW): Promise<Checked> => {
  let checked: Checked | undefined;
  const tries = room.db.$transaction(async (db) => {
    await db.$executeRaw`ALTER TABLE platform.audit DISABLE TRIGGER audit_is_append_only`;
    await db.$executeRaw`ALTER TABLE platform.seals DISABLE TRIGGER seals_are_append_only`;
    await work(db);
    checked = await check(db, now);
    throw new Undone();
  });
  await expect(tries).rejects.toBeInstanceOf(Undone);
  if (checked === undefined) throw new Error('it was checked');
  return checked;
};

describe('the seals over the audit', () => {
  it('hold what was written, each row once, and go on where they ended', async () => {
    await write(room.db, 2_500);
    expect(await seal()).toMatchObject({ seals: 3, isWhole: true });
    expect(await seal()).toMatchObject({ seals: 0 });
    await write(room.db, 7);
    expect(await seal()).toMatchObject({ seals: 1 });
    expect(await check()).toMatchObject({ seals: 4n, rows: 2_507n, findings: [], more: 0 });
    const positions = await room.db.$queryRaw`SELECT positions, row_count FROM platform.seals ORDER BY number`;
    expect(positions).toEqual([
      { positions: '{[1,1001)}', row_count: 1_000 },
      { positions: '{[1001,2001)}', row_count: 1_000 },
      { positions: '{[2001,2501)}', row_count: 500 },
      { positions: '{[2501,2508)}', row_count: 7 },
    ]);
  });

  it('wait for nobody: what is not committed yet is sealed when it is, whichever number it took', async () => {
    const open = new Client({ connectionString: room.databaseUrl });
    await open.connect();
    await open.query('BEGIN');
    await open.query(
      `INSERT INTO platform.audit (subject, tenant, action, target) VALUES ('tam', 'agency:66', 'a', 'b')`,
    );
    await write(room.db, 2);
    expect(await seal()).toMatchObject({ seals: 1 });
    expect(await check()).toMatchObject({ rows: 2n, findings: [] });
    await open.query('COMMIT');
    await open.end();
    expect(await seal(later(0.5))).toMatchObject({ seals: 1 });
    expect(await check()).toMatchObject({ rows: 3n, findings: [] });
    const positions = await room.db.$queryRaw`SELECT positions FROM platform.seals ORDER BY number`;
    expect(positions).toEqual([{ positions: '{[2,4)}' }, { positions: '{[1,2)}' }]);
  });

  it('are made by one process at a time', async () => {
    await write(room.db, 3);
    const both = await Promise.all([seal(), seal()]);
    const seals = both.map((sealed) => sealed?.seals ?? 0);
    expect(seals.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await check()).toMatchObject({ seals: 1n, rows: 3n, findings: [] });
  });

  it('are never changed', async () => {
    await write(room.db, 1);
    await seal();
    await expect(room.db.$executeRaw`UPDATE platform.seals SET hash = 'x'`).rejects.toThrow('never changed');
    await expect(room.db.$executeRaw`DELETE FROM platform.seals`).rejects.toThrow('never changed');
  });
});

describe('whoever changes what was sealed', () => {
  beforeEach(async () => {
    await write(room.db, 60);
    await seal();
    await write(room.db, 60);
    await seal(later(0.01));
  });

  type Tampering = { readonly how: 'change' | 'remove' | 'swap'; readonly at: number; readonly with: number };
  const apply = async (db: Db, { how, at, with: other }: Tampering): Promise<void> => {
    if (how === 'change') await db.$executeRaw`UPDATE platform.audit SET outcome = 'else' WHERE position = ${at}`;
    if (how === 'remove') await db.$executeRaw`DELETE FROM platform.audit WHERE position = ${at}`;
    if (how === 'swap')
      await db.$executeRaw`
        UPDATE platform.audit SET target = other.target FROM platform.audit AS other
        WHERE (audit.position, other.position) IN ((${at}::bigint, ${other}::bigint), (${other}::bigint, ${at}::bigint))`;
  };
  const findingsOf = ({ how, at, with: other }: Tampering): string[] => {
    const sealOf = (position: number) => (position <= 60 ? 1 : 2);
    if (how === 'remove') return [`removed ${sealOf(at)} ${at}`];
    const changed = how === 'swap' ? [at, other] : [at];
    return changed.map((position) => `changed ${sealOf(position)} ${position}`);
  };

  it(`is found by each row that was changed, removed or put into another order (seed ${SEED})`, async () => {
    const place = fc.integer({ min: 1, max: 120 });
    // Places that lie apart, so that each tampering is seen by itself.
    const drawn = fc.uniqueArray(place, { minLength: 2, maxLength: 8 }).chain((places) =>
      fc.tuple(
        ...Array.from({ length: Math.floor(places.length / 2) }, (_, index) =>
          fc.record({
            how: fc.constantFrom('change' as const, 'remove' as const, 'swap' as const),
            at: fc.constant(places[2 * index] ?? 1),
            with: fc.constant(places[2 * index + 1] ?? 2),
          }),
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(drawn, async (tamperings) => {
        const checked = await tampered(async (db) => {
          for (const one of tamperings) await apply(db, one);
        });
        // The targets of rows 1 and 61 are alike, and so on: such a swap changes nothing.
        const expected = tamperings
          .filter(({ how, at, with: other }) => how !== 'swap' || Math.abs(at - other) !== 60)
          .flatMap(findingsOf);
        expect(told(checked).sort()).toEqual(expected.sort());
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  const insert = (db: Db, position: number, at: string) => db.$executeRaw`
    INSERT INTO platform.audit (position, at, subject, tenant, action, target) OVERRIDING SYSTEM VALUE
    VALUES (${position}, ${at}::timestamptz, 'lan', 'agency:66', 'key.turn', 'key:0')`;

  it('is found when a row is put in where none was, or with a time of long ago', async () => {
    const long = '2020-01-01T00:00:00Z';
    // What was committed after the last seal is not sealed yet, and is nothing to complain of.
    expect(told(await tampered((db) => write(db, 1)))).toEqual([]);
    const removed = await tampered(async (db) => {
      await db.$executeRaw`DELETE FROM platform.audit WHERE position = 5`;
      await insert(db, 5, long);
    });
    expect(told(removed)).toEqual(['changed 1 5']);
    const below = await tampered((db) => insert(db, 0, long), later(2));
    expect(told(below)).toEqual(['inserted  0']);
    const late = await tampered(async (db) => {
      await db.$executeRaw`SELECT setval(pg_get_serial_sequence('platform.audit', 'position'), 130)`;
      await write(db, 1);
      await sealRegisters(db, [AUDIT_REGISTER], later(0.02));
      await insert(db, 125, long);
      await sealRegisters(db, [AUDIT_REGISTER], later(3));
    }, later(3));
    expect(told(late)).toEqual(['inserted  125']);
    const sealedLate = await tampered(async (db) => {
      await insert(db, 121, long);
      await sealRegisters(db, [AUDIT_REGISTER], later(0.02));
    });
    expect(told(sealedLate)).toEqual(['out-of-order 3 121']);
  });

  it('is found when the seals are changed, removed or made anew', async () => {
    const { hash } = await check();
    expect(
      told(await tampered((db) => db.$executeRaw`UPDATE platform.seals SET root = repeat('0', 64) WHERE number = 1`)),
    ).toEqual(['seal-changed 1']);
    expect(told(await tampered((db) => db.$executeRaw`DELETE FROM platform.seals WHERE number = 1`))).toEqual([
      'seal-missing 1',
      'seal-changed 2',
    ]);
    // Rows and seals made anew agree with each other; a hash that was kept elsewhere does not.
    await room.db.$transaction(async (db) => {
      await db.$executeRaw`ALTER TABLE platform.audit DISABLE TRIGGER audit_is_append_only`;
      await db.$executeRaw`ALTER TABLE platform.seals DISABLE TRIGGER seals_are_append_only`;
      await db.$executeRaw`DELETE FROM platform.seals`;
      await db.$executeRaw`UPDATE platform.audit SET outcome = 'else' WHERE position = 5`;
    });
    await seal();
    expect(told(await check())).toEqual([]);
    expect(told(await check(room.db, NOW, new Map([[2n, hash]])))).toEqual(['seal-missing 2']);
    expect(told(await check(room.db, NOW, new Map([[1n, hash]])))).toEqual(['seal-not-expected 1']);
  });
});
