import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import type { Hundredths } from '@ansinh/contracts/vocabulary/money';

/** One cost line of XML2 (drugs) or XML3 (services, supplies). Times are `yyyymmddHHMM`, empty when absent. */
export type ClaimLine = {
  readonly table: 'XML2' | 'XML3';
  readonly row: number;
  /** Drug or supply; the service where there is neither. */
  readonly code: string;
  /** MA_NHOM */
  readonly group: string;
  /** PHAM_VI: 1 in the list, 2 outside, 3 outside but paid for army and police. */
  readonly scope: string;
  /** NGUON_CTRA; empty in XML3, which has none. */
  readonly payer: string;
  /** MA_PTTT: 1 fee for service, 2 capitation, 3 case payment. */
  readonly paymentMethod: string;
  readonly quantityThousandths: bigint;
  readonly hospitalPriceThousandths: bigint;
  readonly insurancePriceThousandths: bigint;
  /** Ratios and level in hundredths of a percent: 100 % is 10000n. */
  readonly serviceRatio: bigint;
  readonly insuranceRatio: bigint;
  readonly level: bigint;
  readonly hospitalAmount: Hundredths;
  readonly inScopeAmount: Hundredths;
  /** T_TRANTT, undefined without one. */
  readonly ceiling: Hundredths | undefined;
  /** State budget, foreign aid, domestic aid, others. */
  readonly sources: readonly Hundredths[];
  readonly otherAmount: Hundredths;
  readonly selfPaid: Hundredths;
  readonly coPayment: Hundredths;
  readonly fundAmount: Hundredths;
  readonly orderedAt: string;
  readonly performedAt: string;
  readonly resultAt: string;
  /** MA_DICH_VU, also of the service that a drug or supply belongs to; ";" between several. Empty fields are "". */
  readonly service: string;
  /** MA_VAT_TU */
  readonly supply: string;
  /** Name of the drug, supply or service, detail in [ ]. */
  readonly name: string;
  /** DON_VI_TINH */
  readonly unit: string;
  /** LIEU_DUNG */
  readonly dose: string;
  /** SO_DANG_KY and TT_THAU: which product was bought under which bid. */
  readonly registration: string;
  readonly bid: string;
  /** MA_CSKCB_THUOC: the drug, blood or test comes from another facility. */
  readonly supplier: string;
  /** GOI_VTYT: supplies that were used together. */
  readonly package: string;
  /** Licences (MA_BAC_SI, NGUOI_THUC_HIEN), machines (MA_MAY) and beds (MA_GIUONG), ";" between several. */
  readonly doctors: string;
  readonly performers: string;
  readonly machines: string;
  readonly beds: string;
  /** VI_TRI_TH_DVKT */
  readonly bodyPosition: string;
};

export const TOTAL_FIELDS = [
  'T_THUOC',
  'T_VTYT',
  'T_TONGCHI_BV',
  'T_TONGCHI_BH',
  'T_BNTT',
  'T_BNCCT',
  'T_BHTT',
  'T_NGUONKHAC',
  'T_BHTT_GDV',
] as const;
export type TotalField = (typeof TOTAL_FIELDS)[number];

export type EarlyResult = { readonly row: number; readonly resultAt: string };
export type Discharge = Pick<ParsedClaim, 'arrivedAt' | 'leftAt'>;

/** A claim with its values read exactly. Lists of XML1 are split at ";". */
export type ParsedClaim = {
  readonly encounterKey: string;
  readonly facilityCode: string;
  readonly cardNumbers: readonly string[];
  readonly initialFacilityCodes: readonly string[];
  readonly cardFrom: readonly string[];
  readonly cardTo: readonly string[];
  readonly fullName: string;
  /** SO_CCCD, "" without one. */
  readonly identityNumber: string;
  /** NGAY_SINH, unknown parts 00. */
  readonly birthDate: string;
  readonly sex: Sex;
  /** MA_DOITUONG_KCB */
  readonly visitReason: string;
  /** MA_LOAI_KCB */
  readonly careType: string;
  readonly mainDisease: string;
  /** MA_BENH_KT */
  readonly otherDiseases: readonly string[];
  /** MA_TAI_NAN, "" without an accident. */
  readonly accident: string;
  /** MA_NOI_DI: the facility that referred the patient, "" without one. */
  readonly referredFrom: string;
  /** GIAY_CHUYEN_TUYEN: the number of the referral or re-exam slip, "" without one. */
  readonly slip: string;
  /** MA_KHOA */
  readonly departments: readonly string[];
  /** SO_NGAY_DTRI */
  readonly treatmentDays: bigint;
  /** NGAY_MIEN_CCT: day or minute, empty without an exemption. */
  readonly exemptFrom: string;
  readonly arrivedAt: string;
  readonly admittedAt: string;
  readonly leftAt: string;
  readonly billedAt: string;
  readonly settlementMonth: YearMonth;
  readonly totals: Readonly<Record<TotalField, Hundredths>>;
  readonly lines: readonly ClaimLine[];
  /** Rows of XML4 with a result (NGAY_KQ) from before the patient came. */
  readonly earlyResults: readonly EarlyResult[];
  /** The paper of the discharge (XML7), undefined without one. */
  readonly discharge: Discharge | undefined;
};
