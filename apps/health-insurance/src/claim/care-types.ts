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
