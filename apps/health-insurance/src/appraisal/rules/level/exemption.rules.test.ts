import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths } from '@ansinh/contracts/vocabulary/money';
import { CARD, type Fields, type LineInput, PROCEDURE } from '../../../../testing/claims';
import { COVERAGE, contextOf } from '../../../../testing/context';
import { judged } from '../../../../testing/judged';
import type { CoPayment } from '../../co-payments/co-payment.rules';

/** A service that was ordered at a time, all of it in scope; dong with the last digit a thousandth. */
const service = (at: string, price: bigint, level = 8_000n): LineInput => ({
  ...PROCEDURE,
  price,
  level,
  fields: { NGAY_YL: at, NGAY_TH_YL: at },
});
/** 60 million dong: 12 million of co-payment at 80 %, less than the threshold of 15.18 million. */
const MUCH = 60_000_000_000n;

type Person = { readonly fiveYearsOn?: string | null; readonly coPayments?: readonly CoPayment[] };
const of = ({ fiveYearsOn = '2020-01-01', coPayments = [] }: Person) => {
  const coverage = { ...COVERAGE, fiveYearsOn: fiveYearsOn === null ? null : localDate(fiveYearsOn) };
  return contextOf({ coverages: new Map([[CARD, coverage]]), coPayments });
};
/** The rows of XML3 with the level that LEVEL holds for right, where it differs from the claimed one. */
const levels = (lines: readonly LineInput[], person: Person = {}, summary: Fields = {}) =>
  judged({ lines, summary }, of(person))
    .findings.filter(({ rule, field }) => rule === 'LEVEL' && field === 'MUC_HUONG')
    .map(({ row, expected }) => `${row}: ${expected}`);

describe('the rest of a year after six base salaries of co-payments', () => {
  const three = ['202610050815', '202610050820', '202610050825'].map((at) => service(at, MUCH));

  it('is free from the line after the one that crosses the threshold, even within the stay', () => {
    expect(levels(three)).toEqual(['3: 100']);
    expect(levels(three.slice(0, 2))).toEqual([]);
  });

  it('is free for nobody without five years on end on the day', () => {
    expect(levels(three, { fiveYearsOn: null })).toEqual([]);
    expect(levels(three, { fiveYearsOn: '2026-10-06' })).toEqual([]);
    expect(levels(three, { fiveYearsOn: '2026-10-05' })).toEqual(['3: 100']);
  });

  it('adds up what other claims of the year have paid before', () => {
    const before = (at: string): CoPayment[] => [{ at, amount: hundredths(1_518_000_001n) }];
    expect(levels(three, { coPayments: before('202610041000') })).toEqual(['1: 100', '2: 100', '3: 100']);
    expect(levels(three, { coPayments: before('202610050820') })).toEqual(['3: 100']);
    expect(levels(three.slice(0, 1), { coPayments: before('202510041000') })).toEqual([]);
  });

  it('is reckoned over the change of the base salary: 1,396,758 before July leave 13,669,830.03', () => {
    const coPayments = [{ at: '202606301000', amount: hundredths(139_675_800n) }];
    const after = service('202610050830', 1_000_000n);
    const exactly = [service('202610050815', 68_349_150_150n), after];
    expect(levels(exactly, { coPayments })).toEqual([]);
    const above = [service('202610050815', 68_349_150_200n), after];
    expect(levels(above, { coPayments })).toEqual(['2: 100']);
  });

  it('ends with the year: a stay over 1 January is computed for each year', () => {
    const summary = {
      NGAY_VAO: '202512300800',
      NGAY_RA: '202601031000',
      NGAY_TTOAN: '',
      NAM_QT: '2026',
      THANG_QT: '1',
      GT_THE_TU: '20250101',
    };
    const lines = ['202512311000', '202601010000', '202601021000'].map((at) => service(at, MUCH));
    const coPayments = [{ at: '202512010800', amount: hundredths(1_404_000_001n) }];
    expect(levels(lines, { coPayments }, summary)).toEqual(['1: 100']);
    // 24 million in the new year: the line after them is free again.
    const longer = [...lines, service('202601022000', MUCH)];
    expect(levels(longer, { coPayments }, summary)).toEqual(['1: 100', '4: 100']);
  });

  it('counts no co-payment of a visit off the route', () => {
    const summary = { MA_DOITUONG_KCB: '1.13' };
    expect(
      levels(
        three.map((line) => ({ ...line, level: 4_000n })),
        {},
        summary,
      ),
    ).toEqual([]);
  });
});

