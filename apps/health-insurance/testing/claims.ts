import { least } from '@ansinh/contracts/vocabulary/money';
import { type TableName, tableSpec } from '../src/intake/form/fields/field-spec';
import { decimalText } from '../src/notation/decimals';

/** Claims for tests: made up here, consistent by their own arithmetic, so that a rule is not checked against itself. */

export type Fields = Record<string, string>;
export type Tables = Partial<Record<TableName, Fields[]>>;

export type LineInput = {
  readonly table: 'XML2' | 'XML3';
  readonly group: string;
  /** Thousandths. */
  readonly quantity: bigint;
  readonly price: bigint;
  readonly insurancePrice?: bigint;
  /** Whole percent. */
  readonly serviceRatio?: bigint;
  readonly insuranceRatio?: bigint;
  /** Hundredths of a percent. */
  readonly level?: bigint;
  /** Hundredths of a dong, at most the hospital's amount. */
  readonly other?: bigint;
  readonly fields?: Fields;
};

export const EXAM: LineInput = { table: 'XML3', group: '13', quantity: 1_000n, price: 45_000_000n };
export const LAB: LineInput = { table: 'XML3', group: '1', quantity: 1_000n, price: 63_500_000n };
export const PROCEDURE: LineInput = { table: 'XML3', group: '18', quantity: 1_000n, price: 376_500_000n };
export const SUPPLY: LineInput = { table: 'XML3', group: '10', quantity: 3_000n, price: 2_199_999n };
export const DRUG: LineInput = { table: 'XML2', group: '4', quantity: 10_000n, price: 1_333_000n };
/** Thirty tablets out of a dose of twenty: a question of QTY. */
export const OVERDOSE: LineInput = {
  ...DRUG,
  quantity: 30_000n,
  fields: { DON_VI_TINH: 'Viên', LIEU_DUNG: '2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]' },
};
export const USUAL_LINES: readonly LineInput[] = [EXAM, LAB, PROCEDURE, SUPPLY, DRUG];

export const CARD = 'DN4660000000001';
export const FACILITY = '66001';

const round = (dividend: bigint, divisor: bigint): bigint => (dividend * 2n + divisor) / (divisor * 2n);
const money = (hundredths: bigint): string => decimalText(hundredths, 2);

type Amounts = Record<'bv' | 'bh' | 'self' | 'co' | 'fund' | 'other', bigint>;

const amountsOf = (line: LineInput): Amounts => {
  const { quantity, price, insurancePrice = price, serviceRatio = 100n, insuranceRatio = 100n, level = 8_000n } = line;
  const bv = round(quantity * price * serviceRatio, 1_000_000n);
  const bh = round(quantity * insurancePrice * serviceRatio * insuranceRatio, 100_000_000n);
  const full = round(bh * level, 10_000n);
  const other = line.other ?? 0n;
  const fromSelf = least(other, bv - bh);
  const fromCo = least(other - fromSelf, bh - full);
  return { bv, bh, self: bv - bh - fromSelf, co: bh - full - fromCo, fund: full - (other - fromSelf - fromCo), other };
};

const lineFields = (key: string, row: number, line: LineInput): Fields => {
  const amounts = amountsOf(line);
  const isDrug = line.table === 'XML2';
  const isSupply = line.group === '10';
  const code = isSupply ? 'N03.01.070' : '02.0305.0135';
  const names: Fields = isDrug
    ? {
        MA_THUOC: '40.30',
        TEN_THUOC: 'Thuốc thử',
        HAM_LUONG: '500mg',
        DUONG_DUNG: '1.01',
        LIEU_DUNG: '2 viên/ngày',
        TT_THAU: '12/QĐ;G1;N1;2026',
      }
    : isSupply
      ? { MA_VAT_TU: code, TEN_VAT_TU: 'Bơm tiêm', TT_THAU: '12/QĐ;G1;N1;2026' }
      : { MA_DICH_VU: code, TEN_DICH_VU: 'Dịch vụ thử', NGUOI_THUC_HIEN: '000001/DL-CCHN' };
  const prices: Fields = isDrug
    ? { DON_GIA: decimalText(line.price, 3), NGUON_CTRA: '1' }
    : {
        DON_GIA_BV: decimalText(line.price, 3),
        DON_GIA_BH: decimalText(line.insurancePrice ?? line.price, 3),
        TYLE_TT_DV: String(line.serviceRatio ?? 100n),
      };
  return {
    MA_LK: key,
    STT: String(row),
    MA_NHOM: line.group,
    DON_VI_TINH: 'Lần',
    PHAM_VI: '1',
    TYLE_TT_BH: String(line.insuranceRatio ?? 100n),
    SO_LUONG: decimalText(line.quantity, 3),
    THANH_TIEN_BV: money(amounts.bv),
    THANH_TIEN_BH: money(amounts.bh),
    T_NGUONKHAC_NSNN: money(amounts.other),
    T_NGUONKHAC_VTNN: '0',
    T_NGUONKHAC_VTTN: '0',
    T_NGUONKHAC_CL: '0',
    T_NGUONKHAC: money(amounts.other),
    MUC_HUONG: decimalText(line.level ?? 8_000n, 2),
    T_BNTT: money(amounts.self),
    T_BNCCT: money(amounts.co),
    T_BHTT: money(amounts.fund),
    MA_KHOA: 'K01',
    MA_BAC_SI: '000001/DL-CCHN',
    NGAY_YL: '202610050815',
    NGAY_TH_YL: '202610050830',
    MA_PTTT: '1',
    ...names,
    ...prices,
    ...line.fields,
  };
};

