import type { CatalogueKind } from '@ansinh/contracts/health-insurance/registers.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { DRUG, EXAM, type Fields, LAB, type LineInput, PROCEDURE, SUPPLY } from '../../../../testing/claims';
import { contextOf } from '../../../../testing/context';
import { judged, toldBy } from '../../../../testing/judged';
import { parsedClaim } from '../../../../testing/parsed';
import { cataloguesOf, entriesOf } from '../../../registers/catalogues/catalogue.rules';

type Lists = Partial<Record<CatalogueKind, readonly Fields[]>>;
/** Lists in force from a day on, by default from the day of the usual visit. */
const withLists = (lists: Lists, validFrom = '2026-10-05') => {
  const kinds = Object.entries(lists) as [CatalogueKind, readonly Fields[]][];
  return contextOf({
    catalogues: cataloguesOf(
      kinds.map(([kind]) => ({ catalogueId: kind, kind, validFrom: localDate(validFrom), version: 1 })),
      kinds.flatMap(([kind, rows]) => entriesOf(kind, rows).map((entry) => ({ catalogueId: kind, entry }))),
    ),
  });
};

const SERVICE_CODE = '02.0305.0135';
const service = (DON_GIA_BH: string, more: Fields = {}): Fields => ({
  MA_DICH_VU: SERVICE_CODE,
  TEN_DICH_VU: 'Dịch vụ thử',
  DON_GIA_BH,
  ...more,
});
const drug = (DON_GIA: string, more: Fields = {}): Fields => ({
  MA_THUOC: '40.30',
  TEN_THUOC: 'Thuốc thử',
  DON_GIA,
  ...more,
});
const supply = (DON_GIA_BH: string, more: Fields = {}): Fields => ({
  MA_VAT_TU: 'N03.01.070',
  TEN_VAT_TU: 'Bơm tiêm',
  DON_GIA_BH,
  ...more,
});
/** Everything that the usual visit has, at its own prices; the services share one code, so the dearest counts. */
const OWN: Lists = { services: [service('376500')], drugs: [drug('1333')], supplies: [supply('2199.999')] };

describe('rules that hold claims against lists', () => {
  it('are silent without any list, before the first one begins, and for lists made from the claim itself', () => {
    expect(judged().findings).toEqual([]);
    expect(judged({}, withLists({ services: [service('1')] }, '2026-10-06')).findings).toEqual([]);
    expect(judged({}, withLists(OWN)).findings).toEqual([]);
  });
});

describe('PRICE', () => {
  const told = toldBy('PRICE');
  const priced = (price: bigint): LineInput => ({ ...PROCEDURE, price });

  it('allows the approved price and a hundredth of a dong', () => {
    const context = withLists({ services: [service('376500')] });
    expect(told({ lines: [priced(376_500_000n)] }, context)).toEqual([]);
    expect(told({ lines: [priced(376_500_010n)] }, context)).toEqual([]);
    expect(told({ lines: [priced(376_500_011n)] }, context)).toEqual(['adjust XML3/1 DON_GIA_BH: at most 376500']);
    expect(told({ lines: [priced(1n)] }, context)).toEqual([]);
  });

  it('pays the approved price', () => {
    const right = parsedClaim({ lines: [priced(376_500_000n), DRUG] }).totals.T_BHTT;
    const context = withLists({ services: [service('376500')] });
    expect(judged({ lines: [priced(400_000_000n), DRUG] }, context).fundPays).toBe(right);
  });

  it('tells products of one code apart by registration and bid, and takes the dearest of what is left', () => {
    const context = withLists({
      drugs: [
        drug('1000', { SO_DANG_KY: 'VD-1', TT_THAU: 'A' }),
        drug('1200', { SO_DANG_KY: 'VD-1', TT_THAU: 'B' }),
        drug('9000', { SO_DANG_KY: 'VD-2' }),
      ],
    });
    const of = (fields: Fields) => told({ lines: [PROCEDURE, { ...DRUG, fields }] }, context);
    expect(of({ SO_DANG_KY: 'VD-1', TT_THAU: 'A' })).toEqual(['adjust XML2/1 DON_GIA: at most 1000']);
    expect(of({ SO_DANG_KY: 'VD-1', TT_THAU: 'C' })).toEqual(['adjust XML2/1 DON_GIA: at most 1200']);
    expect(of({ SO_DANG_KY: 'VD-2' })).toEqual([]);
    expect(of({ SO_DANG_KY: 'VD-3' })).toEqual([]);
  });

  it('takes the list and the row of the day of the order', () => {
    const june = service('400000', { DEN_NGAY: '20261004' });
    const context = withLists({ services: [june, service('376500', { TU_NGAY: '20261005' })] });
    expect(told({ lines: [priced(400_000_000n)] }, context)).toHaveLength(1);
  });

  it('does not hold a drug of another facility against the list of this one', () => {
    const context = withLists({ drugs: [drug('1')] });
    expect(told({ lines: [PROCEDURE, { ...DRUG, fields: { MA_CSKCB_THUOC: 'C.66002' } }] }, context)).toEqual([]);
  });
});

