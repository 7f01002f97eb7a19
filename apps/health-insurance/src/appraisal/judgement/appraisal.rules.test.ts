import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { hundredths } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import {
  CARD,
  DRUG,
  type EncounterInput,
  EXAM,
  encounterTables,
  type Fields,
  LAB,
  type LineInput,
  PROCEDURE,
  SUPPLY,
  type Tables,
} from '../../../testing/claims';
import { contextOf, coveredBy, REGISTERED } from '../../../testing/context';
import { parseTables } from '../../../testing/parsed';
import type { Lookalike } from '../../claim/stays/same-stay.rules';
import { VISIT_REASON_CODES } from '../../intake/form/fields/code-list';
import type { AppraisalContext } from '../rules/rule';
import { appraise } from './appraisal.rules';
import { RULES } from './rules';

const CONTEXT = coveredBy({});

const appraised = (input: EncounterInput, context = CONTEXT) => appraise(parseTables(encounterTables(input)), context);
/** The findings as `rule field nationalCode`. */
const told = (input: EncounterInput, context = CONTEXT) =>
  appraised(input, context).findings.map(({ rule, field, nationalCode }) =>
    [rule, field, nationalCode].filter((part) => part !== undefined).join(' '),
  );
/** Every line at one level, hundredths of a percent. */
const at = (level: bigint, lines: readonly LineInput[] = [EXAM, LAB, PROCEDURE, SUPPLY, DRUG]) =>
  lines.map((line) => ({ ...line, level }));

describe('the appraisal', () => {
  it('accepts a consistent visit and pays what was claimed', () => {
    const { outcome, findings, fundPays } = appraised({});
    expect([outcome, findings, fundPays]).toEqual(['accepted', [], parseTables(encounterTables()).totals.T_BHTT]);
  });

  it('has rules with unique codes, a source and days in force', () => {
    expect(new Set(RULES.map(({ code }) => code)).size).toBe(RULES.length);
    for (const { source, from } of RULES) expect([source.length > 0, from >= '2024-07-01']).toEqual([true, true]);
  });

  it('knows a ratio for every visit reason of the national list', () => {
    const known = Object.keys(inForce(FIRST_LAW['visit-reason-percent'], localDate('2026-10-05')));
    expect(known.sort()).toEqual([...VISIT_REASON_CODES].sort());
  });

  it('returns a visit that ended before the format was in force', () => {
    const summary = { NGAY_VAO: '202406300800', NGAY_RA: '202406301000' };
    expect(told({ summary })).toEqual(['DATES NGAY_RA 24']);
  });

  it('pays nothing for a returned claim', () => {
    expect(appraised({ summary: { GIOI_TINH: '1' } })).toMatchObject({ outcome: 'returned', fundPays: 0n });
  });
});

describe('DUP', () => {
  const { totals, facilityCode, careType, arrivedAt, leftAt } = parseTables(encounterTables());
  const lookalike = (changes: Partial<Lookalike>): AppraisalContext => ({
    ...CONTEXT,
    lookalikes: [
      {
        ...{ encounterKey: 'LK0', facilityCode, careType, arrivedAt, leftAt },
        totalHospital: totals.T_TONGCHI_BV,
        sharedCost: hundredths(0n),
        ...changes,
      },
    ],
  });
  it('returns the same stay under another MA_LK, and takes another one of the day', () => {
    expect(told({}, lookalike({}))).toEqual(['DUP MA_LK 61']);
    expect(told({}, lookalike({ arrivedAt: leftAt, leftAt: '202610051500' }))).toEqual([]);
  });
});

describe('DATES', () => {
  it.each([
    ['NGAY_VAO_NOI_TRU 23', { NGAY_VAO_NOI_TRU: '202610050759' }],
    ['NGAY_RA 24', { NGAY_VAO_NOI_TRU: '202610051031' }],
    ['NGAY_TTOAN 27', { NGAY_TTOAN: '202610051029' }],
  ])('returns %s out of order', (finding, summary) => {
    expect(told({ summary })).toEqual([`DATES ${finding}`]);
  });

  const line = (fields: Fields) => told({ lines: [{ ...PROCEDURE, level: 8_000n, fields }, LAB] });
  it('wants orders in the stay, deeds and results after their order', () => {
    expect(line({ NGAY_YL: '202610050759' })).toEqual(['DATES NGAY_YL']);
    expect(line({ NGAY_YL: '202610051031', NGAY_TH_YL: '202610051032' })).toEqual([
      'DATES NGAY_RA',
      'DATES NGAY_TH_YL',
    ]);
    expect(line({ NGAY_TH_YL: '202610050814' })).toEqual(['DATES NGAY_TH_YL']);
    expect(line({ NGAY_KQ: '202610050814' })).toEqual(['DATES NGAY_KQ']);
    // A result after discharge is late, not wrong.
    expect(line({ NGAY_KQ: '202611050814' })).toEqual([]);
  });
});

