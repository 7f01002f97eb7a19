// Domain 4.3 and 4.5: arithmetic of the lines, the split of each, and the totals.
import { type Finding, read } from '../claim.ts';
import { apart, hundredths, scaled, sum } from '../exact.ts';
import { type Facts, isSupply, type Line, linesOf } from '../facts.ts';
import { billedOf, inScopeOf, split } from '../line.ts';

/** A line may differ by a hundredth, a total by two dong. */
const LINE_TOLERANCE = 1n;
const TOTAL_TOLERANCE = 200n;

export const sumFindings = (facts: Facts): readonly Finding[] => [
  ...linesOf(facts.claim).filter(isArithmeticWrong).map(at('ARITH', '4.5 ARITH (3, 47, 52), 4.3')),
  ...linesOf(facts.claim).filter(isSplitWrong).map(at('SPLIT', '4.5 SPLIT (41, 45, 49-51, 54-56), 4.3')),
  ...totals(facts),
];

const at =
  (code: string, article: string) =>
  ({ table, row }: Line): Finding => ({ code, severity: 'return', table, row, article });

const amount = (line: Line, name: string): bigint => hundredths(read(line.fields, name));

const isArithmeticWrong = (line: Line): boolean =>
  apart(amount(line, 'THANH_TIEN_BV'), billedOf(line)) > LINE_TOLERANCE ||
  apart(amount(line, 'THANH_TIEN_BH'), inScopeOf(line)) > LINE_TOLERANCE;

const OTHERS = ['T_NGUONKHAC_NSNN', 'T_NGUONKHAC_VTNN', 'T_NGUONKHAC_VTTN', 'T_NGUONKHAC_CL'];

const isSplitWrong = (line: Line): boolean => {
  const parts = ['T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC'].map((name) => amount(line, name));
  const billed = amount(line, 'THANH_TIEN_BV');
  const other = amount(line, 'T_NGUONKHAC');
  const level = scaled(read(line.fields, 'MUC_HUONG'), 2) ?? 0n;
  const right = split(billed, amount(line, 'THANH_TIEN_BH'), level, other);
  return (
    apart(billed, sum(parts)) > LINE_TOLERANCE ||
    parts.some((part) => part < 0n) ||
    other !== sum(OTHERS.map((name) => amount(line, name))) ||
    other > billed ||
    amount(line, 'THANH_TIEN_BH') > billed + LINE_TOLERANCE ||
    apart(right.self, amount(line, 'T_BNTT')) > LINE_TOLERANCE
  );
};

const SUMS: Readonly<Record<string, string>> = {
  T_TONGCHI_BV: 'THANH_TIEN_BV',
  T_TONGCHI_BH: 'THANH_TIEN_BH',
  T_BNTT: 'T_BNTT',
  T_BNCCT: 'T_BNCCT',
  T_BHTT: 'T_BHTT',
  T_NGUONKHAC: 'T_NGUONKHAC',
};

/** What XML1 should say (5.5). */
export const totalsOf = (lines: readonly Line[]): Readonly<Record<string, bigint>> => {
  const total = (of: readonly Line[], name: string): bigint => sum(of.map((line) => amount(line, name)));
  return {
    T_THUOC: total(
      lines.filter(({ table }) => table === 'XML2'),
      'THANH_TIEN_BV',
    ),
    T_VTYT: total(lines.filter(isSupply), 'THANH_TIEN_BV'),
    ...Object.fromEntries(Object.entries(SUMS).map(([name, of]) => [name, total(lines, of)])),
  };
};

const totals = ({ claim }: Facts): readonly Finding[] => {
  const right = Object.entries(totalsOf(linesOf(claim)));
  const told = (name: string): bigint => hundredths(read(claim.head, name));
  const areSums = right.every(([name, value]) => apart(told(name), value) <= TOTAL_TOLERANCE);
  // 5, 34: the total is what the four pay.
  const paid = sum(['T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC'].map(told));
  return areSums && apart(told('T_TONGCHI_BV'), paid) <= TOTAL_TOLERANCE
    ? []
    : [{ code: 'TOTALS', severity: 'return', table: 'XML1', article: '4.5 TOTALS (4, 5, 31, 34), 5.5' }];
};
