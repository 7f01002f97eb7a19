import { DRUG, EXAM, type Fields, LAB, type LineInput, PROCEDURE, SUPPLY } from '../../../../testing/claims';
import { contextOf } from '../../../../testing/context';
import { judged, toldBy } from '../../../../testing/judged';
import { parsedClaim } from '../../../../testing/parsed';

const told = toldBy('OVERLAP');
/** Whole days of October 2026. */
const days = (from: string, to: string): Fields => ({
  NGAY_VAO: `202610${from}0800`,
  NGAY_RA: `202610${to}1030`,
  NGAY_TTOAN: '',
});
const stay = (from: string, to: string, more: Fields = {}) => ({
  lines: [
    { ...PROCEDURE, price: 500_000_000n, fields: { NGAY_YL: `202610${from}0815`, NGAY_TH_YL: `202610${from}0815` } },
  ],
  summary: { ...days(from, to), MA_LOAI_KCB: '03', SO_NGAY_DTRI: String(Number(to) - Number(from) + 1), ...more },
});
const visit = (day: string, more: Fields = {}) => {
  const { lines, summary } = stay(day, day);
  return { lines, summary: { ...summary, MA_LOAI_KCB: '01', SO_NGAY_DTRI: '0', ...more } };
};
const beside = (from: string, to: string, careType = '03', facilityCode = '66002') =>
  contextOf({
    otherVisits: [
      { facilityCode, encounterKey: 'LK9', careType, arrivedAt: `202610${from}0700`, leftAt: `202610${to}1600` },
    ],
  });

describe('OVERLAP of visits', () => {
  it('refuses the second of two stays with a night in common', () => {
    expect(told(stay('05', '07'), beside('06', '09'))).toEqual([
      'refuse XML1/1 NGAY_VAO: outside 202610060700 to 202610091600',
    ]);
    const { outcome, fundPays, coPayments } = judged(stay('05', '07'), beside('06', '09'));
    expect([outcome, fundPays, coPayments]).toEqual(['accepted', 0n, []]);
  });

  it('lets a patient be moved within a day', () => {
    expect(told(stay('05', '07'), beside('07', '09'))).toEqual([]);
    expect(told(stay('05', '07'), beside('01', '05'))).toEqual([]);
  });

  it.each([
    ['in the same hours of a day', stay('05', '05', { NGAY_RA: '202610051500' }), beside('05', '05')],
    ['by day on the same days', stay('05', '07', { MA_LOAI_KCB: '04' }), beside('06', '08', '04')],
    ['at a station', stay('05', '07', { MA_LOAI_KCB: '06' }), beside('06', '08')],
  ])('refuses the second of two beds %s', (_, second, first) => {
    expect(told(second, first)).toHaveLength(1);
  });

  it('refuses an exam inside a stay, not on its outer days, and asks about other care', () => {
    expect(told(visit('06'), beside('05', '07'))).toHaveLength(1);
    expect([told(visit('05'), beside('05', '07')), told(visit('07'), beside('05', '07'))]).toEqual([[], []]);
    const severity = (more: Fields) =>
      judged(visit('06', more), beside('05', '07'))
        .findings.filter(({ rule }) => rule === 'OVERLAP')
        .map((found) => found.severity);
    expect(severity({})).toEqual(['refuse']);
    expect(severity({ MA_LOAI_KCB: '05' })).toEqual(['ask']);
    expect(severity({ MA_DOITUONG_KCB: '2' })).toEqual(['ask']);
  });

  it('asks when a visit inside a stay was accepted before the stay came', () => {
    expect(told(stay('05', '07'), beside('06', '06', '01'))).toEqual([
      'ask XML1/1 NGAY_VAO: outside 202610060700 to 202610061600',
    ]);
    expect(told(visit('06'), beside('06', '06', '01'))).toEqual([]);
  });

  it('does not tell a facility where else its patient was', () => {
    const message = (facilityCode: string) =>
      judged(stay('05', '07'), beside('06', '09', '03', facilityCode)).findings[0]?.message;
    expect(message('66002')).toBe('The patient had another visit in these days at another facility');
    expect(message('66001')).toContain('as LK9');
  });
});

describe('OVERLAP of services', () => {
  it('refuses the second of two services that differ in nothing, and pays the first', () => {
    const lines = [EXAM, LAB, LAB, PROCEDURE];
    expect(told({ lines })).toEqual(['refuse XML3/3 MA_DICH_VU: once']);
    expect(judged({ lines }).fundPays).toBe(parsedClaim({ lines: [EXAM, LAB, PROCEDURE] }).totals.T_BHTT);
  });

  it.each([
    ['another minute', { NGAY_TH_YL: '202610050831' }],
    ['another result time', { NGAY_KQ: '202610050900' }],
    ['another side of the body', { VI_TRI_TH_DVKT: '2' }],
    ['another detail in its name', { TEN_DICH_VU: 'Dịch vụ thử [trái]' }],
    ['another performer', { NGUOI_THUC_HIEN: '000002/DL-CCHN' }],
  ])('accepts a second one with %s', (_, fields) => {
    const other: LineInput = { ...LAB, fields };
    expect(told({ lines: [LAB, other] })).toEqual([]);
  });

  it('asks about procedures, and says nothing about drugs and supplies', () => {
    expect(told({ lines: [PROCEDURE, PROCEDURE] })).toEqual(['ask XML3/2 MA_DICH_VU: once']);
    expect(told({ lines: [EXAM, DRUG, DRUG, SUPPLY, SUPPLY] })).toEqual([]);
  });

  it('refuses what the facility ordered in the same minute in another claim', () => {
    const ordersBefore = new Set(['02.0305.0135|202610050815']);
    expect(told({ lines: [LAB] }, contextOf({ ordersBefore }))).toEqual(['refuse XML3/1 MA_DICH_VU: once']);
    const later = { ...LAB, fields: { NGAY_YL: '202610050816' } };
    expect(told({ lines: [later] }, contextOf({ ordersBefore }))).toEqual([]);
  });
});
