import { localDate, quarter } from '@ansinh/contracts/vocabulary/calendar';
import { contextOf, REGISTERED } from '../../../../testing/context';
import { judged, toldBy } from '../../../../testing/judged';

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

describe('CODES', () => {
  it('returns an accident code beyond the list', () => {
    const told = (MA_TAI_NAN: string) => toldBy('CODES')({ summary: { MA_TAI_NAN } });
    expect([told(''), told('0'), told('8')]).toEqual([[], [], []]);
    expect(told('9')).toEqual(['22 return XML1/1 MA_TAI_NAN: 0 to 8']);
  });
});

describe('PERIOD', () => {
  const told = toldBy('PERIOD');
  const month = (NAM_QT: string, THANG_QT: string) => ({ summary: { NAM_QT, THANG_QT } });
  const on = (today: string, closedThroughYear = 0) =>
    contextOf({
      today: localDate(today),
      settings: [{ rule: 'PERIOD', from: localDate('2026-10-01'), enabled: true, parameters: { closedThroughYear } }],
    });

  it('returns a month that has not begun', () => {
    expect(told(month('2026', '11'), on('2026-11-01'))).toEqual([]);
    expect(told(month('2026', '11'), on('2026-10-31'))).toEqual(['36 return XML1/1 THANG_QT: at most 2026-10']);
    expect(told(month('2027', '01'), on('2026-12-31'))).toEqual(['35 return XML1/1 NAM_QT: at most 2026-12']);
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