const summaryFields = (key: string, lines: readonly LineInput[]): Fields => {
  const sum = (part: keyof Amounts, wanted: (line: LineInput) => boolean = () => true): string =>
    money(lines.filter(wanted).reduce((total, line) => total + amountsOf(line)[part], 0n));
  return {
    MA_LK: key,
    STT: '1',
    MA_BN: 'BN1',
    HO_TEN: 'Trần Thị Thử',
    NGAY_SINH: '199005170000',
    GIOI_TINH: '2',
    MA_QUOCTICH: '000',
    MA_DANTOC: '01',
    MA_NGHE_NGHIEP: '00000',
    DIA_CHI: 'Địa chỉ thử',
    MATINH_CU_TRU: '66',
    MAXA_CU_TRU: '24133',
    MA_THE_BHYT: CARD,
    MA_DKBD: FACILITY,
    GT_THE_TU: '20260101',
    GT_THE_DEN: '20261231',
    LY_DO_VV: 'Khám',
    CHAN_DOAN_VAO: 'Chẩn đoán thử',
    CHAN_DOAN_RV: 'Chẩn đoán thử',
    MA_BENH_CHINH: 'J00',
    MA_DOITUONG_KCB: '1.1',
    NGAY_VAO: '202610050800',
    NGAY_RA: '202610051030',
    SO_NGAY_DTRI: '0',
    KET_QUA_DTRI: '2',
    MA_LOAI_RV: '1',
    NGAY_TTOAN: '202610051040',
    T_THUOC: sum('bv', ({ table }) => table === 'XML2'),
    T_VTYT: sum('bv', ({ group }) => group === '10'),
    T_TONGCHI_BV: sum('bv'),
    T_TONGCHI_BH: sum('bh'),
    T_BNTT: sum('self'),
    T_BNCCT: sum('co'),
    T_BHTT: sum('fund'),
    T_NGUONKHAC: sum('other'),
    T_BHTT_GDV: sum('fund'),
    NAM_QT: '2026',
    THANG_QT: '10',
    MA_LOAI_KCB: '01',
    MA_KHOA: 'K01',
    MA_CSKCB: FACILITY,
    CAN_NANG: '52.5',
    MA_HSBA: 'HS1',
  };
};

export type EncounterInput = {
  readonly key?: string;
  readonly lines?: readonly LineInput[];
  /** Of October 2026, or of another month of that year: a person is seen on several days. */
  readonly day?: number;
  readonly month?: number;
  readonly summary?: Fields;
};

const USUAL_DAY = '20261005';
const onDay = (rows: readonly Fields[], month: number, day: number): Fields[] => {
  const digits = `2026${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
  const moved = (value: string): string =>
    value.startsWith(USUAL_DAY) ? digits + value.slice(USUAL_DAY.length) : value;
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([field, value]) => [field, moved(value)])));
};

/** The tables of one consistent outpatient visit of 2026-10-05 or another day; `summary` overrides fields of XML1. */
export const encounterTables = ({
  key = 'LK1',
  lines = USUAL_LINES,
  day = 5,
  month = 10,
  summary = {},
}: EncounterInput = {}): Tables => {
  const of = (table: LineInput['table']): Fields[] =>
    lines.filter((line) => line.table === table).map((line, index) => lineFields(key, index + 1, line));
  const test = { MA_LK: key, STT: '1', TEN_CHI_SO: 'Chỉ số thử', GIA_TRI: '5.1', NGAY_KQ: '202610050900' };
  return {
    XML1: onDay([{ ...summaryFields(key, lines), THANG_QT: String(month), ...summary }], month, day),
    XML2: onDay(of('XML2'), month, day),
    XML3: onDay(of('XML3'), month, day),
    XML4: onDay([test], month, day),
  };
};

const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** The inner XML of a table, as hospitals send it: every element of the row, empty ones included. */
export const tableXml = (table: TableName, rows: readonly Fields[]): string => {
  const { elements, fields } = tableSpec(table);
  const row = elements.at(-1);
  const parents = elements.slice(0, -1);
  const body = rows.map((values) => {
    const cells = [...fields.keys()].map((name) => {
      const value = values[name] ?? '';
      return value === '' ? `<${name} />` : `<${name}>${escapeText(value)}</${name}>`;
    });
    return `<${row}>${cells.join('')}</${row}>`;
  });
  const opened = parents.map((name) => `<${name}>`).join('');
  const closed = [...parents]
    .reverse()
    .map((name) => `</${name}>`)
    .join('');
  return `${opened}${body.join('')}${closed}`;
};

/** Base64 in lines of 76 characters, as the exports of real systems have it. */
export const base64Lines = (content: string | Buffer): string =>
  Buffer.from(content)
    .toString('base64')
    .replace(/(.{76})/g, '$1\n');

export const partXml = (kind: string, content: string): string =>
  `<FILEHOSO><LOAIHOSO>${kind}</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO>`;

export const envelopeXml = (encounters: readonly string[], facilityCode = FACILITY): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><THONGTINDONVI><MACSKCB>${facilityCode}</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>20261006</NGAYLAP><SOLUONGHOSO>${encounters.length}</SOLUONGHOSO><DANHSACHHOSO>${encounters.map((parts) => `<HOSO>${parts}</HOSO>`).join('')}</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>`;

const TABLE_ORDER = ['XML1', 'XML2', 'XML3', 'XML4', 'XML5', 'XML7', 'XML11'] as const;

export const encounterXml = (tables: Tables): string =>
  TABLE_ORDER.map((table) => {
    const rows = tables[table] ?? [];
    return partXml(table, rows.length === 0 ? '' : base64Lines(tableXml(table, rows)));
  }).join('');

/** A whole claim file of the encounters. */
export const claimFileXml = (encounters: readonly Tables[], facilityCode = FACILITY): string =>
  envelopeXml(encounters.map(encounterXml), facilityCode);
