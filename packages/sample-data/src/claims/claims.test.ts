import type { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { BASE_SALARY } from '@ansinh/contracts/vocabulary/law/parameters';
import fc from 'fast-check';
import { FACILITY, facilityOf, SAMPLE_FACILITIES } from '../facilities';
import { importedPersonAt } from '../people/import-rows';
import { createRandom } from '../random';
import { buildClaimFile } from '../xml/claim-file';
import { basePercent, routePercent, visitReason } from './benefit';
import type { Encounter, Row } from './claim-model';
import { duplicateOf, withFault } from './faults';
import { type ClaimWish, hugeClaim, inpatientClaim, outpatientClaim } from './generate';

// The formulas of domain 4.3 and 5.5 once more, on the text of the rows and in plain decimals, so that an error of the
// generator's own arithmetic cannot hide: 1/10,000,000 dong, half up.
const SCALE = 10_000_000n;
const scaled = (text: string | undefined): bigint => {
  const [whole = '0', fraction = ''] = (text ?? '').split('.');
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(7, '0'));
};
const product = (...factors: readonly (string | undefined)[]): bigint =>
  factors.reduce((total, factor) => (total * scaled(factor)) / SCALE, SCALE);
const toHundredth = (value: bigint): bigint => (value + SCALE / 200n) / (SCALE / 100n);
const cents = (text: string | undefined): bigint => BigInt((text ?? '').replace('.', ''));

const lawfulPercent = (summary: Row, inScope: bigint): string => {
  const date = `${summary.NGAY_VAO?.slice(0, 4)}-${summary.NGAY_VAO?.slice(4, 6)}-${summary.NGAY_VAO?.slice(6, 8)}`;
  const reason = summary.MA_DOITUONG_KCB ?? '';
  const cheap = inScope * 100n < inForce(BASE_SALARY, localDate(date)) * 100n * 15n;
  const level = cheap || reason === '1.2' ? 100n : basePercent(summary.MA_THE_BHYT ?? '', localDate(date));
  const tenths = (level * routePercent(reason, summary.MA_LOAI_KCB === '03', localDate(date))) / 10n;
  return `${tenths / 10n}${tenths % 10n === 0n ? '' : `.${tenths % 10n}`}`;
};

const expectLine = (line: Row, percent: string): void => {
  const isDrug = line.DON_GIA !== undefined && line.DON_GIA !== '';
  const ratio = isDrug ? '100' : line.TYLE_TT_DV;
  const hospital = toHundredth(product(line.SO_LUONG, isDrug ? line.DON_GIA : line.DON_GIA_BV, ratio) / 100n);
  const inScope = toHundredth(
    product(line.SO_LUONG, isDrug ? line.DON_GIA : line.DON_GIA_BH, ratio, line.TYLE_TT_BH) / 10_000n,
  );
  const fund = (inScope * scaled(percent) * 2n + 100n * SCALE) / (200n * SCALE);
  expect(line.MUC_HUONG).toBe(percent);
  expect([line.THANH_TIEN_BV, line.THANH_TIEN_BH, line.T_BHTT].map(cents)).toEqual([hospital, inScope, fund]);
  expect(cents(line.T_BNCCT)).toBe(inScope - fund);
  expect(cents(line.T_BNTT)).toBe(hospital - inScope);
  expect(hospital >= inScope).toBe(true);
};

const expectLawful = ({ tables }: Encounter): void => {
  const [summary] = tables.XML1;
  if (summary === undefined) throw new Error('XML1 is missing');
  const lines = [...tables.XML2, ...tables.XML3];
  const sum = (tag: string, rows: readonly Row[] = lines): bigint =>
    rows.reduce((total, row) => total + cents(row[tag]), 0n);
  const percent = lawfulPercent(summary, sum('THANH_TIEN_BH'));
  for (const line of lines) expectLine(line, percent);
  expect(cents(summary.T_TONGCHI_BV)).toBe(sum('THANH_TIEN_BV'));
  expect(cents(summary.T_TONGCHI_BH)).toBe(sum('THANH_TIEN_BH'));
  for (const tag of ['T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC']) expect(cents(summary[tag])).toBe(sum(tag));
  expect(cents(summary.T_THUOC)).toBe(sum('THANH_TIEN_BV', tables.XML2));
  const supplies = tables.XML3.filter((row) => row.MA_VAT_TU !== undefined && row.MA_VAT_TU !== '');
  expect(cents(summary.T_VTYT)).toBe(sum('THANH_TIEN_BV', supplies));
  expect(summary.T_BHTT_GDV).toBe(summary.T_BHTT);
};

