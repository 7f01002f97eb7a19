import { hundredths } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import { type BilledVisit, inTwoBeds, isSameStay, type Lookalike } from './same-stay.rules';

const at = (minutes: number): string =>
  new Date(Date.UTC(2026, 9, 5, 8, minutes)).toISOString().replaceAll(/\D/g, '').slice(0, 12);

type Changes = Partial<{ facilityCode: string; careType: string; from: number; to: number; total: bigint }>;
const visit = ({ facilityCode = '66001', careType = '01', from = 0, to = 90, total = 50_000_000n }: Changes = {}) =>
  ({
    facilityCode,
    careType,
    arrivedAt: at(from),
    leftAt: at(to),
    totalHospital: hundredths(total),
  }) satisfies BilledVisit;
const other = (changes: Changes, sharedCost: bigint): Lookalike => ({
  ...visit(changes),
  encounterKey: 'LK1',
  sharedCost: hundredths(sharedCost),
});
/** The same lines as the usual visit. */
const ALL = 50_000_000n;

describe('the same stay', () => {
  it.each<readonly [string, Changes, bigint, boolean]>([
    ['nothing but the key differs', {}, ALL, true],
    ['the total is off by three dong and every line was written anew', { total: 50_000_300n }, 0n, true],
    ['it is called an inpatient stay now', { careType: '03' }, ALL, true],
    ['all of its times are a minute later', { from: 1, to: 91 }, ALL, true],
    ['it begins an hour later and is half as dear', { from: 60, to: 150, total: 25_000_000n }, 25_000_000n, true],
    ['a line was added that costs ten times as much', { total: 550_000_000n }, ALL, true],
    ['both arrive in a minute, for something else', { total: 10_000_000n }, 0n, false],
    ['the care is shared by less than a half', { total: 40_000_000n }, 19_999_999n, false],
    ['it begins when the other has ended', { from: 90, to: 180 }, ALL, false],
    ['it was at another facility', { facilityCode: '66002' }, ALL, false],
  ])('when %s', (_, changes, sharedCost, same) => {
    expect(isSameStay(visit(), other(changes, sharedCost))).toBe(same);
  });

  it('is not the next visit of a chronic patient, whose drugs of the month before are not used up', () => {
    const month = { careType: '05', to: 30 * 1_440 };
    expect(isSameStay(visit(month), other({ ...month, from: 28 * 1_440, to: 58 * 1_440 }, 0n))).toBe(false);
  });

  const minutes = fc.integer({ min: 0, max: 3_000 });
  const stays = fc
    .record({
      from: minutes,
      length: fc.integer({ min: 1, max: 3_000 }),
      total: fc.bigInt({ min: 1n, max: 10n ** 9n }),
    })
    .map(({ from, length, total }) => ({ from, to: from + length, total }));

  it('stays the same whatever else is changed: what is not compared cannot be used to be paid twice', () => {
    const noise = fc.record({ careType: fc.constantFrom('01', '02', '03', '04', '05', '06', '09') });
    fc.assert(
      fc.property(stays, noise, fc.bigInt({ min: -100_000n, max: 100_000n }), (stay, { careType }, off) => {
        const total = stay.total + off < 1n ? 1n : stay.total + off;
        return isSameStay(visit(stay), other({ ...stay, careType, total }, 0n));
      }),
    );
  });

  it('is said of both alike', () => {
    fc.assert(
      fc.property(stays, stays, fc.bigInt({ min: 0n, max: 10n ** 9n }), (one, two, shared) => {
        expect(isSameStay(visit(one), other(two, shared))).toBe(isSameStay(visit(two), other(one, shared)));
      }),
    );
  });
});

describe('two beds at once', () => {
  it.each<readonly [string, Changes, Changes, boolean]>([
    ['the same hours of a day', { careType: '03', to: 480 }, { careType: '03', to: 480 }, true],
    ['day treatment on the same days', { careType: '04', to: 3_000 }, { careType: '04', to: 3_000 }, true],
    ['a stay at a station and one in a hospital', { careType: '06', to: 480 }, { careType: '03', to: 480 }, true],
    [
      'a shift of three hours in common, on the way from one to the other',
      { careType: '03', to: 480 },
      { careType: '09', from: 300, to: 600 },
      false,
    ],
    [
      'an hour in common, on the way from one to the other',
      { careType: '03', to: 480 },
      { careType: '03', from: 420, to: 900 },
      false,
    ],
    [
      'a day in common on which the patient was moved',
      { careType: '03', to: 1_900 },
      { careType: '03', from: 1_000, to: 5_000 },
      false,
    ],
    ['an exam in the same hours', { careType: '01', to: 480 }, { careType: '03', to: 480 }, false],
  ])('%s', (_, one, two, sure) => {
    expect([inTwoBeds(visit(one), visit(two)), inTwoBeds(visit(two), visit(one))]).toEqual([sure, sure]);
  });
});