describe('LIST', () => {
  const told = toldBy('LIST');

  it('refuses lines whose code is not listed on the day, and pays the rest', () => {
    const context = withLists({
      ...OWN,
      drugs: [drug('1333', { MA_THUOC: '40.1' })],
      supplies: [supply('1', { MA_VAT_TU: 'N1' })],
    });
    expect(told({}, context)).toEqual([
      'refuse XML2/1 MA_THUOC: a code of the approved list of the facility on the day of the order',
      'refuse XML3/4 MA_VAT_TU: a code of the approved list of the facility on the day of the order',
    ]);
    const paid = judged({}, context);
    expect([paid.outcome, paid.fundPays]).toEqual([
      'accepted',
      parsedClaim({ lines: [EXAM, LAB, PROCEDURE] }).totals.T_BHTT,
    ]);
  });

  it('knows a service that was done in another way, and asks no list for beds', () => {
    const context = withLists({ services: [service('376500')] });
    expect(told({ lines: [{ ...PROCEDURE, fields: { MA_DICH_VU: `${SERVICE_CODE}_GT` } }] }, context)).toEqual([]);
    const bed: LineInput = { ...PROCEDURE, group: '15', fields: { MA_DICH_VU: 'K03.1917' } };
    expect(told({ lines: [bed] }, context)).toEqual([]);
  });

  it('refuses what the list has outside the scope', () => {
    const context = withLists({ services: [service('376500', { PHAM_VI: '2' })] });
    expect(told({ lines: [PROCEDURE] }, context)).toEqual(['refuse XML3/1 PHAM_VI: 2']);
    const both = withLists({ services: [service('376500', { PHAM_VI: '2' }), service('376500', { PHAM_VI: '1' })] });
    expect(told({ lines: [PROCEDURE] }, both)).toEqual([]);
  });

  it('knows a service that another facility did by its own list', () => {
    const context = withLists({ services: [service('376500')] });
    const sent = (code: string) => told({ lines: [{ ...PROCEDURE, fields: { MA_DICH_VU: code } }] }, context);
    expect(sent('03.2391.0215.K.66002')).toEqual([]);
    expect(sent('03.2391.0215')).toHaveLength(1);
  });

  it('pays PHAM_VI 3 for army and police alone, with or without a list', () => {
    const outside = {
      lines: [
        { ...PROCEDURE, fields: { PHAM_VI: '3' } },
        { ...DRUG, fields: { PHAM_VI: '3' } },
      ],
    };
    expect(told(outside)).toEqual(['40 refuse XML2/1 PHAM_VI: 2', '44 refuse XML3/1 PHAM_VI: 2']);
    expect(told({ ...outside, summary: { MA_THE_BHYT: 'CA5660000000001' } })).toEqual([]);
    expect(told({ lines: [PROCEDURE, { ...DRUG, insuranceRatio: 0n, fields: { PHAM_VI: '3' } }] })).toEqual([]);
  });

  it('adjusts a ratio above the one of the list, together with the price', () => {
    const context = withLists({ drugs: [drug('1000', { TYLE_TT_BH: '50' })] });
    const claimed = { lines: [PROCEDURE, DRUG] };
    expect(told(claimed, context)).toEqual(['adjust XML2/1 TYLE_TT_BH: at most 50']);
    const right = parsedClaim({ lines: [PROCEDURE, { ...DRUG, price: 1_000_000n, insuranceRatio: 50n }] });
    expect(judged(claimed, context).fundPays).toBe(right.totals.T_BHTT);
    expect(told({ lines: [PROCEDURE, { ...DRUG, insuranceRatio: 50n }] }, context)).toEqual([]);
  });
});

describe('QTY against what was bought', () => {
  const told = toldBy('QTY');
  it('asks when the lines of a claim use more than the bids have', () => {
    const context = withLists({ supplies: [supply('3000', { SO_LUONG: '4' }), supply('3000', { SO_LUONG: '2' })] });
    expect(told({ lines: [PROCEDURE, SUPPLY, SUPPLY] }, context)).toEqual([]);
    const more = { ...SUPPLY, quantity: 1n };
    expect(told({ lines: [PROCEDURE, SUPPLY, SUPPLY, more] }, context)).toEqual(['ask XML3/4 SO_LUONG: at most 6']);
  });
});