describe('LEVEL', () => {
  const reason = (MA_DOITUONG_KCB: string, more: Fields = {}) => ({ MA_DOITUONG_KCB, ...more });
  const card = (MA_THE_BHYT: string, more: Fields = {}) => ({ MA_THE_BHYT, ...more });
  const right = (input: EncounterInput, context = CONTEXT) =>
    [
      ...new Set(
        appraised(input, context)
          .findings.filter(({ rule }) => rule === 'LEVEL')
          .map(({ rule, expected }) => `${rule} ${expected}`),
      ),
    ].join();

  it('adjusts a level that is too high and recomputes what the fund pays', () => {
    const { outcome, findings, fundPays } = appraised({ lines: at(10_000n) });
    expect([outcome, findings.length, findings[0]?.severity]).toEqual(['accepted', 5, 'adjust']);
    expect(fundPays).toBe(parseTables(encounterTables({ lines: at(8_000n) })).totals.T_BHTT);
  });

  it('keeps what was claimed when it is less than right', () => {
    const low = encounterTables({ lines: at(4_000n) });
    expect(appraise(parseTables(low), CONTEXT)).toMatchObject({
      outcome: 'accepted',
      fundPays: parseTables(low).totals.T_BHTT,
    });
  });

  it('pays a visit below 15 % of the base salary in full, and one at the limit by the card', () => {
    const costing = (price: bigint, level: bigint) => ({ lines: at(level, [{ ...EXAM, price }]) });
    expect(right(costing(379_499_990n, 10_000n))).toBe('');
    expect(right(costing(379_500_000n, 10_000n))).toBe('LEVEL 80');
    expect(right(costing(379_499_990n, 8_000n))).toBe('LEVEL 100');
  });

  it('gives 100 % at an initial-level facility', () => {
    const initial = contextOf({ facility: { ...REGISTERED, level: 'initial' } });
    expect(right({ lines: at(10_000n), summary: reason('1.2') }, initial)).toBe('');
    expect(right({ lines: at(10_000n), summary: reason('1.2') })).toBe('LEVEL 80');
  });

  it('multiplies by the ratio of the visit reason on the day of arrival', () => {
    const june = { NGAY_VAO: '202606300800' };
    expect(right({ lines: at(4_000n), summary: reason('1.13') })).toBe('');
    expect(right({ lines: at(4_000n), summary: reason('1.13', june) })).toBe('LEVEL 0');
    expect(right({ lines: at(3_200n), summary: reason('3.1', { MA_LOAI_KCB: '03' }) })).toBe('');
    expect(right({ lines: at(3_200n), summary: reason('3.1') })).toBe('LEVEL 0');
    for (const drugs of ['7.2', '7.3', '7.4', '10']) {
      expect(right({ lines: at(8_000n), summary: reason(drugs) })).toBe('');
      expect(right({ lines: at(10_000n), summary: reason(drugs) })).toBe('LEVEL 80');
    }
    expect(right({ lines: at(8_000n), summary: reason('8') })).toBe('LEVEL 0');
  });

  it('raises near-poor cards to 100 % from 2026 and keeps half of 95 % exactly', () => {
    const coverages = coveredBy({ cardNumber: 'CN3660000000001' }, { cardNumber: 'HT3660000000001' });
    expect(right({ lines: at(10_000n), summary: card('CN3660000000001') }, coverages)).toBe('');
    const half = { lines: at(4_750n), summary: { ...card('HT3660000000001'), ...reason('1.13') } };
    expect(right(half, coverages)).toBe('');
  });

  it('takes the best card of the day', () => {
    const from = (day: string) =>
      coveredBy(
        {},
        { cardNumber: 'HN2660000000001', periods: [{ from: localDate(day), to: localDate('2026-12-31') }] },
      );
    const lists = { MA_DKBD: '66001;66001', GT_THE_TU: '20260101;20260601', GT_THE_DEN: '20261231;20261231' };
    const summary = card(`${CARD};HN2660000000001`, lists);
    expect(right({ lines: at(10_000n), summary }, from('2026-10-05'))).toBe('');
    // The register has it from the next day on, whatever the claim prints.
    expect(right({ lines: at(10_000n), summary }, from('2026-10-06'))).toBe('LEVEL 80');
  });

  it('accepts an exemption from co-payment once five years are reached, in its year', () => {
    const summary = { NGAY_MIEN_CCT: '20261001' };
    const five = (fiveYearsOn: string) => coveredBy({ fiveYearsOn: localDate(fiveYearsOn) });
    const coPayments = [{ at: '202609301000', amount: hundredths(1_518_000_001n) }];
    expect(right({ lines: at(10_000n), summary }, { ...five('2026-10-01'), coPayments })).toBe('');
    expect(right({ lines: at(10_000n), summary }, five('2026-10-02'))).toBe('LEVEL 80');
    expect(right({ lines: at(10_000n), summary: { NGAY_MIEN_CCT: '20251001' } }, five('2020-01-01'))).toBe('LEVEL 80');
    expect(right({ lines: at(10_000n), summary: { NGAY_MIEN_CCT: '20261006' } }, five('2020-01-01'))).toBe('LEVEL 80');
  });
});

