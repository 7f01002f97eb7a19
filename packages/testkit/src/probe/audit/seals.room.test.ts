import type { Checked, Finding } from '@ansinh/audit';
import { raw } from '@prisma/client/runtime/client';
import fc from 'fast-check';
import type { PrismaClient } from '../../generated/prisma/client';
import { type Room, startRoom } from '../../rooms/room';
import { keeper } from './keeper';
import { check, type Db, later, NOW, sealAt, sealIn, write } from './sealer';

const SEED = 20_261_130;

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(keeper);
});
afterEach(() => room.stop());

const told = ({ findings }: Checked): string[] =>
  findings.map(({ what, seal: number, position }: Finding) => [what, number, position].join(' ').trim());

class Undone extends Error {}

/** As somebody can who owns the tables; nothing of it stays. */
const tampered = async (work: (db: Db) => Promise<unknown>): Promise<Checked> => {
  let checked: Checked | undefined;
  const [{ last } = { last: 0n }] = await room.db.$queryRaw<{ last: bigint }[]>`
    SELECT pg_sequence_last_value('platform.audit_position_seq') AS last`;
  const tries = room.db.$transaction(async (db) => {
    await db.$executeRaw`ALTER TABLE platform.audit DISABLE TRIGGER audit_is_append_only`;
    await db.$executeRaw`ALTER TABLE platform.seals DISABLE TRIGGER seals_are_append_only`;
    await work(db);
    checked = await check(db);
    throw new Undone();
  });
  await expect(tries).rejects.toBeInstanceOf(Undone);
  // Numbers that were given stay given: else the next one would miss its rows.
  await room.db.$executeRaw`SELECT setval('platform.audit_position_seq', ${last}::bigint)`;
  if (checked === undefined) throw new Error('it was checked');
  return checked;
};

