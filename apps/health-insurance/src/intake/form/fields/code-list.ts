export type CodeList = { readonly values: ReadonlySet<string>; readonly text: string };

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const list = (values: readonly string[], text?: string): CodeList => ({
  values: new Set(values),
  text: text ?? values.join(', '),
});

/** Reasons of visit, QD 3276/QD-BYT 2025 annex 1 (MA_DOITUONG_KCB). */
export const VISIT_REASON_CODES: readonly string[] = [
  ...['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'],
  ...['1.11', '1.12', '1.13', '1.14', '1.15', '1.16', '1.17', '1.18'],
  ...['2', '3.1', '3.2', '3.3', '3.6', '7', '7.2', '7.3', '7.4', '8', '9', '10'],
];

/** Types of care, QD 1804/QD-BYT 2026 (MA_LOAI_KCB). */
const CARE_TYPES = list(
  numbers(1, 16).map((code) => code.padStart(2, '0')),
  '01 to 16',
);
const SCOPES = list(numbers(1, 3));

/** Coded fields by `table.field`: QD 5937/QD-BYT, QD 4750/QD-BYT. Old ratio groups 5, 6, 9, 11 may still come. */
export const CODE_LISTS: ReadonlyMap<string, CodeList> = new Map<string, CodeList>([
  ['XML0.GIOI_TINH', list(numbers(1, 3))],
  ['XML0.MA_DOITUONG_KCB', list(VISIT_REASON_CODES)],
  ['XML0.MA_LOAI_KCB', CARE_TYPES],
  ['XML1.GIOI_TINH', list(numbers(1, 3))],
  ['XML1.MA_DOITUONG_KCB', list(VISIT_REASON_CODES)],
  ['XML1.KET_QUA_DTRI', list(numbers(1, 8), '1 to 8')],
  ['XML1.MA_LOAI_RV', list(numbers(1, 5), '1 to 5')],
  ['XML1.MA_LOAI_KCB', CARE_TYPES],
  ['XML1.MA_KHUVUC', list(['K1', 'K2', 'K3'])],
  ['XML1.NAM_QT', list(numbers(2024, 2099), '2024 to 2099')],
  ['XML1.THANG_QT', list([...numbers(1, 12), ...numbers(1, 9).map((month) => `0${month}`)], '1 to 12')],
  ['XML2.MA_NHOM', list(['4', '5', '6', '7', '17'])],
  ['XML2.PHAM_VI', SCOPES],
  ['XML2.MA_PTTT', list(numbers(1, 3))],
  ['XML2.NGUON_CTRA', list(numbers(1, 4))],
  ['XML3.MA_NHOM', list([...numbers(1, 3), ...numbers(7, 19)], '1 to 3, 7 to 19')],
  ['XML3.PHAM_VI', SCOPES],
  ['XML3.MA_PTTT', list(numbers(1, 3))],
  ['XML7.MA_DINH_CHI_THAI', list(['0', '1'])],
]);

/** Numbers of the national list of blocking errors for a fault in a field. */
export const NATIONAL_CODES: ReadonlyMap<string, string> = new Map([
  ['XML1.MA_DOITUONG_KCB', '1'],
  ['XML1.NGAY_SINH', '15'],
  ['XML1.GIOI_TINH', '16'],
  ['XML1.NGAY_MIEN_CCT', '21'],
  ['XML1.MA_TAI_NAN', '22'],
  ['XML1.NGAY_VAO', '23'],
  ['XML1.NGAY_RA', '24'],
  ['XML1.KET_QUA_DTRI', '25'],
  ['XML1.MA_LOAI_RV', '26'],
  ['XML1.NGAY_TTOAN', '27'],
  ['XML1.NAM_QT', '35'],
  ['XML1.THANG_QT', '36'],
  ['XML1.MA_LOAI_KCB', '37'],
  ['XML1.MA_KHUVUC', '38'],
  ['XML2.MA_NHOM', '39'],
  ['XML2.PHAM_VI', '40'],
  ['XML3.MA_NHOM', '43'],
  ['XML3.PHAM_VI', '44'],
]);