const expectTimes = ({ tables }: Encounter): void => {
  const [summary] = tables.XML1;
  const inStay = (time: string | undefined): boolean =>
    time !== undefined && time >= (summary?.NGAY_VAO ?? '') && time <= (summary?.NGAY_RA ?? '');
  for (const line of [...tables.XML2, ...tables.XML3]) {
    expect(inStay(line.NGAY_YL) && inStay(line.NGAY_TH_YL)).toBe(true);
    expect((line.NGAY_TH_YL ?? '') >= (line.NGAY_YL ?? '')).toBe(true);
    if (line.NGAY_KQ !== undefined) expect(inStay(line.NGAY_KQ) && line.NGAY_KQ >= (line.NGAY_YL ?? '')).toBe(true);
  }
  for (const note of tables.XML5) expect(inStay(note.THOI_DIEM_DBLS)).toBe(true);
};

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const withBeds = SAMPLE_FACILITIES.filter((facility) => facility.inpatient);
const beds = facilityOf(FACILITY.basicProvisional);
const months = fc.constantFrom('2025-11', '2026-03', '2026-06', '2026-07', '2026-10');
const wishFor = (seed: number, facility: RegisterFacility, month: string): ClaimWish => ({
  key: `K${seed}`,
  ...importedPersonAt({ seed, initialFacilityCodes: ['66101', '66010', '66012'] }, seed),
  facility,
  month: yearMonth(month),
});

describe('a generated visit', () => {
  it('obeys the formulas to the hundredth, whoever comes where and when', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...SAMPLE_FACILITIES), months, (seed, facility, month) => {
        const encounter = outpatientClaim(createRandom(seed), wishFor(seed, facility, month));
        expectLawful(encounter);
        expectTimes(encounter);
        expect(encounter.tables.XML2.length + encounter.tables.XML3.length).toBe(10);
      }),
    );
  });

  it('is free for everybody below 15 % of a base salary', () => {
    const { expected } = outpatientClaim(createRandom(4), {
      ...wishFor(4, beds, '2026-10'),
      lines: 4,
      isEmergency: true,
    });
    expect(expected.inScope).toBeLessThan(37_950_000n);
    expect(expected.benefitTenths).toBe(1000n);
  });
});

describe('a generated stay', () => {
  it('obeys the formulas to the hundredth and never orders an item twice on a day', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...withBeds), months, (seed, facility, month) => {
        const encounter = inpatientClaim(createRandom(seed), wishFor(seed, facility, month));
        expectLawful(encounter);
        expectTimes(encounter);
        const lines = [...encounter.tables.XML2, ...encounter.tables.XML3];
        expect(lines.length).toBeGreaterThanOrEqual(130);
        const items = lines.map(
          (row) => `${row.MA_THUOC}|${row.MA_VAT_TU}|${row.MA_DICH_VU}|${row.NGAY_YL?.slice(0, 8)}`,
        );
        expect(new Set(items).size).toBe(items.length);
      }),
      { numRuns: 25 },
    );
  });

  it('has fewer nights in bed than days of treatment', () => {
    const { tables } = inpatientClaim(createRandom(1), { ...wishFor(1, beds, '2026-10'), days: 6 });
    expect(tables.XML1[0]?.SO_NGAY_DTRI).toBe('6');
    expect(tables.XML3.find((row) => row.MA_NHOM === '15')?.SO_LUONG).toBe('5');
  });

  it('of 67 days makes a file of some 1.5 MB', () => {
    const encounter = hugeClaim(createRandom(1), { ...wishFor(1, beds, '2026-08'), day: 1 });
    const size = Buffer.byteLength(buildClaimFile({ facilityCode: beds.facilityCode, encounters: [encounter] }));
    expectLawful(encounter);
    expect(size).toBeGreaterThan(1_400_000);
    expect(size).toBeLessThan(1_700_000);
  });
});

