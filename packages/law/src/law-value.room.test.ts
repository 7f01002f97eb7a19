import { addDays, type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { findInForce, inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { probeService, startRoom } from '@ansinh/testkit';
import fc from 'fast-check';
import { getLaw, LAW_MIGRATIONS, projectLaw } from './kept';
import { FIRST_LAW } from './law.rules';

const START = localDate('2028-01-03');
const told = (parameter: string, firstDay: LocalDate, value: string | null, version = 1) => ({
  attributes: { aggregateversion: version },
  data: { parameter, firstDay, value, source: `Decree ${version}/2028` },
});

describe('the law that a service keeps', () => {
  const start = () => startRoom({ ...probeService, packageMigrations: [LAW_MIGRATIONS] });
  let room: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    room = await start();
  });
  afterAll(() => room.stop());
  beforeEach(async () => {
    await room.db.$executeRaw`DELETE FROM platform.law_values`;
  });

  it('is that of the newest versions, in whatever order and parts they are told', async () => {
    const event = fc.record({
      offset: fc.integer({ min: 0, max: 6 }),
      version: fc.integer({ min: 1, max: 50 }),
      value: fc.option(fc.integer({ min: 1, max: 9_999_999 }).map(String)),
    });
    const distinct = fc.uniqueArray(event, {
      maxLength: 20,
      selector: ({ offset, version }) => `${offset} ${version}`,
    });
    await fc.assert(
      fc.asyncProperty(distinct, fc.integer({ min: 1, max: 5 }), async (events, size) => {
        await room.db.$executeRaw`DELETE FROM platform.law_values`;
        const sent = events.map(({ offset, version, value }) =>
          told('base-salary', addDays(START, offset), value, version),
        );
        for (let from = 0; from < sent.length; from += size) await projectLaw(room, sent.slice(from, from + size));
        const law = await getLaw(room.db);
        for (let offset = 0; offset < 8; offset += 1) {
          // The oracle: of each day the newest saying, and back to the first day that has a value.
          let expected = 2_530_000n;
          for (let begun = 0; begun <= offset; begun += 1) {
            const newest = events
              .filter((one) => one.offset === begun)
              .sort((one, other) => other.version - one.version)[0];
            if (newest !== undefined && newest.value !== null) expected = BigInt(newest.value);
          }
          expect(inForce(law['base-salary'], addDays(START, offset))).toBe(expected);
        }
      }),
      { seed: 20_261_130, numRuns: 40 },
    );
  });

  it('is what the platform came with while nothing was told, and the same object until something is', async () => {
    expect(await getLaw(room.db)).toBe(FIRST_LAW);
    await projectLaw(room, [told('base-salary', START, '2700000')]);
    const law = await getLaw(room.db);
    expect(inForce(law['base-salary'], START)).toBe(2_700_000n);
    expect(await getLaw(room.db)).toBe(law);
    await projectLaw(room, [told('base-salary', START, '2700000')]);
    expect(await getLaw(room.db)).toBe(law);
    await projectLaw(room, [told('base-salary', START, null, 2)]);
    expect(inForce((await getLaw(room.db))['base-salary'], START)).toBe(2_530_000n);
  });

  it('is seen as of the transaction that asks', async () => {
    await room.db.$transaction(async (db) => {
      await projectLaw({ db }, [told('base-salary', START, '2700000')]);
      expect(inForce((await getLaw(db))['base-salary'], START)).toBe(2_700_000n);
      expect(inForce((await getLaw(room.db))['base-salary'], START)).toBe(2_530_000n);
    });
    expect(inForce((await getLaw(room.db))['base-salary'], START)).toBe(2_700_000n);
  });

  it('keeps a parameter that only a later release knows, and refuses a value that its parameter cannot have', async () => {
    await projectLaw(room, [told('price-of-rice', START, '17')]);
    const rows = await room.db.$queryRaw`SELECT parameter, value, version FROM platform.law_values`;
    expect(rows).toEqual([{ parameter: 'price-of-rice', value: '17', version: 1 }]);
    expect(await getLaw(room.db)).toEqual(FIRST_LAW);
    await expect(projectLaw(room, [told('base-salary', START, 'much')])).rejects.toThrow();
    expect(findInForce((await getLaw(room.db))['base-salary'], START)?.value).toBe(2_530_000n);
  });
});