describe('whoever changes what was sealed', () => {
  beforeEach(async () => {
    await write(room.db, 60);
    await sealAt(room);
    await write(room.db, 60);
    await sealAt(room, later(0.01));
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

  const insert = (db: Db, position: number | string, at: string) => db.$executeRaw`
    INSERT INTO platform.audit (position, at, subject, tenant, action, target) OVERRIDING SYSTEM VALUE
    VALUES (${String(position)}::bigint, ${at}::timestamptz, 'lan', 'agency:66', 'key.turn', 'key:0')`;

  it('is found when a row is put in where none was, or with a time of long ago', async () => {
    const long = '2020-01-01T00:00:00Z';
    // What was committed after the last seal is not sealed yet, and is nothing to complain of.
    expect(told(await tampered((db) => write(db, 1)))).toEqual([]);
    const removed = await tampered(async (db) => {
      await db.$executeRaw`DELETE FROM platform.audit WHERE position = 5`;
      await insert(db, 5, long);
    });
    expect(told(removed)).toEqual(['changed 1 5']);
    const below = await tampered((db) => insert(db, 0, long));
    expect(told(below)).toEqual(['inserted  0']);
    const late = await tampered(async (db) => {
      await db.$executeRaw`SELECT setval(pg_get_serial_sequence('platform.audit', 'position'), 130)`;
      await write(db, 1);
      await sealIn(db, later(0.02));
      // That others sealed for more than an hour and left nothing closes what lies below.
      await write(db, 1);
      await sealIn(db, later(3));
      await insert(db, 125, long);
      await sealIn(db, later(3.1));
    });
    expect(told(late)).toEqual(['inserted  125']);
    const unwatched = await tampered(async (db) => {
      await db.$executeRaw`SELECT setval(pg_get_serial_sequence('platform.audit', 'position'), 130)`;
      await write(db, 1);
      await sealIn(db, later(0.02));
      await insert(db, 125, long);
      await sealIn(db, later(3));
    });
    expect(told(unwatched)).toEqual(['out-of-order 4 125']);
    const sealedLate = await tampered(async (db) => {
      await db.$executeRaw`SELECT setval(pg_get_serial_sequence('platform.audit', 'position'), 121)`;
      await insert(db, 121, long);
      await sealIn(db, later(0.02));
    });
    expect(told(sealedLate)).toEqual(['out-of-order 3 121']);
    const highest = await tampered((db) => insert(db, '9223372036854775807', long));
    expect(told(highest)).toEqual(['inserted  9223372036854775807']);
  });

  it('is found where honest rows come after it, and says nothing of them', async () => {
    const beyond = await tampered(async (db) => {
      await insert(db, 9_000_000, NOW.toISOString());
      await sealIn(db, later(0.02));
      await write(db, 3, later(2));
      await sealIn(db, later(3));
      await write(db, 3, later(5));
      await sealIn(db, later(6));
    });
    expect(told(beyond)).toEqual(['inserted  9000000']);
    for (const at of ['infinity', '-infinity', '2031-01-01T00:00:00Z']) {
      const checked = await tampered(async (db) => {
        await db.$executeRaw`SELECT setval(pg_get_serial_sequence('platform.audit', 'position'), 121)`;
        await insert(db, 121, at);
        await write(db, 3);
        await sealIn(db, later(0.02));
        await write(db, 3);
        await sealIn(db, later(0.03));
      });
      expect([at, told(checked)]).toEqual([at, ['out-of-order 3 121']]);
    }
  });

  it('is found where it is dated back into days without any act', async () => {
    const backdated = await tampered(async (db) => {
      for (let hours = 2; hours < 60; hours += 2) await sealIn(db, later(hours));
      await write(db, 1, later(30));
      await sealIn(db, later(60));
    });
    expect(told(backdated)).toEqual([expect.stringMatching(/^out-of-order \d+ 121$/)]);
  });

  it('is found where nobody seals: the oldest row that has waited for long is named', async () => {
    const waiting = await tampered(async (db) => {
      await db.$executeRaw`
        INSERT INTO platform.audit (at, subject, tenant, action, target)
        VALUES (clock_timestamp() - interval '20 minutes', 'lan', 'agency:66', 'a', 'b')`;
      await write(db, 2);
    });
    expect(told(waiting)).toEqual(['unsealed  121']);
  });

  it('is found where the newest rows, or all of them, were taken away with their seals', async () => {
    const tail = await tampered(async (db) => {
      await db.$executeRaw`DELETE FROM platform.seals WHERE number = 2`;
      await db.$executeRaw`DELETE FROM platform.audit WHERE position > 60`;
    });
    expect(told(tail)).toEqual(['end-missing  120']);
    const all = await tampered(async (db) => {
      await db.$executeRaw`TRUNCATE platform.audit, platform.seals`;
    });
    expect([all.seals, told(all)]).toEqual([0n, ['end-missing  120']]);
  });

  it('cannot end the sealing by a seal far ahead: the next one is the next one', async () => {
    const forge = room.db.$executeRaw`
      INSERT INTO platform.seals
      SELECT 9223372036854775807, register, positions, until_position, row_count, is_whole, leaves, root, previous, hash,
             sealed_at FROM platform.seals WHERE number = 2`;
    await expect(forge).rejects.toThrow('the next seal is 3');
    await write(room.db, 1);
    expect(await sealAt(room, later(0.02))).toMatchObject({ seals: 1 });
    expect(told(await check(room.db))).toEqual([]);
  });

  it('is found in a seal over more positions than rows, and they are not counted one by one', async () => {
    const forged = await tampered(
      (db) => db.$executeRaw`UPDATE platform.seals SET positions = '{[1,4000000000)}' WHERE number = 1`,
    );
    expect(told(forged)).toEqual(['seal-changed 1']);
  });

  it('is found in whatever a seal says', async () => {
    const columns = await room.db.$queryRaw<{ name: string; type: string }[]>`
      SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = 'platform.seals'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;
    const OTHERS: Readonly<Record<string, string>> = {
      bigint: '+ 100',
      integer: '+ 100',
      boolean: 'IS NOT true',
      text: "|| '0'",
      int8multirange: "+ '{[5000,5001)}'",
      bytea: "|| '\\x00'",
      'timestamp with time zone': "+ interval '1 second'",
    };
    for (const { name, type } of columns) {
      const change = raw(`${name} = ${name} ${OTHERS[type]}`);
      const { findings } = await tampered((db) => db.$executeRaw`UPDATE platform.seals SET ${change} WHERE number = 1`);
      expect([name, findings.map(({ what }) => what).filter((what) => what.startsWith('seal-')).length > 0]).toEqual([
        name,
        true,
      ]);
    }
  });

  it('is found when the seals are changed, removed or made anew', async () => {
    const { hash } = await check(room.db);
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
    await sealAt(room);
    expect(told(await check(room.db))).toEqual([]);
    expect(told(await check(room.db, new Map([[2n, hash]])))).toEqual(['seal-missing 2']);
    expect(told(await check(room.db, new Map([[1n, hash]])))).toEqual(['seal-not-expected 1']);
    expect(told(await check(room.db, new Map([[0n, hash]])))).toEqual(['seal-missing 0']);
  });
});
