/** Kinds of care (MA_LOAI_KCB) and the part of the forms 01/BH, 02/BH in which they are summed up. */

export type SummaryPart = 'I' | 'II' | 'III' | 'IV' | 'other';

export const PART_NAMES: Readonly<Record<SummaryPart, string>> = {
  I: 'Khám bệnh',
  II: 'Điều trị ngoại trú',
  III: 'Điều trị ban ngày, nội trú dưới 4 giờ',
  IV: 'Điều trị nội trú',
  other: 'Loại hình khác',
};

type CareType = { readonly part: SummaryPart; readonly nameVi: string };

/** QD 1804/QD-BYT 2026 (codes 01-16); parts by TT 12/2026/TT-BTC form 01/BH, which names none for 10-16. */
const CARE_TYPES: Readonly<Record<string, CareType>> = {
  '01': { part: 'I', nameVi: 'Khám bệnh' },
  '02': { part: 'II', nameVi: 'Điều trị ngoại trú' },
  '03': { part: 'IV', nameVi: 'Điều trị nội trú' },
  '04': { part: 'III', nameVi: 'Điều trị nội trú ban ngày' },
  '05': { part: 'II', nameVi: 'Bệnh mạn tính: khám và lĩnh thuốc' },
  '06': { part: 'I', nameVi: 'Điều trị lưu tại trạm y tế, phòng khám đa khoa' },
  '07': { part: 'I', nameVi: 'Nhận thuốc theo hẹn' },
  '08': { part: 'II', nameVi: 'Bệnh mạn tính: có dịch vụ kỹ thuật' },
  '09': { part: 'III', nameVi: 'Điều trị nội trú dưới 4 giờ' },
  '10': { part: 'other', nameVi: 'Các trường hợp khác' },
  '11': { part: 'other', nameVi: 'Khám chữa bệnh lưu động' },
  '12': { part: 'other', nameVi: 'Khám chữa bệnh tại nhà' },
  '13': { part: 'other', nameVi: 'Y học gia đình' },
  '14': { part: 'other', nameVi: 'Khám chữa bệnh từ xa' },
  '15': { part: 'other', nameVi: 'Khám sức khỏe định kỳ' },
  '16': { part: 'other', nameVi: 'Khám sàng lọc' },
};

/** A code that the list does not know is not lost: it is summed up under `other` by its number. */
export const careTypeOf = (code: string): CareType => CARE_TYPES[code] ?? { part: 'other', nameVi: `Mã loại ${code}` };

/**
 * Inpatient in every sense: the ratio of the visit reason, contracts, doses, doubles. Also by day and under four hours
 * (MA_LOAI_KCB 03, 04, 09, QD 1804/QD-BYT 2026).
 */
const INPATIENT = ['03', '04', '09'] as const;
/** The patient lies in a bed: inpatient, or at a station or polyclinic. */
export const IN_BED = [...INPATIENT, '06'] as const;
/**
 * Outpatient courses and drugs for a chronic disease or by appointment: NGAY_RA is 23:59 of the last day for which
 * something was ordered, often still to come (QD 130/QD-BYT table 1, NGAY_RA).
 */
const PLANNED = ['02', '05', '07'] as const;
/** The patient need not be there: drugs by appointment may be fetched by relatives, and remote care is remote. */
export const WITHOUT_PATIENT = ['07', '14'] as const;

const isAmong = (types: readonly string[]): ((careType: string) => boolean) => {
  const known = new Set(types);
  return (careType) => known.has(careType);
};
export const isInpatient = isAmong(INPATIENT);
export const isInBed = isAmong(IN_BED);
export const endsAsPlanned = isAmong(PLANNED);
