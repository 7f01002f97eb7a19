// Domain 4.4, 4.5 and 5.4: what is wrong with a claim before anybody looks at its cost.
import { type Fields, type Finding, read, type Table } from '../claim.ts';
import { type Facts, linesOf } from '../facts.ts';
import { REASONS, SIGNED_FROM } from '../law.ts';
import { dayOf, isBirth, isTime } from '../times.ts';

export const codeFindings = (facts: Facts): readonly Finding[] => [
  ...signature(facts),
  ...contract(facts),
  ...period(facts),
  ...enumerations(facts),
];

const signature = ({ claim, left }: Facts): readonly Finding[] =>
  claim.isSigned || dayOf(left) < SIGNED_FROM
    ? []
    : [{ code: 'SIGNATURE', severity: 'return', table: 'XML1', article: '4.4, signature since 2026-01-01' }];

/** 10, 58, 60 */
const contract = ({ facility, claim, left }: Facts): readonly Finding[] => {
  const day = dayOf(left);
  const isInForce = facility !== undefined && facility.contractFrom <= day && day <= facility.contractTo;
  const isInScope = facility?.inpatient === true || read(claim.head, 'MA_LOAI_KCB') !== '03';
  if (isInForce && isInScope) return [];
  return [{ code: 'CONTRACT', severity: 'return', table: 'XML1', article: '4.5 CONTRACT (10, 58, 60)' }];
};

/** The corpus has no month near today: what is far ahead stays so. */
const FAR_YEAR = 2090;

/** 35, 36, 103, and cases D10: a month before the discharge settles nothing. */
const period = ({ claim, left }: Facts): readonly Finding[] => {
  const year = Number(read(claim.head, 'NAM_QT'));
  const month = Number(read(claim.head, 'THANG_QT'));
  const isMonth = Number.isInteger(month) && month >= 1 && month <= 12;
  const isBefore = year * 100 + month < Number(left.slice(0, 6));
  if (isMonth && year < FAR_YEAR && !isBefore) return [];
  return [{ code: 'PERIOD', severity: 'return', table: 'XML1', article: '4.5 PERIOD (35, 36, 103)' }];
};

const LISTS: Readonly<Record<string, readonly string[]>> = {
  GIOI_TINH: ['1', '2', '3'],
  MA_DOITUONG_KCB: REASONS,
  MA_TAI_NAN: ['', '0', '1', '2', '3', '4', '5', '6', '7', '8'],
  KET_QUA_DTRI: ['1', '2', '3', '4', '5', '6', '7', '8'],
  MA_LOAI_RV: ['1', '2', '3', '4', '5'],
  MA_LOAI_KCB: Array.from({ length: 16 }, (_, index) => `${index + 1}`.padStart(2, '0')),
  MA_KHUVUC: ['', 'K1', 'K2', 'K3'],
};
const LINE_LISTS: Readonly<Record<Exclude<Table, 'XML1'>, Readonly<Record<string, readonly string[]>>>> = {
  XML2: { MA_NHOM: ['4', '5', '6', '7', '17'], PHAM_VI: ['1', '2', '3'] },
  XML3: {
    MA_NHOM: ['1', '2', '3', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19'],
    PHAM_VI: ['1', '2', '3'],
  },
};

const isOutside = (fields: Fields, lists: Readonly<Record<string, readonly string[]>>): boolean =>
  Object.entries(lists).some(([name, values]) => !values.includes(read(fields, name)));

const ARTICLE = '4.5 CODES (15, 16, 22-27, 37-40, 43, 44), 5.4';

/** One finding of the head, and one of each row. */
const enumerations = (facts: Facts): readonly Finding[] => {
  const { head } = facts.claim;
  const paidAt = read(head, 'NGAY_TTOAN');
  const isHeadWrong = isOutside(head, LISTS) || !isBirth(read(head, 'NGAY_SINH')) || (paidAt !== '' && !isTime(paidAt));
  const ofHead: Finding = { code: 'CODES', severity: 'return', table: 'XML1', article: ARTICLE };
  const ofLines = linesOf(facts.claim)
    .filter(({ table, fields }) => isOutside(fields, LINE_LISTS[table]))
    .map(({ table, row }): Finding => ({ code: 'CODES', severity: 'return', table, row, article: ARTICLE }));
  return isHeadWrong ? [ofHead, ...ofLines] : ofLines;
};
