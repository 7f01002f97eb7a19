import { localDate, quarter } from '@ansinh/contracts/vocabulary/calendar';
import { DRUG, encounterTables } from '../../../../testing/claims';
import { contextOf, REGISTERED } from '../../../../testing/context';
import { judged, toldBy } from '../../../../testing/judged';
import { parseTables } from '../../../../testing/parsed';
import { appraise } from '../../judgement/appraisal.rules';

const DISCHARGE = {
  MA_LK: 'LK1',
  SO_LUU_TRU: '1',
  MA_YTE: 'BN1',
  MA_KHOA_RV: 'K01',
  CHAN_DOAN_RV: 'Chẩn đoán thử',
  PP_DIEUTRI: 'Thuốc',
  MA_TTDV: '6600000001',
  MA_BS: '6600000002',
  TEN_BS: 'Bác sĩ Thử',
  NGAY_CT: '20261005',
};

describe('CONTRACT', () => {
  const told = toldBy('CONTRACT');
  const of = (changes: Partial<typeof REGISTERED>) => contextOf({ facility: { ...REGISTERED, ...changes } });

  it('returns a claim of a facility that the agency does not know', () => {
    const context = contextOf({ facility: undefined });
    expect(told({}, context)).toEqual(['10 return XML1/1 MA_CSKCB: a facility that the agency has registered']);
    expect(judged({}, context).outcome).toBe('returned');
  });

  it('wants one end of the visit inside the contract', () => {
    const stay = { summary: { NGAY_VAO: '202610050800', NGAY_RA: '202610071000', NGAY_TTOAN: '' } };
    expect(told(stay, of({ contractTo: localDate('2026-10-05') }))).toEqual([]);
    expect(told(stay, of({ contractTo: localDate('2026-10-04') }))).toHaveLength(1);
    expect(told(stay, of({ contractFrom: localDate('2026-10-07') }))).toEqual([]);
    expect(told(stay, of({ contractFrom: localDate('2026-10-08') }))).toEqual([
      '58 return XML1/1 NGAY_VAO: 2026-10-08 to 2028-12-31',
    ]);
  });

  it('lets only a facility with inpatient care send stays', () => {
    const stay = { summary: { MA_LOAI_KCB: '03', SO_NGAY_DTRI: '1' } };
    expect(told(stay, of({ inpatient: true }))).toEqual([]);
    expect(told(stay, of({ inpatient: false }))).toEqual([
      '60 return XML1/1 MA_LOAI_KCB: a type of care without a stay',
    ]);
    expect(told({}, of({ inpatient: false }))).toEqual([]);
  });
});

describe('DATES', () => {
  const told = toldBy('DATES');
  const paid = (MA_LOAI_KCB: string, NGAY_TTOAN: string) => ({
    summary: { MA_LOAI_KCB, NGAY_TTOAN, NGAY_RA: '202611032359' },
  });

  it.each(['02', '05', '07'])('lets the bill of type %s come before the last day of its drugs', (type) => {
    expect(told(paid(type, '202610051040'))).toEqual([]);
    expect(told(paid(type, '202610050759'))).toEqual(['27 return XML1/1 NGAY_TTOAN: not before NGAY_VAO 202610050800']);
  });

  it.each(['01', '03', '08'])('wants the bill of type %s after the discharge', (type) => {
    expect(told(paid(type, '202610051040'))).toEqual(['27 return XML1/1 NGAY_TTOAN: not before NGAY_RA 202611032359']);
  });
});

