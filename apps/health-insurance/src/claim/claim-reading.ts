import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { type Hundredths, hundredths } from '@ansinh/contracts/vocabulary/money';
import { parseDecimal } from '../notation/decimals';
import { listOf } from '../notation/national-list';
import type { ClaimLine, Discharge, ParsedClaim, TotalField } from './parsed-claim';

type Fields = Readonly<Record<string, string>>;

// The structure rules have accepted every value before: one that cannot be read here is a fault of ours.
const numberOf = (fields: Fields, field: string, decimals: number): bigint => {
  const value = parseDecimal(fields[field] ?? '', decimals);
  if (value === undefined) throw new Error(`${field} passed the structure rules and cannot be read`);
  return value;
};
const textOf = (fields: Fields, field: string): string => fields[field] ?? '';
const amountOf = (fields: Fields, field: string): Hundredths => hundredths(numberOf(fields, field, 2));
/** Cards of army and police whose last day cannot be looked up: GT_THE_DEN stays empty (QD 130/QD-BYT table 1). */
const MAY_HAVE_NO_END = /^(QN|HC|LS|XK|CY|CA)/;
const NO_END = '99991231';

const cardEndsOf = (cardNumbers: readonly string[], text: string | undefined): string[] => {
  const ends = listOf(text);
  const known = cardNumbers.flatMap((card, index) => {
    const end = ends[index] ?? '';
    if (end === '' && MAY_HAVE_NO_END.test(card)) return [NO_END];
    return index < ends.length ? [end] : [];
  });
  return [...known, ...ends.slice(cardNumbers.length)];
};

const SEXES: Readonly<Record<string, Sex>> = { '1': 'male', '2': 'female', '3': 'undetermined' };
const SOURCES = ['T_NGUONKHAC_NSNN', 'T_NGUONKHAC_VTNN', 'T_NGUONKHAC_VTTN', 'T_NGUONKHAC_CL'];
const FULL_RATIO = 10_000n;

export const sexOf = (fields: Fields): Sex => SEXES[fields.GIOI_TINH ?? ''] ?? 'undetermined';

export const parseLine = (table: 'XML2' | 'XML3', row: number, fields: Fields): ClaimLine => {
  const isDrug = table === 'XML2';
  return {
    table,
    row,
    code: isDrug ? textOf(fields, 'MA_THUOC') : (fields.MA_VAT_TU ?? textOf(fields, 'MA_DICH_VU')),
    group: textOf(fields, 'MA_NHOM'),
    scope: textOf(fields, 'PHAM_VI'),
    payer: textOf(fields, 'NGUON_CTRA'),
    paymentMethod: textOf(fields, 'MA_PTTT'),
    quantityThousandths: numberOf(fields, 'SO_LUONG', 3),
    hospitalPriceThousandths: numberOf(fields, isDrug ? 'DON_GIA' : 'DON_GIA_BV', 3),
    insurancePriceThousandths: numberOf(fields, isDrug ? 'DON_GIA' : 'DON_GIA_BH', 3),
    serviceRatio: isDrug ? FULL_RATIO : numberOf(fields, 'TYLE_TT_DV', 2),
    insuranceRatio: numberOf(fields, 'TYLE_TT_BH', 2),
    level: numberOf(fields, 'MUC_HUONG', 2),
    hospitalAmount: amountOf(fields, 'THANH_TIEN_BV'),
    inScopeAmount: amountOf(fields, 'THANH_TIEN_BH'),
    ceiling: fields.T_TRANTT === undefined ? undefined : amountOf(fields, 'T_TRANTT'),
    sources: SOURCES.map((field) => amountOf(fields, field)),
    otherAmount: amountOf(fields, 'T_NGUONKHAC'),
    selfPaid: amountOf(fields, 'T_BNTT'),
    coPayment: amountOf(fields, 'T_BNCCT'),
    fundAmount: amountOf(fields, 'T_BHTT'),
    orderedAt: textOf(fields, 'NGAY_YL'),
    performedAt: textOf(fields, 'NGAY_TH_YL'),
    resultAt: textOf(fields, 'NGAY_KQ'),
    service: textOf(fields, 'MA_DICH_VU'),
    supply: textOf(fields, 'MA_VAT_TU'),
    name: isDrug ? textOf(fields, 'TEN_THUOC') : (fields.TEN_VAT_TU ?? textOf(fields, 'TEN_DICH_VU')),
    unit: textOf(fields, 'DON_VI_TINH'),
    dose: textOf(fields, 'LIEU_DUNG'),
    registration: textOf(fields, 'SO_DANG_KY'),
    bid: textOf(fields, 'TT_THAU'),
    supplier: textOf(fields, 'MA_CSKCB_THUOC'),
    package: textOf(fields, 'GOI_VTYT'),
    doctors: textOf(fields, 'MA_BAC_SI'),
    performers: textOf(fields, 'NGUOI_THUC_HIEN'),
    machines: textOf(fields, 'MA_MAY'),
    beds: textOf(fields, 'MA_GIUONG'),
    bodyPosition: textOf(fields, 'VI_TRI_TH_DVKT'),
  };
};

