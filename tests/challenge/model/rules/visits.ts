// Domain 4.1, 4.2 and 4.5: the route, the level, and what one visit may hold.
import { type Finding, read } from '../claim.ts';
import { byText, hundredths, plain, scaled, thousandths } from '../exact.ts';
import { type Facts, isSupply, itemCode, type Line, linesOf } from '../facts.ts';
import { suppliesUpTo } from '../law.ts';
import { isReasonFit } from '../route.ts';
import { ageOn, dayOf, daysBetween, knownDay } from '../times.ts';

export const visitFindings = (facts: Facts): readonly Finding[] => [
  ...(isReasonFit(facts)
    ? []
    : [{ code: 'ROUTE', severity: 'adjust', table: 'XML1', article: '4.5 ROUTE (1, 101), 4.2' } as const]),
  ...sexAndAge(facts),
  ...exams(facts),
  ...beds(facts),
  ...supplies(facts),
];

/** 12, 48, 53: of each row that is in scope; less than the law gives is for information (cases D11). */
export const levelFindings = (facts: Facts, lawful: (line: Line) => bigint): readonly Finding[] =>
  linesOf(facts.claim).flatMap((line): Finding[] => {
    const { table, row, fields } = line;
    const claimed = scaled(read(fields, 'MUC_HUONG'), 2) ?? 0n;
    const level = lawful(line);
    if (hundredths(read(fields, 'THANH_TIEN_BH')) === 0n || claimed === level) return [];
    const severity = claimed > level ? 'adjust' : 'warn';
    return [{ code: 'LEVEL', severity, table, row, article: `4.5 LEVEL, 4.1 x 4.2 = ${plain(level, 2)}` }];
  });

const FOR_WOMEN = /^(O|C5[1-8]|N7)/;
const FOR_MEN = /^(C6[0-3]|N4[0-9])/;
const FOR_NEWBORN = /^P/;
const NEWBORN_DAYS = 28;
const CHILD_UNTIL = 6;

const sexAndAge = (facts: Facts): readonly Finding[] => {
  const { head } = facts.claim;
  const disease = read(head, 'MA_BENH_CHINH');
  const sex = read(head, 'GIOI_TINH');
  const birth = read(head, 'NGAY_SINH');
  const arrived = dayOf(facts.arrived);
  const isWrong =
    (FOR_WOMEN.test(disease) && sex === '1') ||
    (FOR_MEN.test(disease) && sex === '2') ||
    (FOR_NEWBORN.test(disease) && daysBetween(knownDay(birth), arrived) > NEWBORN_DAYS) ||
    (read(head, 'MA_THE_BHYT').startsWith('TE') && ageOn(birth, arrived) >= CHILD_UNTIL);
  const ofServices = linesOf(facts.claim)
    .filter((line) => facts.registers.items(itemCode(line)).some((item) => item.sex !== undefined && item.sex !== sex))
    .map(({ table, row }): Finding => ({ code: 'SEX_AGE', severity: 'ask', table, row, article: '4.5 SEX_AGE' }));
  return isWrong
    ? [{ code: 'SEX_AGE', severity: 'ask', table: 'XML1', article: '4.5 SEX_AGE' }, ...ofServices]
    : ofServices;
};

const group = (line: Line): string => (line.table === 'XML3' ? read(line.fields, 'MA_NHOM') : '');

/** The shares of the exams of a day, in percent: together never more than twice the fee. */
const EXAM_SHARES = [100n, 30n, 30n, 30n, 10n];

const exams = ({ claim }: Facts): readonly Finding[] => {
  const days = new Map<string, string[]>();
  const inOrder = linesOf(claim)
    .filter((line) => group(line) === '13')
    .sort((a, b) => byText(read(a.fields, 'NGAY_YL'), read(b.fields, 'NGAY_YL')) || a.row - b.row);
  return inOrder.flatMap(({ table, row, fields }): Finding[] => {
    const day = dayOf(read(fields, 'NGAY_YL'));
    const department = read(fields, 'MA_KHOA');
    const before = days.get(day) ?? [];
    const allowed = before.includes(department) ? 0n : (EXAM_SHARES[before.length] ?? 0n);
    days.set(day, [...before, department]);
    if ((scaled(read(fields, 'TYLE_TT_DV'), 0) ?? 0n) <= allowed) return [];
    return [{ code: 'EXAM', severity: 'adjust', table, row, article: '4.5 EXAM', change: { serviceRatio: allowed } }];
  });
};

const BEDS = ['14', '15', '16'];

/** 5.5: the days of a stay; undefined for kinds that count something else. */
export const stayDays = ({ claim, arrived, left }: Facts): number | undefined => {
  const kind = read(claim.head, 'MA_LOAI_KCB');
  if (['01', '07', '09'].includes(kind)) return 0;
  return ['02', '03', '04', '06'].includes(kind) ? daysBetween(dayOf(arrived), dayOf(left)) + 1 : undefined;
};

const BED_ARTICLE = '4.5 BED_DAYS, 5.5';

const beds = (facts: Facts): readonly Finding[] => {
  const days = stayDays(facts);
  if (days === undefined) return [];
  const isCountWrong = Number(read(facts.claim.head, 'SO_NGAY_DTRI')) !== days;
  let left = BigInt(days) * 1_000n;
  const tooLong = linesOf(facts.claim)
    .filter((line) => BEDS.includes(group(line)))
    .flatMap(({ table, row, fields }): Finding[] => {
      const asked = thousandths(read(fields, 'SO_LUONG'));
      const quantity = asked < left ? asked : left;
      left -= quantity;
      const isAbove = quantity < asked;
      return isAbove
        ? [{ code: 'BED_DAYS', severity: 'adjust', table, row, article: BED_ARTICLE, change: { quantity } }]
        : [];
    });
  return isCountWrong
    ? [{ code: 'BED_DAYS', severity: 'adjust', table: 'XML1', article: BED_ARTICLE }, ...tooLong]
    : tooLong;
};

const STENT = 'N06.02.020';

/** 14, T_TRANTT: 45 base salaries for the supplies of one use of a service. */
const supplies = (facts: Facts): readonly Finding[] => {
  const limit = suppliesUpTo(dayOf(facts.left));
  const used = new Map<string, bigint>();
  return linesOf(facts.claim)
    .filter(isSupply)
    .flatMap(({ table, row, fields }): Finding[] => {
      const article = '4.5 CAP (14, T_TRANTT), 4.3';
      if (read(fields, 'MA_VAT_TU') === STENT && thousandths(read(fields, 'SO_LUONG')) > 1_000n)
        return [{ code: 'CAP', severity: 'adjust', table, row, article, change: { quantity: 1_000n } }];
      const use = `${read(fields, 'MA_DICH_VU')} ${read(fields, 'GOI_VTYT')}`;
      const before = used.get(use) ?? 0n;
      const amount = hundredths(read(fields, 'THANH_TIEN_BH'));
      used.set(use, before + amount);
      if (before + amount <= limit) return [];
      const ceiling = before >= limit ? 0n : limit - before;
      return [{ code: 'CAP', severity: 'adjust', table, row, article, change: { ceiling } }];
    });
};