describe('DATES of what is still to come', () => {
  const told = toldBy('DATES');
  const on = (today: string) => contextOf({ today: localDate(today) });

  it('return a discharge, an arrival for drugs, or a bill of tomorrow', () => {
    expect(told({}, on('2026-10-05'))).toEqual([]);
    expect(told({}, on('2026-10-04'))).toEqual([
      '24 return XML1/1 NGAY_RA: at most 2026-10-04',
      '27 return XML1/1 NGAY_TTOAN: at most 2026-10-04',
    ]);
    const drugs = { summary: { MA_LOAI_KCB: '05', NGAY_RA: '202611032359' } };
    expect(told(drugs, on('2026-10-05'))).toEqual([]);
    expect(told(drugs, on('2026-10-04'))).toContain('23 return XML1/1 NGAY_VAO: at most 2026-10-04');
    expect(told({ summary: { NGAY_TTOAN: '202701051040' } })).toEqual([
      '27 return XML1/1 NGAY_TTOAN: at most 2026-11-24',
    ]);
  });

  it('ask about what was given or done after the patient had left', () => {
    const given = (at: string) => told({ lines: [{ ...DRUG, fields: { NGAY_TH_YL: at } }] });
    expect(given('202610051030')).toEqual([]);
    expect(given('202610051031')).toEqual(['ask XML2/1 NGAY_TH_YL: not after NGAY_RA 202610051030']);
  });
});

describe('DATES of other tables', () => {
  const told = (tables: object) =>
    appraise(parseTables({ ...encounterTables(), ...tables }), contextOf())
      .findings.filter(({ rule }) => rule === 'DATES')
      .map(({ severity, table, row, field, expected }) => `${severity} ${table}/${row} ${field}: ${expected}`);

  it('ask about a result from before the patient came', () => {
    const [test = {}] = encounterTables().XML4 ?? [];
    expect(told({ XML4: [{ ...test, NGAY_KQ: '202610050800' }] })).toEqual([]);
    expect(told({ XML4: [test, { ...test, STT: '2', NGAY_KQ: '202610050759' }] })).toEqual([
      'ask XML4/2 NGAY_KQ: not before NGAY_VAO 202610050800',
    ]);
  });

  it('return a discharge paper of other days', () => {
    const paper = (NGAY_VAO: string, NGAY_RA: string) => ({ XML7: [{ ...DISCHARGE, NGAY_VAO, NGAY_RA }] });
    expect(told(paper('202610050800', '202610051100'))).toEqual([]);
    expect(told(paper('202610040800', '202610061030'))).toEqual([
      'return XML7/1 NGAY_VAO: 202610050800 as in XML1',
      'return XML7/1 NGAY_RA: 202610051030 as in XML1',
    ]);
  });
});

describe('CODES', () => {
  it('returns an accident code beyond the list', () => {
    const told = (MA_TAI_NAN: string) => toldBy('CODES')({ summary: { MA_TAI_NAN } });
    expect([told(''), told('0'), told('8')]).toEqual([[], [], []]);
    expect(told('9')).toEqual(['22 return XML1/1 MA_TAI_NAN: 0 to 8']);
  });

  const told = (summary: Record<string, string>) => toldBy('CODES')({ summary });

  it.each(['K29.7', 'J00', 'A15', 'O80.0', 'C53.9', 'G63.2*'])('takes the main disease %s', (MA_BENH_CHINH) => {
    expect(told({ MA_BENH_CHINH })).toEqual([]);
  });

  it.each(['K29;K25', 'XYZ', 'K2', '29.7', 'k29.7', 'K29,7'])('returns the main disease %s', (MA_BENH_CHINH) => {
    expect(told({ MA_BENH_CHINH })).toEqual(['return XML1/1 MA_BENH_CHINH: one code of ICD-10, e.g. K29.7']);
  });

  it('takes twelve other diseases, and asks about what is none', () => {
    const of = (count: number) => Array.from({ length: count }, (_, index) => `K${10 + index}`).join(';');
    expect(told({ MA_BENH_KT: of(12) })).toEqual([]);
    expect(told({ MA_BENH_KT: of(13) })).toEqual(['return XML1/1 MA_BENH_KT: at most 12']);
    expect(told({ MA_BENH_KT: 'K29.7;gout' })).toEqual([
      'ask XML1/1 MA_BENH_KT: codes of ICD-10 with ";" between them',
    ]);
  });

  it('returns departments that are not in the national list', () => {
    expect([told({ MA_KHOA: 'K03' }), told({ MA_KHOA: 'K03.1;K48' }), told({ MA_KHOA: 'K99' })]).toEqual([[], [], []]);
    for (const MA_KHOA of ['XX1', 'K00', 'K61', 'K03;XX1'])
      expect(told({ MA_KHOA })).toEqual(['return XML1/1 MA_KHOA: e.g. K03']);
  });

  it('returns a registered facility that cannot be: national error 9', () => {
    expect([told({ MA_DKBD: '66000' }), told({ MA_DKBD: '79014' })]).toEqual([[], []]);
    for (const MA_DKBD of ['99999', '00001', '6600', 'ABCDE'])
      expect(told({ MA_DKBD })).toEqual(['9 return XML1/1 MA_DKBD: e.g. 66001, or 66000 on a temporary card']);
  });

  it('asks for the tender of a drug of group 4', () => {
    expect(toldBy('CODES')({ lines: [{ ...DRUG, fields: { TT_THAU: '' } }] })).toEqual([
      'ask XML2/1 TT_THAU: decision;package;group;year',
    ]);
  });
});