const totalsOf = (fields: Fields): Record<TotalField, Hundredths> => ({
  T_THUOC: amountOf(fields, 'T_THUOC'),
  T_VTYT: amountOf(fields, 'T_VTYT'),
  T_TONGCHI_BV: amountOf(fields, 'T_TONGCHI_BV'),
  T_TONGCHI_BH: amountOf(fields, 'T_TONGCHI_BH'),
  T_BNTT: amountOf(fields, 'T_BNTT'),
  T_BNCCT: amountOf(fields, 'T_BNCCT'),
  T_BHTT: amountOf(fields, 'T_BHTT'),
  T_NGUONKHAC: amountOf(fields, 'T_NGUONKHAC'),
  T_BHTT_GDV: amountOf(fields, 'T_BHTT_GDV'),
});

/** Of the row of XML7. */
export const parseDischarge = (fields: Fields): Discharge => ({
  arrivedAt: textOf(fields, 'NGAY_VAO'),
  leftAt: textOf(fields, 'NGAY_RA'),
});

type Summary = Omit<ParsedClaim, 'lines' | 'earlyResults' | 'discharge'>;

export const parseSummary = (fields: Fields): Summary => ({
  encounterKey: fields.MA_LK ?? '',
  facilityCode: fields.MA_CSKCB ?? '',
  cardNumbers: listOf(fields.MA_THE_BHYT),
  initialFacilityCodes: listOf(fields.MA_DKBD),
  cardFrom: listOf(fields.GT_THE_TU),
  cardTo: cardEndsOf(listOf(fields.MA_THE_BHYT), fields.GT_THE_DEN),
  fullName: fields.HO_TEN ?? '',
  identityNumber: fields.SO_CCCD ?? '',
  birthDate: fields.NGAY_SINH ?? '',
  sex: sexOf(fields),
  visitReason: fields.MA_DOITUONG_KCB ?? '',
  careType: fields.MA_LOAI_KCB ?? '',
  mainDisease: fields.MA_BENH_CHINH ?? '',
  otherDiseases: listOf(fields.MA_BENH_KT),
  accident: fields.MA_TAI_NAN ?? '',
  referredFrom: fields.MA_NOI_DI ?? '',
  slip: fields.GIAY_CHUYEN_TUYEN ?? '',
  departments: listOf(fields.MA_KHOA),
  treatmentDays: numberOf(fields, 'SO_NGAY_DTRI', 0),
  exemptFrom: fields.NGAY_MIEN_CCT ?? '',
  arrivedAt: fields.NGAY_VAO ?? '',
  admittedAt: fields.NGAY_VAO_NOI_TRU ?? '',
  leftAt: fields.NGAY_RA ?? '',
  billedAt: fields.NGAY_TTOAN ?? '',
  settlementMonth: yearMonth(`${fields.NAM_QT ?? ''}-${(fields.THANG_QT ?? '').padStart(2, '0')}`),
  totals: totalsOf(fields),
});

/** The rows of one encounter as they were sent, by table. */
type SentTables = ReadonlyMap<string, readonly { readonly row: number; readonly fields: Fields }[]>;

/** Reads an encounter that has no structure findings. */
export const parseClaim = ({ tables }: { readonly tables: SentTables }): ParsedClaim => {
  const summary = parseSummary(tables.get('XML1')?.[0]?.fields ?? {});
  const [paper] = tables.get('XML7') ?? [];
  return {
    ...summary,
    earlyResults: (tables.get('XML4') ?? [])
      .map(({ row, fields }) => ({ row, resultAt: textOf(fields, 'NGAY_KQ') }))
      .filter(({ resultAt }) => resultAt !== '' && resultAt < summary.arrivedAt),
    discharge: paper === undefined ? undefined : parseDischarge(paper.fields),
    lines: (['XML2', 'XML3'] as const).flatMap((table) =>
      (tables.get(table) ?? []).map(({ row, fields }) => parseLine(table, row, fields)),
    ),
  };
};