describe('the reason of a visit', () => {
  const way = { initialFacilityCode: '66101', inpatient: false, isReferred: false, isEmergency: false };
  it.each([
    ['66101', {}, '1.2'],
    ['66102', {}, '1.2'],
    ['66010', { initialFacilityCode: '66010' }, '1.1'],
    ['66010', {}, '1.12'],
    ['66012', {}, '1.13'],
    ['66014', {}, '1.14'],
    ['66010', { inpatient: true }, '1.15'],
    ['66001', {}, '1.18'],
    ['66001', { isReferred: true }, '1.3'],
    ['66001', { isEmergency: true }, '2'],
    ['66001', { inpatient: true }, '3.2'],
    ['66003', {}, '3.1'],
  ])('at %s with %j is %s', (code, circumstances, reason) => {
    expect(visitReason({ ...way, facility: facilityOf(code), ...circumstances })).toBe(reason);
  });
});

describe('a planted fault', () => {
  const encounter = inpatientClaim(createRandom(3), wishFor(3, beds, '2026-10'));
  const [summary = {}] = encounter.tables.XML1;

  it('breaks a total and nothing else', () => {
    const broken = withFault(encounter, 'brokenTotal');
    const total = broken.tables.XML1[0]?.T_TONGCHI_BV;
    expect(cents(total)).toBe(cents(summary.T_TONGCHI_BV) + 10_000_000n);
    expect(broken.tables).toEqual({ ...encounter.tables, XML1: [{ ...summary, T_TONGCHI_BV: total }] });
  });

  it('counts every line with a wrong level and keeps the sums in step', () => {
    const wrong = withFault(encounter, 'wrongMucHuong');
    expect(() => expectLawful(wrong)).toThrow();
    const [first] = wrong.tables.XML3;
    expect(first?.MUC_HUONG).not.toBe(encounter.tables.XML3[0]?.MUC_HUONG);
    expect(wrong.expected).toEqual(encounter.expected);
    const claimed = [...wrong.tables.XML2, ...wrong.tables.XML3].reduce((sum, row) => sum + cents(row.T_BHTT), 0n);
    expect(cents(wrong.tables.XML1[0]?.T_BHTT)).toBe(claimed);
  });

  it.each([
    ['unknownCard', 'MA_THE_BHYT', /^[A-Z]{2}[1-5]\d{2}6699999999$/],
    ['wrongName', 'HO_TEN', /^Tạ Quang Khác$/],
    ['otherFacility', 'MA_CSKCB', /^66999$/],
  ] as const)('%s changes only %s', (fault, tag, value) => {
    const faulty = withFault(encounter, fault);
    expect(faulty.tables.XML1[0]?.[tag]).toMatch(value);
    expect({ ...faulty.tables.XML1[0], [tag]: summary[tag] }).toEqual(summary);
  });

  it('makes the parts of a line differ from its amount', () => {
    const [first] = withFault(encounter, 'wrongSplit').tables.XML3;
    const parts = cents(first?.T_BNTT) + cents(first?.T_BNCCT) + cents(first?.T_BHTT);
    expect(parts).toBe(cents(first?.THANH_TIEN_BV) + 100_000n);
  });

  it('sends the same visit under another key', () => {
    const copy = duplicateOf(encounter, 'K3B');
    const [again] = copy.tables.XML1;
    expect(again?.MA_LK).toBe('K3B');
    for (const tag of ['MA_THE_BHYT', 'HO_TEN', 'NGAY_VAO', 'NGAY_RA', 'MA_BENH_CHINH', 'T_TONGCHI_BV', 'T_BHTT'])
      expect(again?.[tag]).toBe(summary[tag]);
  });
});
