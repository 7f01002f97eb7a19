import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { inpatientClaim, outpatientClaim } from '../claims/generate';
import { FACILITY, facilityOf } from '../facilities';
import { importedPersonAt } from '../people/import-rows';
import { createRandom } from '../random';
import { buildCheckIn, buildClaimFile } from './claim-file';
import { CHECK_IN, CLAIM_TABLES } from './tags';

const facility = facilityOf(FACILITY.basicProvisional);
const wish = (key: string, index: number) => ({
  key,
  ...importedPersonAt({ seed: 11, initialFacilityCodes: [FACILITY.commune] }, index),
  facility,
  month: yearMonth('2026-10'),
});
const visit = outpatientClaim(createRandom(11), wish('V1', 1));
const stay = inpatientClaim(createRandom(11), wish('S1', 2));
const { facilityCode } = facility;
const file = buildClaimFile({ facilityCode, encounters: [visit, stay] });

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const decoded = (base64: string): string => Buffer.from(base64.replace(/\s/g, ''), 'base64').toString('utf8');
const contents = (text: string): string[] => matches(text, /<NOIDUNGFILE>([^<]*)<\/NOIDUNGFILE>/g);

// Required fields by the validation sheet of the national portal, without those that only a circumstance requires.
const REQUIRED = {
  XML1: `MA_LK MA_BN HO_TEN NGAY_SINH GIOI_TINH MA_QUOCTICH MA_DANTOC MA_NGHE_NGHIEP DIA_CHI MATINH_CU_TRU MAXA_CU_TRU
    LY_DO_VV CHAN_DOAN_VAO CHAN_DOAN_RV MA_BENH_CHINH MA_DOITUONG_KCB NGAY_VAO NGAY_RA SO_NGAY_DTRI KET_QUA_DTRI
    MA_LOAI_RV T_THUOC T_VTYT T_TONGCHI_BV T_TONGCHI_BH T_BNTT T_BNCCT T_BHTT T_NGUONKHAC T_BHTT_GDV NAM_QT THANG_QT
    MA_LOAI_KCB MA_KHOA MA_CSKCB CAN_NANG MA_HSBA`,
  XML2: `MA_LK STT MA_THUOC MA_NHOM TEN_THUOC DON_VI_TINH HAM_LUONG DUONG_DUNG LIEU_DUNG SO_DANG_KY TT_THAU PHAM_VI
    TYLE_TT_BH SO_LUONG DON_GIA THANH_TIEN_BV THANH_TIEN_BH T_NGUONKHAC MUC_HUONG T_BNTT T_BNCCT T_BHTT MA_KHOA
    MA_BAC_SI NGAY_YL MA_PTTT NGUON_CTRA`,
  XML3: `MA_LK STT MA_DICH_VU MA_NHOM DON_VI_TINH PHAM_VI SO_LUONG DON_GIA_BV DON_GIA_BH TYLE_TT_DV TYLE_TT_BH
    THANH_TIEN_BV THANH_TIEN_BH MUC_HUONG T_NGUONKHAC T_BNTT T_BNCCT T_BHTT MA_KHOA MA_BAC_SI NGAY_YL NGAY_TH_YL MA_PTTT`,
  XML4: 'MA_LK STT TEN_CHI_SO GIA_TRI NGAY_KQ',
  XML5: 'MA_LK STT DIEN_BIEN_LS THOI_DIEM_DBLS NGUOI_THUC_HIEN',
  XML7: `MA_LK SO_LUU_TRU MA_YTE MA_KHOA_RV NGAY_VAO NGAY_RA CHAN_DOAN_RV PP_DIEUTRI MA_TTDV MA_BS TEN_BS NGAY_CT`,
} as const;

describe('a claim file', () => {
  it('has the envelope of the national gateway, one HOSO for each encounter', () => {
    expect(matches(file, /<MACSKCB>(\d+)<\/MACSKCB>/g)).toEqual([facilityCode]);
    expect(matches(file, /<SOLUONGHOSO>(\d+)<\/SOLUONGHOSO>/g)).toEqual(['2']);
    expect(matches(file, /<NGAYLAP>(\d+)<\/NGAYLAP>/g)[0]).toMatch(/^202610\d\d$/);
    expect(matches(file, /<LOAIHOSO>(XML\d+)<\/LOAIHOSO>/g)).toEqual([
      ...['XML1', 'XML2', 'XML3', 'XML4', 'XML5'],
      ...['XML1', 'XML2', 'XML3', 'XML4', 'XML5', 'XML7'],
    ]);
  });

  it('holds base64 in lines of 76 characters, the last one shorter', () => {
    for (const content of contents(file)) {
      const lines = content.split('\n');
      expect(lines.slice(0, -1).every((line) => line.length === 76)).toBe(true);
      expect(lines.at(-1)?.length).toBeLessThanOrEqual(76);
    }
  });

  it('names every tag of a row in the national order, and escapes what XML reserves', () => {
    const [summary = ''] = contents(file).map(decoded);
    expect(matches(summary, /<(?!\/)([A-Z0-9_]+)/g)).toEqual(['TONG_HOP', ...CLAIM_TABLES.XML1.tags]);
    const renamed = { ...visit, tables: { ...visit.tables, XML1: [{ HO_TEN: 'A & <B>' }] } };
    const [escaped = ''] = contents(buildClaimFile({ facilityCode, encounters: [renamed] })).map(decoded);
    expect(escaped).toContain('<HO_TEN>A &amp; &lt;B&gt;</HO_TEN>');
  });

  it.each(Object.entries(REQUIRED))('fills every required field of %s', (table, required) => {
    const rows = [visit, stay].flatMap(({ tables }) => tables[table as keyof typeof REQUIRED]);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(required.split(/\s+/).filter((tag) => row[tag] === undefined || row[tag] === '')).toEqual([]);
  });

  it('uses no tag that its table does not have', () => {
    for (const { tables } of [visit, stay])
      for (const table of Object.keys(REQUIRED) as (keyof typeof REQUIRED)[])
        for (const row of tables[table])
          expect(Object.keys(row).filter((tag) => !CLAIM_TABLES[table].tags.includes(tag))).toEqual([]);
  });

  it('is the same bytes for the same seed', () => {
    const again = [outpatientClaim(createRandom(11), wish('V1', 1)), inpatientClaim(createRandom(11), wish('S1', 2))];
    expect(buildClaimFile({ facilityCode, encounters: again })).toBe(file);
    const other = outpatientClaim(createRandom(12), wish('V1', 1));
    expect(buildClaimFile({ facilityCode, encounters: [other] })).not.toBe(
      buildClaimFile({ facilityCode, encounters: [visit] }),
    );
  });
});

describe('a check-in', () => {
  it('is XML0 with the first service of the visit', () => {
    const checkIn = buildCheckIn(visit.visit);
    expect(matches(checkIn, /<(?!\/)([A-Z0-9_]+)/g)).toEqual([...CHECK_IN.around, CHECK_IN.row, ...CHECK_IN.tags]);
    expect(checkIn).toContain(`<MA_THE_BHYT>${visit.visit.card.cardNumber}</MA_THE_BHYT>`);
    expect(checkIn).toContain('<MA_DICH_VU>02.1896</MA_DICH_VU>');
  });
});