describe('PERIOD', () => {
  const told = toldBy('PERIOD');
  /** Of a visit of December 2025, unless another one is said. */
  const visit = { NGAY_VAO: '202512050800', NGAY_RA: '202512051030' };
  const month = (NAM_QT: string, THANG_QT: string, days: Record<string, string> = visit) => ({
    summary: { NAM_QT, THANG_QT, ...days },
  });
  const on = (today: string, closedThroughYear = 0) =>
    contextOf({
      today: localDate(today),
      settings: [{ rule: 'PERIOD', from: localDate('2025-01-01'), enabled: true, parameters: { closedThroughYear } }],
    });

  it('returns a month that has not begun', () => {
    expect(told(month('2026', '11'), on('2026-11-01'))).toEqual([]);
    expect(told(month('2026', '11'), on('2026-10-31'))).toEqual(['36 return XML1/1 THANG_QT: at most 2026-10']);
    expect(told(month('2027', '01'), on('2026-12-31'))).toEqual(['35 return XML1/1 NAM_QT: at most 2026-12']);
  });

  it('returns a month before the visit ended', () => {
    expect(told(month('2026', '10', {}))).toEqual([]);
    expect(told(month('2026', '9', {}))).toEqual(['36 return XML1/1 THANG_QT: from 2026-10']);
    expect(told(month('2024', '1', {}))).toEqual(['36 return XML1/1 THANG_QT: from 2026-10']);
  });

  it('returns a year whose accounts are closed', () => {
    expect(told(month('2025', '12'), on('2026-11-01'))).toEqual([]);
    expect(told(month('2025', '12'), on('2026-11-01', 2025))).toEqual(['103 return XML1/1 NAM_QT: after 2025']);
    expect(told(month('2026', '1'), on('2026-11-01', 2025))).toEqual([]);
  });

  it('returns a month of a closed quarter, and takes the months on both sides of it', () => {
    const closed = contextOf({ today: localDate('2026-11-24'), closedQuarters: new Set([quarter('2026-Q3')]) });
    const answers = ['6', '7', '9', '10'].map((number) => told(month('2026', number), closed));
    const returned = ['103 return XML1/1 THANG_QT: a month of a quarter that is open'];
    expect(answers).toEqual([[], returned, returned, []]);
  });
});

describe('SIGNATURE', () => {
  const told = toldBy('SIGNATURE');
  const visit = (day: string) => ({ summary: { NGAY_VAO: `${day}0800`, NGAY_RA: `${day}0900` } });
  const unsigned = contextOf({ signature: { state: 'absent' } });

  it('is demanded for discharges from 2026-01-01 on', () => {
    expect(told(visit('20251231'), unsigned)).toEqual([]);
    expect(told(visit('20260101'), unsigned)).toHaveLength(1);
  });

  it.each([
    [{ state: 'valid' } as const, 0],
    [undefined, 0],
    [{ state: 'untrusted' } as const, 1],
    [{ state: 'invalid', fault: 'its digest is not SHA-256' } as const, 1],
  ])('%p has %i findings', (signature, findings) => {
    expect(told(visit('20261005'), contextOf({ signature }))).toHaveLength(findings);
  });
});
