import type { TableName } from './field-spec';

type Fields = Readonly<Record<string, string>>;

/** A field that a row needs because of another one (VSS validation sheet for QD 4750). */
export type Condition = {
  readonly table: TableName;
  readonly field: string;
  readonly needed: (fields: Fields) => boolean;
  readonly because: string;
  readonly becauseVi: string;
};

const has = (fields: Fields, field: string): boolean => (fields[field] ?? '') !== '';
const group = (fields: Fields): string => fields.MA_NHOM ?? '';
/** Lab, imaging, functional tests, surgery, procedures: somebody performed them at some time. */
const PERFORMED = new Set(['1', '2', '3', '8', '18']);
const SUPPLIES = new Set(['10', '11']);

const withField = (table: TableName, field: string, other: string): Condition => ({
  table,
  field,
  needed: (fields) => has(fields, other),
  because: `${other} is given`,
  becauseVi: `có ${other}`,
});
const when = (
  table: TableName,
  field: string,
  rule: Pick<Condition, 'needed' | 'because' | 'becauseVi'>,
): Condition => ({
  table,
  field,
  ...rule,
});

const PERFORMED_BY = {
  needed: (fields: Fields) => PERFORMED.has(group(fields)),
  because: 'MA_NHOM is 1, 2, 3, 8 or 18',
  becauseVi: 'MA_NHOM là 1, 2, 3, 8 hoặc 18',
};
const SUPPLY = {
  needed: (fields: Fields) => SUPPLIES.has(group(fields)),
  because: 'MA_NHOM is a group of supplies',
  becauseVi: 'MA_NHOM là nhóm vật tư y tế',
};
const ENDED = {
  needed: (fields: Fields) => fields.MA_DINH_CHI_THAI === '1',
  because: 'MA_DINH_CHI_THAI is 1',
  becauseVi: 'MA_DINH_CHI_THAI là 1',
};
const LEAVE = {
  needed: (fields: Fields) => ['SO_NGAY_NGHI', 'NGOAITRU_TUNGAY', 'NGOAITRU_DENNGAY'].some((name) => has(fields, name)),
  because: 'sick leave is given with days, first and last day, or not at all',
  becauseVi: 'nghỉ ngoại trú phải đủ số ngày, từ ngày, đến ngày',
};

export const CONDITIONS: readonly Condition[] = [
  withField('XML0', 'LY_DO_VNT', 'NGAY_VAO_NOI_TRU'),
  withField('XML0', 'TEN_DICH_VU', 'MA_DICH_VU'),
  withField('XML0', 'TEN_THUOC', 'MA_THUOC'),
  withField('XML0', 'TEN_VAT_TU', 'MA_VAT_TU'),
  when('XML0', 'MA_DICH_VU', {
    needed: (fields) => !has(fields, 'MA_THUOC') && !has(fields, 'MA_VAT_TU'),
    because: 'a check-in names a service, a drug or a supply',
    becauseVi: 'cần một trong MA_DICH_VU, MA_THUOC, MA_VAT_TU',
  }),
  when('XML3', 'MA_DICH_VU', {
    needed: (fields) => !has(fields, 'MA_VAT_TU'),
    because: 'a line names a service or a supply',
    becauseVi: 'cần MA_DICH_VU hoặc MA_VAT_TU',
  }),
  // A supply may name the service it was used in by its code alone.
  when('XML3', 'TEN_DICH_VU', {
    needed: (fields) => has(fields, 'MA_DICH_VU') && !has(fields, 'MA_VAT_TU'),
    because: 'MA_DICH_VU is given',
    becauseVi: 'có MA_DICH_VU',
  }),
  withField('XML3', 'TEN_VAT_TU', 'MA_VAT_TU'),
  when('XML3', 'MA_XANG_DAU', {
    needed: (fields) => group(fields) === '12',
    because: 'MA_NHOM is 12',
    becauseVi: 'MA_NHOM là 12',
  }),
  when('XML3', 'TT_THAU', SUPPLY),
  when('XML3', 'NGUOI_THUC_HIEN', PERFORMED_BY),
  when('XML3', 'NGAY_TH_YL', PERFORMED_BY),
  withField('XML4', 'NGAY_KQ', 'GIA_TRI'),
  when('XML7', 'NGUYENNHAN_DINHCHI', ENDED),
  when('XML7', 'THOIGIAN_DINHCHI', ENDED),
  when('XML7', 'TUOI_THAI', ENDED),
  when('XML7', 'SO_NGAY_NGHI', LEAVE),
  when('XML7', 'NGOAITRU_TUNGAY', LEAVE),
  when('XML7', 'NGOAITRU_DENNGAY', LEAVE),
];
