import { EXAM, type Fields, PROCEDURE } from '../../../../testing/claims';
import { coveredBy, REGISTERED } from '../../../../testing/context';
import { judged } from '../../../../testing/judged';

/** What LEVEL holds for right where every line claims `level`, hundredths of a percent; undefined when it agrees. */
const right = (level: bigint, summary: Fields, price = 900_000_000n): string | undefined => {
  const at = summary.NGAY_RA ?? '202610051030';
  const day = at.slice(0, 8);
  const lines = [EXAM, { ...PROCEDURE, price }].map((line) => ({
    ...line,
    level,
    fields: { NGAY_YL: `${day}0815`, NGAY_TH_YL: `${day}0815` },
  }));
  const card = summary.MA_THE_BHYT ?? 'DN4660000000001';
  const context = { ...coveredBy({ cardNumber: card }), facility: { ...REGISTERED, points: 55 } };
  return judged({ lines, summary }, context).findings.find(({ rule }) => rule === 'LEVEL')?.expected;
};
/** A visit on one day, `yyyymmdd`. */
const on = (day: string, more: Fields = {}): Fields => ({
  NGAY_VAO: `${day}0800`,
  NGAY_RA: `${day}1030`,
  NGAY_TTOAN: '',
  NAM_QT: day.slice(0, 4),
  THANG_QT: day.slice(4, 6),
  ...more,
});

describe('the benefit level of a card', () => {
  it.each([
    ['CC1660000000001', 10_000n],
    ['TE1660000000001', 10_000n],
    ['HN2660000000001', 10_000n],
    ['HT3660000000001', 9_500n],
    ['DN4660000000001', 8_000n],
    ['QN5660000000001', 10_000n],
  ])('%s is of its digit', (MA_THE_BHYT, level) => {
    expect(right(level, { MA_THE_BHYT })).toBeUndefined();
    expect(right(level - 1n, { MA_THE_BHYT })).toBe(String(level / 100n));
  });

  it.each([
    ['CN3660000000001', '95'],
    ['LH4660000000001', '80'],
  ])('%s is raised to 100 %% on 2026-01-01', (MA_THE_BHYT, before) => {
    expect(right(1n, on('20251231', { MA_THE_BHYT }))).toBe(before);
    expect(right(1n, on('20260101', { MA_THE_BHYT }))).toBe('100');
  });
});

describe('the visits that are paid in full whatever the card', () => {
  // The exam costs 45,000.00; the procedure makes the visit 0.01 dong less than 15 % of the base salary, or equal to it.
  it.each([
    ['20260630', 351_000],
    ['20260701', 379_500],
  ])('are those below 15 %% of the base salary of %s', (day, limit) => {
    const procedure = BigInt(limit - 45_000) * 1_000n;
    expect(right(10_000n, on(day), procedure - 10n)).toBeUndefined();
    expect(right(10_000n, on(day), procedure)).toBe('80');
    expect(right(8_000n, on(day), procedure)).toBeUndefined();
  });
});

describe('a hospital that asks for less than it may', () => {
  it('is told, and paid what it asked for', () => {
    const lines = [{ ...PROCEDURE, price: 900_000_000n, level: 7_000n }];
    const { findings, fundPays } = judged({ lines });
    expect(findings.map(({ rule, severity, expected }) => `${rule} ${severity} ${expected}`)).toEqual([
      'LEVEL warn 80',
    ]);
    expect(fundPays).toBe(63_000_000n);
  });
});

describe('the ratio of the visit reason', () => {
  it.each(['1.13', '1.14', '1.18'])('%s pays nothing to 2026-06-30 and half from 2026-07-01', (MA_DOITUONG_KCB) => {
    expect(right(1n, on('20260630', { MA_DOITUONG_KCB }))).toBe('0');
    expect(right(1n, on('20260701', { MA_DOITUONG_KCB }))).toBe('40');
  });

  it('is that of the day of arrival for a stay over the change', () => {
    const over = { ...on('20260701', { MA_DOITUONG_KCB: '1.13' }), NGAY_VAO: '202606302300' };
    expect(right(1n, over)).toBe('0');
  });

  it.each([
    ['2', '01', '80'],
    ['1.7', '03', '80'],
    ['3.1', '03', '32'],
    ['3.1', '01', '0'],
    ['3.2', '03', '80'],
    ['9', '01', '0'],
  ])('%s for care of type %s leaves %s %%', (MA_DOITUONG_KCB, MA_LOAI_KCB, expected) => {
    expect(right(1n, { MA_DOITUONG_KCB, MA_LOAI_KCB })).toBe(expected);
  });
});
