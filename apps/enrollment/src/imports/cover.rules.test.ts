import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { coverRefusal, type ImportedCard, percentOf } from './cover.rules';

const day = localDate;
const scene = { law: FIRST_LAW, today: day('2026-11-30') };
const SI = '6600000001';

const card = (prefix: string, from: string, to: string, fiveYearsOn?: string): ImportedCard => ({
  cardNumber: `${prefix}66${SI}`,
  validFrom: day(from),
  validTo: day(to),
  initialFacilityCode: '66001',
  ...(fiveYearsOn === undefined ? {} : { fiveYearsOn: day(fiveYearsOn) }),
});

const codeOf = (held: ImportedCard, born: string): string | undefined => coverRefusal(held, day(born), scene)?.code;

describe('a card of the present register', () => {
  it.each<[string, ImportedCard, string]>([
    ['a worker for the year', card('DN4', '2026-01-01', '2026-12-31'), '1990-05-17'],
    ['a pensioner for five years', card('HT3', '2022-01-01', '2026-12-31'), '1962-05-17'],
    ['a child until its sixth birthday', card('TE1', '2022-03-04', '2028-03-03'), '2022-03-04'],
    ['a child until school begins', card('TE1', '2022-03-04', '2028-09-30'), '2022-03-04'],
    ['a pupil of the first class', card('HS4', '2026-10-01', '2027-12-31'), '2020-12-24'],
    ['a near-poor person with the old digit', card('CN3', '2026-01-01', '2026-12-31'), '1980-01-01'],
    ['a near-poor person with the new digit', card('CN2', '2026-01-01', '2026-12-31'), '1980-01-01'],
    ['a card that ended long ago', card('GD4', '2015-01-01', '2015-12-31'), '1980-01-01'],
    ['five years full long ago', card('GD4', '2026-01-01', '2026-12-31', '2014-01-01'), '1980-01-01'],
  ])('is taken: %s', (_, held, born) => {
    expect(codeOf(held, born)).toBeUndefined();
  });

  it.each<[string, ImportedCard, string]>([
    ['card.group-unknown', card('ZZ1', '2026-01-01', '2026-12-31'), '1990-05-17'],
    // The best rate for somebody who pays a fifth.
    ['card.group-unknown', card('DN1', '2026-01-01', '2026-12-31'), '1990-05-17'],
    ['card.group-unknown', card('GD5', '2026-01-01', '2026-12-31'), '1990-05-17'],
    ['card.group-unknown', card('CN2', '2025-01-01', '2025-12-31'), '1980-01-01'],
    ['card.outside-group', card('TE1', '2026-01-01', '2026-12-31'), '1990-05-17'],
    ['card.outside-group', card('CC1', '2026-01-01', '2026-12-31'), '1990-05-17'],
    ['card.outside-group', card('LH4', '2026-01-01', '2026-12-31'), '1952-01-01'],
    ['card.outside-group', card('HT3', '2026-01-01', '2026-12-31'), '1990-05-17'],
    ['card.ends-too-late', card('TE1', '2022-03-04', '2028-10-01'), '2022-03-04'],
    ['card.ends-too-late', card('GD4', '2026-01-01', '2027-12-01'), '1990-05-17'],
    ['card.begins-too-late', card('GD4', '2027-03-01', '2027-12-31'), '1990-05-17'],
    ['card.before-birth', card('TE1', '2026-01-01', '2026-12-31'), '2026-01-02'],
    ['card.dates-reversed', card('GD4', '2026-02-01', '2026-01-31'), '1990-05-17'],
    ['card.five-years-differ', card('HS4', '2026-01-01', '2026-12-31', '2024-01-01'), '2019-05-17'],
    ['card.five-years-differ', card('GD4', '2026-01-01', '2026-12-31', '2031-01-02'), '1990-05-17'],
    ['request.invalid', card('GD4', '1990-01-01', '2026-12-31'), '1980-01-01'],
  ])('is refused with %s: %j of somebody born on %s', (code, held, born) => {
    expect(codeOf(held, born)).toBe(code);
  });

  it('that is taken gives nobody 100 % whose group and age the law does not name, and ends in time', () => {
    const dates = fc.date({ min: new Date('1925-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });
    const text = dates.map((date) => date.toISOString().slice(0, 10));
    const letters = fc.constantFrom('DN', 'GD', 'TE', 'HT', 'LH', 'CN', 'CC', 'QN', 'HS', 'XX');
    const digit = fc.constantFrom('1', '2', '3', '4', '5');
    // The groups of the best rate, by age: written apart from the table of the law.
    const mayHaveAll = (group: string, years: number): boolean =>
      ['QN', 'CN'].includes(group) || (group === 'TE' && years < 7) || (['LH', 'CC'].includes(group) && years >= 70);
    fc.assert(
      fc.property(letters, digit, text, text, text, (group, level, from, to, born) => {
        const held = card(`${group}${level}`, from, to);
        if (codeOf(held, born) !== undefined) return;
        const years = Number(from.slice(0, 4)) - Number(born.slice(0, 4));
        if (percentOf(held, scene) === 100)
          expect([group, years, mayHaveAll(group, years)]).toEqual([group, years, true]);
        expect(born <= from && from <= to).toBe(true);
        if (['DN', 'GD'].includes(group)) expect(to <= '2028-02-27').toBe(true);
      }),
      { seed: 20_261_130, numRuns: 5_000 },
    );
  });

  it('has the rate of its day: the old digit of a near-poor person counts as the new one since 2026', () => {
    expect(percentOf(card('CN3', '2025-01-01', '2025-12-31'), scene)).toBe(95);
    expect(percentOf(card('CN3', '2026-01-01', '2026-12-31'), scene)).toBe(100);
    expect(percentOf(card('HT3', '2024-01-01', '2027-12-31'), scene)).toBe(95);
  });
});
