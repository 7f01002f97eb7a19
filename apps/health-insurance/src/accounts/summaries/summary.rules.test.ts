import { quarter, quarterOf, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import { careTypeOf } from '../../claim/care-types/care-types';
import { firstDayOfPeriod, lastDayOfPeriod, monthsOf, previousQuarter } from '../../claim/periods/period.rules';
import { addUp, groupSummary, type SummaryRow } from './summary.rules';
import { vietNamNumber } from './summary-pdf';
import { cellValue } from './summary-xlsx';

const row = (changes: Partial<SummaryRow> = {}): SummaryRow => ({
  month: yearMonth('2026-10'),
  careType: '01',
  claims: 1n,
  apart: 0n,
  totalHospital: hundredths(100_000n),
  inScope: hundredths(90_000n),
  fundClaimed: hundredths(72_000n),
  coPayment: hundredths(18_000n),
  otherSources: hundredths(0n),
  selfPaid: hundredths(10_000n),
  fundPays: hundredths(72_000n),
  refused: hundredths(0n),
  adjusted: hundredths(0n),
  waiting: hundredths(0n),
  settled: hundredths(0n),
  ...changes,
});

describe('a period', () => {
  it('is a month, or a quarter of three', () => {
    expect(monthsOf(yearMonth('2026-02'))).toEqual(['2026-02']);
    expect(monthsOf(quarter('2026-Q4'))).toEqual(['2026-10', '2026-11', '2026-12']);
    expect([firstDayOfPeriod(quarter('2026-Q1')), lastDayOfPeriod(quarter('2026-Q1'))]).toEqual([
      '2026-01-01',
      '2026-03-31',
    ]);
    expect([firstDayOfPeriod(yearMonth('2028-02')), lastDayOfPeriod(yearMonth('2028-02'))]).toEqual([
      '2028-02-01',
      '2028-02-29',
    ]);
    expect([previousQuarter(quarter('2026-Q1')), previousQuarter(quarter('2026-Q3'))]).toEqual(['2025-Q4', '2026-Q2']);
  });

  it('of a quarter holds exactly the months whose quarter it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const text = `${year}-${String(month).padStart(2, '0')}`;
        expect(monthsOf(quarterOf(yearMonth(text)))).toContain(text);
      }),
    );
  });
});

describe('the form 01/BH', () => {
  it.each([
    ['I', ['01', '06', '07']],
    ['II', ['02', '05', '08']],
    ['III', ['04', '09']],
    ['IV', ['03']],
    ['other', ['10', '11', '12', '13', '14', '15', '16', '77']],
  ])('sums part %s of the kinds of care %s', (part, codes) => {
    for (const code of codes) expect(careTypeOf(code).part).toBe(part);
    const { groups } = groupSummary(
      codes.map((careType) => row({ careType })),
      [yearMonth('2026-10')],
    );
    const held = groups.find(({ group }) => group === part);
    expect(held?.careTypes.map(({ code }) => code)).toEqual(codes);
    expect(held?.figures.claims).toBe(codes.length);
    expect(groups.filter(({ group }) => group !== part).every(({ figures }) => figures.claims === 0)).toBe(true);
  });

  it('names a kind of care that the list does not know by its number', () => {
    expect(careTypeOf('77')).toEqual({ part: 'other', nameVi: 'Mã loại 77' });
  });

  it('bears column 3 as fund and co-payment, and finds a total that its parts do not make', () => {
    const good = groupSummary([row()], [yearMonth('2026-10')]);
    expect(good.total).toMatchObject({ totalHospital: '1000.00', insured: '900.00', selfPaid: '100.00' });
    expect(good.checks).toEqual([
      { code: 'total', text: '2 = 3 + 6 + 7', holds: true, difference: '0.00' },
      { code: 'in-scope', text: 'T_TONGCHI_BH >= 3', holds: true, difference: '0.00' },
    ]);
    const apart = groupSummary(
      [row({ selfPaid: hundredths(9_799n), inScope: hundredths(80_000n) })],
      [yearMonth('2026-10')],
    );
    expect(apart.checks.map(({ holds, difference }) => [holds, difference])).toEqual([
      [false, '2.01'],
      [false, '-100.00'],
    ]);
    expect(groupSummary([row({ selfPaid: hundredths(9_800n) })], [yearMonth('2026-10')]).checks[0]?.holds).toBe(true);
  });

  it('tells a month without claims too, and loses nothing between parts, months and total', () => {
    const months = ['2026-10', '2026-11', '2026-12'].map(yearMonth);
    const rows = fc.array(
      fc.record({
        month: fc.constantFrom('2026-10', '2026-12').map(yearMonth),
        careType: fc.constantFrom('01', '02', '03', '09', '14', '99'),
        amount: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      }),
    );
    fc.assert(
      fc.property(rows, (drawn) => {
        const sums = drawn.map(({ amount, ...place }) => row({ ...place, totalHospital: hundredths(amount) }));
        const { groups, months: byMonth, total } = groupSummary(sums, months);
        const cents = (parts: readonly { figures: { totalHospital: string } }[]): bigint =>
          parts.reduce((sum, { figures }) => sum + BigInt(figures.totalHospital.replace('.', '')), 0n);
        expect([cents(groups), cents(byMonth)]).toEqual(Array(2).fill(addUp(sums).totalHospital));
        expect(cents([{ figures: total }])).toBe(addUp(sums).totalHospital);
        expect(byMonth.map(({ month }) => month)).toEqual(months);
      }),
    );
  });
});

describe('an amount on paper and in a sheet', () => {
  it('is grouped as it is written in Viet Nam', () => {
    expect([vietNamNumber('15012345678.05'), vietNamNumber('12'), vietNamNumber('100.00')]).toEqual([
      '15.012.345.678,05',
      '12',
      '100,00',
    ]);
  });

  it('is a number of the sheet while no digit is lost, else text', () => {
    expect([cellValue('1234567890123.45'), cellValue('0.00'), cellValue('12345678901234.56')]).toEqual([
      1_234_567_890_123.45,
      0,
      '12345678901234.56',
    ]);
  });
});
