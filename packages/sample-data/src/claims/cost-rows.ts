import { hundredthsText } from '@ansinh/contracts/vocabulary/money';
import type { LineAmounts, PricedLine, PricedVisit } from './amounts';
import { type CostLine, minuteText, type Row, type Visit } from './claim-model';

/** Thousandths as the files write numbers: `18900`, `1.5`, `27833.99`. */
export const thousandthsText = (value: bigint): string => {
  if (value % 1000n === 0n) return String(value / 1000n);
  const [text] = /^\d+\.\d{0,2}[1-9]/.exec(`${value / 1000n}.${String(value % 1000n).padStart(3, '0')}`) ?? [];
  return text ?? '';
};

/** 800n is `80`, 475n is `47.5` (four characters are allowed since Decision 1931/QD-BYT). */
const percentText = (tenths: bigint): string =>
  tenths % 10n === 0n ? String(tenths / 10n) : `${tenths / 10n}.${tenths % 10n}`;

const NOTHING = '0.00';
const OTHER_SOURCES: Row = {
  T_NGUONKHAC_NSNN: NOTHING,
  T_NGUONKHAC_VTNN: NOTHING,
  T_NGUONKHAC_VTTN: NOTHING,
  T_NGUONKHAC_CL: NOTHING,
  T_NGUONKHAC: NOTHING,
};

const amountCells = (amounts: LineAmounts, tenths: bigint): Row => ({
  ...OTHER_SOURCES,
  THANH_TIEN_BV: hundredthsText(amounts.hospital),
  THANH_TIEN_BH: hundredthsText(amounts.inScope),
  MUC_HUONG: percentText(tenths),
  T_BNTT: hundredthsText(amounts.selfPay),
  T_BNCCT: hundredthsText(amounts.coPayment),
  T_BHTT: hundredthsText(amounts.fundPays),
});

type Place = { readonly visit: Visit; readonly row: number; readonly tenths: bigint };
type LineOf<Kind extends CostLine['kind']> = Extract<CostLine, { kind: Kind }>;

const commonCells = (line: CostLine, { visit, row }: Place): Row => ({
  MA_LK: visit.key,
  STT: String(row),
  PHAM_VI: '1',
  TYLE_TT_BH: String(line.insuredRatio),
  SO_LUONG: thousandthsText(line.quantity),
  MA_KHOA: visit.department,
  MA_BAC_SI: line.doctor.licence,
  NGAY_YL: minuteText(line.orderedAt),
  NGAY_TH_YL: minuteText(line.doneAt),
  MA_PTTT: '1',
});

const DOSE_UNIT: Readonly<Record<string, string>> = { Viên: 'viên', Gói: 'gói', Chai: 'chai', Lọ: 'lọ', Ống: 'ống' };

const drugRow = (line: LineOf<'drug'>, amounts: LineAmounts, place: Place): Row => {
  const { item, perDay, days } = line;
  const unit = DOSE_UNIT[item.unit] ?? item.unit;
  return {
    ...commonCells(line, place),
    ...amountCells(amounts, place.tenths),
    MA_THUOC: item.code,
    MA_NHOM: '4',
    TEN_THUOC: item.name,
    DON_VI_TINH: item.unit,
    HAM_LUONG: item.strength,
    DUONG_DUNG: item.route,
    DANG_BAO_CHE: item.form,
    LIEU_DUNG: `1 ${unit}/lần * ${perDay} lần/ngày * ${days} ngày [${perDay} ${unit}/ngày]`,
    CACH_DUNG: item.route === '1.01' ? 'Uống sau ăn' : 'Theo y lệnh',
    SO_DANG_KY: item.registration,
    TT_THAU: '112/QD-SYT;G1;N2;2026',
    DON_GIA: thousandthsText(line.hospitalPrice),
    NGUON_CTRA: '1',
  };
};

const serviceRow = (line: LineOf<'service'>, amounts: LineAmounts, place: Place): Row => ({
  ...commonCells(line, place),
  ...amountCells(amounts, place.tenths),
  MA_DICH_VU: line.item.code,
  MA_NHOM: String(line.item.group),
  TEN_DICH_VU: line.item.name,
  DON_VI_TINH: line.item.unit,
  DON_GIA_BV: thousandthsText(line.hospitalPrice),
  DON_GIA_BH: thousandthsText(line.insuredPrice),
  TYLE_TT_DV: String(line.serviceRatio),
  NGUOI_THUC_HIEN: line.doctor.licence,
  MA_BENH: place.visit.diagnosis.code,
  ...(line.resultAt === undefined ? {} : { NGAY_KQ: minuteText(line.resultAt) }),
  ...(line.bedCode === undefined ? {} : { MA_GIUONG: line.bedCode }),
});

const supplyRow = (line: LineOf<'supply'>, amounts: LineAmounts, place: Place): Row => ({
  ...commonCells(line, place),
  ...amountCells(amounts, place.tenths),
  MA_DICH_VU: line.serviceCode,
  MA_VAT_TU: line.item.code,
  MA_NHOM: '10',
  TEN_VAT_TU: line.item.name,
  DON_VI_TINH: line.item.unit,
  DON_GIA_BV: thousandthsText(line.hospitalPrice),
  DON_GIA_BH: thousandthsText(line.insuredPrice),
  TT_THAU: '87/QD-SYT;G2;N1;2026',
  TYLE_TT_DV: String(line.serviceRatio),
  MA_BENH: place.visit.diagnosis.code,
});

const rowOf = ({ line, amounts }: PricedLine, place: Place): Row => {
  switch (line.kind) {
    case 'drug':
      return drugRow(line, amounts, place);
    case 'service':
      return serviceRow(line, amounts, place);
    case 'supply':
      return supplyRow(line, amounts, place);
    default:
      return line satisfies never;
  }
};

/** The rows of XML2 (drugs) and XML3 (services and supplies), each table numbered from 1. */
export const costRows = (visit: Visit, priced: PricedVisit): { readonly XML2: Row[]; readonly XML3: Row[] } => {
  const numbered = (lines: readonly PricedLine[]): Row[] =>
    lines.map((line, index) => rowOf(line, { visit, row: index + 1, tenths: priced.benefitTenths }));
  return {
    XML2: numbered(priced.lines.filter(({ line }) => line.kind === 'drug')),
    XML3: numbered(priced.lines.filter(({ line }) => line.kind !== 'drug')),
  };
};