describe('DOCTOR', () => {
  const told = toldBy('DOCTOR');
  const staff = (...rows: Fields[]) => withLists({ staff: rows });
  const ONE = { MACCHN: '000001/DL-CCHN' };

  it('asks once about each licence that is not registered on the day', () => {
    const other = { ...PROCEDURE, fields: { NGUOI_THUC_HIEN: '000001/DL-CCHN;000009/DL-CCHN' } };
    expect(told({}, staff(ONE))).toEqual([]);
    expect(told({ lines: [other, other] }, staff(ONE))).toEqual([
      'ask XML3/1 NGUOI_THUC_HIEN: a licence of the list of the facility',
    ]);
    expect(told({ lines: [PROCEDURE] }, staff({ ...ONE, DEN_NGAY: '20261004' }))).toEqual([
      'ask XML3/1 MA_BAC_SI: a licence of the list of the facility',
    ]);
  });

  it('asks about exams outside working hours, not in emergencies and stays', () => {
    const hours = (TU_GIO: string, DEN_GIO: string) => staff({ ...ONE, TU_GIO, DEN_GIO });
    const exam = { lines: [EXAM] };
    expect(told(exam, hours('0815', '1700'))).toEqual([]);
    expect(told(exam, hours('0816', '1700'))).toEqual(['ask XML3/1 NGAY_YL: 0816-1700']);
    expect(told({ ...exam, summary: { MA_DOITUONG_KCB: '2' } }, hours('0816', '1700'))).toEqual([]);
    const stay = { MA_LOAI_KCB: '03', SO_NGAY_DTRI: '1' };
    expect(told({ ...exam, summary: stay }, hours('0816', '1700'))).toEqual([]);
    expect(
      told(exam, staff({ ...ONE, TU_GIO: '0900', DEN_GIO: '1000' }, { ...ONE, TU_GIO: '0700', DEN_GIO: '0830' })),
    ).toEqual([]);
  });
});

describe('DOCTOR in two places', () => {
  const told = toldBy('DOCTOR');
  const elsewhere = (licence: string, hour: string) => contextOf({ elsewhere: [{ licence, hour }] });
  const LICENCE = '000001/DL-CCHN';

  it('is asked about once, for an exam by its doctor and for surgery by its performers', () => {
    expect(told({ lines: [EXAM, PROCEDURE] }, elsewhere(LICENCE, '2026100508'))).toEqual([
      'ask XML3/1 MA_BAC_SI: at one facility in an hour',
    ]);
    expect(told({ lines: [PROCEDURE] }, elsewhere(LICENCE, '2026100508'))).toEqual([
      'ask XML3/1 NGUOI_THUC_HIEN: at one facility in an hour',
    ]);
  });

  it('is nothing in another hour, and nothing for who reads a test', () => {
    expect(told({ lines: [EXAM] }, elsewhere(LICENCE, '2026100509'))).toEqual([]);
    expect(told({ lines: [LAB] }, elsewhere(LICENCE, '2026100508'))).toEqual([]);
  });
});

describe('MACHINE', () => {
  const told = toldBy('MACHINE');
  const used = (fields: Fields) => ({ lines: [{ ...LAB, fields }] });
  it('asks about machines and beds that the facility has not told of', () => {
    const context = withLists({ machines: [{ MA_MAY: 'HH.1.66001.7' }], beds: [{ MA_GIUONG: 'H012' }] });
    expect(told(used({ MA_MAY: 'HH.1.66001.7', MA_GIUONG: 'H012' }), context)).toEqual([]);
    expect(told(used({ MA_MAY: 'HH.1.66001.7;HH.1.66001.8' }), context)).toEqual([
      'ask XML3/1 MA_MAY: a machine of the list of the facility',
    ]);
    expect(told(used({ MA_GIUONG: 'H013' }), context)).toEqual([
      'ask XML3/1 MA_GIUONG: a bed of the list of the facility',
    ]);
    expect(told(used({ MA_MAY: 'X', MA_GIUONG: 'Y' }))).toEqual([]);
  });

  it('reads several serials behind one prefix', () => {
    const context = withLists({ machines: [{ MA_MAY: 'HH.3.66003.A' }, { MA_MAY: 'HH.3.66003.B' }] });
    expect(told(used({ MA_MAY: 'HH.3.66003.A;B' }), context)).toEqual([]);
    const { findings } = judged(used({ MA_MAY: 'HH.3.66003.A;C' }), context);
    expect(findings.filter(({ rule }) => rule === 'MACHINE').map(({ found }) => found)).toEqual(['HH.3.66003.C']);
  });
});

describe('SEX_AGE by services', () => {
  const told = toldBy('SEX_AGE');
  it('asks about services that the list has for others', () => {
    const of = (more: Fields) => told({ lines: [PROCEDURE] }, withLists({ services: [service('376500', more)] }));
    expect([of({ GIOI_TINH: '2' }), of({ TUOI_TU: '36' }), of({ TUOI_DEN: '36' })]).toEqual([[], [], []]);
    const asked = ['ask XML3/1 MA_DICH_VU: a service for the sex and age of the patient'];
    expect([of({ GIOI_TINH: '1' }), of({ TUOI_TU: '37' }), of({ TUOI_DEN: '35' })]).toEqual([asked, asked, asked]);
  });
});