describe('ARITH, SPLIT and TOTALS', () => {
  const money = fc.bigInt(0n, 5_000_000_000n);
  const lineInput: fc.Arbitrary<LineInput> = fc
    .record({
      table: fc.constantFrom('XML2' as const, 'XML3' as const),
      quantity: fc.bigInt(1n, 60_000n),
      price: money,
      cheaper: fc.bigInt(0n, 100n),
      serviceRatio: fc.constantFrom(100n, 80n, 50n, 33n, 30n),
      insuranceRatio: fc.constantFrom(100n, 80n, 60n, 50n, 0n),
      level: fc.constantFrom(10_000n, 9_500n, 8_000n, 4_750n, 3_200n, 0n),
      other: fc.constantFrom(0n, 0n, 1n, 50n),
    })
    .map(({ table, quantity, price, cheaper, serviceRatio, insuranceRatio, level, other }) => {
      const isDrug = table === 'XML2';
      const line = { table, quantity, price, insuranceRatio, level, group: isDrug ? '4' : '13' };
      const service = isDrug ? line : { ...line, serviceRatio, insurancePrice: (price * (100n - cheaper)) / 100n };
      // Other sources never pay more than there is: a thousandth of the lowest amount that the ratios leave.
      return {
        ...service,
        other: (quantity * price * (isDrug ? 100n : serviceRatio)) / 1_000_000n > other ? other : 0n,
      };
    });
  const consistent = fc.array(lineInput, { minLength: 1, maxLength: 8 });
  const MONEY_RULES = new Set(['ARITH', 'SPLIT', 'TOTALS']);
  const broken = (tables: Tables) =>
    appraise(parseTables(tables), CONTEXT).findings.filter(({ rule }) => MONEY_RULES.has(rule));
  const plus = (text: string, hundredths: bigint): string => {
    const [whole = '0', fraction = ''] = text.split('.');
    const value = BigInt(whole + fraction.padEnd(2, '0')) + hundredths;
    return `${value / 100n}.${(value % 100n).toString().padStart(2, '0')}`;
  };

  it('find nothing in any consistent claim', () => {
    fc.assert(
      fc.property(consistent, (lines) => {
        expect(broken(encounterTables({ lines }))).toEqual([]);
      }),
    );
  });

  const LINE_AMOUNTS = ['THANH_TIEN_BV', 'T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC', 'T_NGUONKHAC_CL'];
  it('catch one hundredth of a dong in any amount of any line', () => {
    fc.assert(
      fc.property(consistent, fc.nat(), fc.constantFrom(...LINE_AMOUNTS), (lines, pick, field) => {
        const tables = encounterTables({ lines });
        const rows = [...(tables.XML2 ?? []), ...(tables.XML3 ?? [])];
        const row = rows[pick % rows.length] ?? {};
        row[field] = plus(row[field] ?? '0', 1n);
        expect(broken(tables)).not.toEqual([]);
      }),
    );
  });

  it('catch two hundredths in an amount in scope, where other sources hide one', () => {
    fc.assert(
      fc.property(consistent, fc.nat(), (lines, pick) => {
        const tables = encounterTables({ lines });
        const rows = [...(tables.XML2 ?? []), ...(tables.XML3 ?? [])];
        const row = rows[pick % rows.length] ?? {};
        row.THANH_TIEN_BH = plus(row.THANH_TIEN_BH ?? '0', 2n);
        expect(broken(tables)).not.toEqual([]);
      }),
    );
  });

  const TOTALS = ['T_THUOC', 'T_VTYT', 'T_TONGCHI_BV', 'T_TONGCHI_BH', 'T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC'];
  it('allow two dong in a total and catch one hundredth more', () => {
    fc.assert(
      fc.property(consistent, fc.constantFrom(...TOTALS, 'T_BHTT_GDV'), (lines, field) => {
        const off = (hundredths: bigint) => {
          const tables = encounterTables({ lines: lines.map((line) => ({ ...line, other: 0n })) });
          const [summary = {}] = tables.XML1 ?? [];
          summary[field] = plus(summary[field] ?? '0', hundredths);
          return broken(tables);
        };
        expect(off(200n)).toEqual([]);
        expect(off(201n).every(({ rule }) => rule === 'TOTALS')).toBe(true);
        expect(off(201n).map((finding) => finding.field)).toContain(field);
      }),
    );
  });

  it('name the place, what was found and what was expected, in both languages', () => {
    const tables = encounterTables();
    const [drug = {}] = tables.XML2 ?? [];
    drug.THANH_TIEN_BV = '13335.00';
    const [finding] = broken(tables);
    expect(finding).toMatchObject({
      rule: 'ARITH',
      nationalCode: '47',
      severity: 'return',
      table: 'XML2',
      row: 1,
      field: 'THANH_TIEN_BV',
      found: '13335.00',
      expected: '13330.00',
      message: 'THANH_TIEN_BV is not SO_LUONG x DON_GIA',
      messageVi: 'THANH_TIEN_BV không bằng SO_LUONG x DON_GIA',
    });
  });
});