describe('an exemption that the hospital declares', () => {
  const lines = [service('202610050815', MUCH), service('202610050830', MUCH, 10_000n)];
  const declared = (NGAY_MIEN_CCT: string, coPayments: readonly CoPayment[] = []) =>
    judged({ lines, summary: { NGAY_MIEN_CCT } }, of({ coPayments }));

  it('by its own reckoning is accepted and asked about while the account does not bear it out', () => {
    const { outcome, findings, fundPays } = declared('202610050830');
    expect([outcome, fundPays]).toEqual(['accepted', 4_800_000_000n + 6_000_000_000n]);
    expect(findings.map(({ rule, severity, field }) => [rule, severity, field])).toEqual([
      ['LEVEL', 'ask', 'NGAY_MIEN_CCT'],
    ]);
    expect(findings[0]?.message).toContain('12000000.00');
  });

  it('is borne out by what others have paid', () => {
    const enough = [{ at: '202609010800', amount: hundredths(318_000_001n) }];
    const short = [{ at: '202609010800', amount: hundredths(318_000_000n) }];
    expect(declared('202610050830', enough).findings).toEqual([]);
    expect(declared('202610050830', short).findings).toHaveLength(1);
  });

  it('with a certificate counts, and the certificate is asked for while the account does not bear it out', () => {
    const exempt = lines.map((line) => ({ ...line, level: 10_000n }));
    const told = (coPayments: readonly CoPayment[]) =>
      judged({ lines: exempt, summary: { NGAY_MIEN_CCT: '20261001' } }, of({ coPayments })).findings.map(
        ({ severity, field }) => `${severity} ${field}`,
      );
    expect(told([])).toEqual(['ask NGAY_MIEN_CCT']);
    expect(told([{ at: '202609301200', amount: hundredths(1_518_000_001n) }])).toEqual([]);
  });

  it('without five years on end is no exemption', () => {
    const { findings } = judged({ lines, summary: { NGAY_MIEN_CCT: '202610050830' } }, of({ fiveYearsOn: null }));
    expect(findings.map(({ row, expected }) => `${row}: ${expected}`)).toEqual(['2: 80']);
  });
});

describe('what a claim adds to the account', () => {
  it('is what the patient paid on the lines that stand, at the bill', () => {
    const lines = [service('202610050815', MUCH)];
    expect(judged({ lines }).coPayments).toEqual([{ at: '202610051040', amount: 1_200_000_000n }]);
    expect(judged({ lines, summary: { NGAY_TTOAN: '' } }).coPayments).toEqual([
      { at: '202610051030', amount: 1_200_000_000n },
    ]);
  });

  it('is nothing for a returned claim, a refused line, or a visit off the route', () => {
    expect(judged({ summary: { GIOI_TINH: '1' } }).coPayments).toEqual([]);
    const supply: LineInput = {
      ...PROCEDURE,
      group: '10',
      fields: { MA_VAT_TU: 'N03', TEN_VAT_TU: 'Kim', MA_DICH_VU: '99.9', TT_THAU: '1' },
    };
    expect(judged({ lines: [supply] }).coPayments).toEqual([]);
    const half = [{ ...PROCEDURE, level: 4_000n }];
    expect(judged({ lines: half, summary: { MA_DOITUONG_KCB: '1.13' } }).coPayments).toEqual([]);
  });

  it('is split at the end of a year', () => {
    const summary = { NGAY_VAO: '202512300800', NGAY_RA: '202601031000', NGAY_TTOAN: '', GT_THE_TU: '20250101' };
    const lines = [service('202512311000', MUCH), service('202601011000', MUCH)];
    const context = contextOf({
      coverages: new Map([
        [CARD, { ...COVERAGE, periods: [{ from: localDate('2025-01-01'), to: localDate('2026-12-31') }] }],
      ]),
    });
    expect(judged({ lines, summary }, context).coPayments).toEqual([
      { at: '202512312359', amount: 1_200_000_000n },
      { at: '202601031000', amount: 1_200_000_000n },
    ]);
  });
});
