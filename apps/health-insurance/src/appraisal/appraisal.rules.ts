import type { ClaimOutcome, Finding, Hundredths, LocalDate } from '@ansinh/contracts';
import type { ClaimLine, ParsedClaim } from '../claims/parsed-claim';
import { localDateOfDigits } from '../xml/national-time';
import { type AppraisalContext, FORMAT_FROM, type Rule } from './rule';
import { ARITH } from './rules/arith.rule';
import { levelsOf } from './rules/benefit-level';
import { CARD_DATES } from './rules/card-dates.rule';
import { CARD_FORMAT } from './rules/card-format.rule';
import { DATES } from './rules/dates.rule';
import { DUP } from './rules/duplicate.rule';
import { ELIGIBLE } from './rules/eligible.rule';
import { LEVEL } from './rules/level.rule';
import { splitOf } from './rules/line-amounts';
import { SPLIT } from './rules/split.rule';
import { TOTALS } from './rules/totals.rule';

/** Every rule, in the order in which its findings are told. */
export const RULES: readonly Rule[] = [DUP, CARD_FORMAT, CARD_DATES, ELIGIBLE, DATES, ARITH, SPLIT, TOTALS, LEVEL];

const rulesInForce = (date: LocalDate): readonly Rule[] =>
  RULES.filter(({ from, to }) => from <= date && (to === null || date <= to));

export type Appraisal = {
  readonly outcome: ClaimOutcome;
  readonly findings: readonly Finding[];
  /** What the fund will pay: nothing for a returned claim. */
  readonly fundPays: Hundredths;
};

const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/** The fund's part of a line at the right level; never more than the hospital asked for. */
const rightFundAmount = (line: ClaimLine, level: bigint | undefined): Hundredths =>
  level === undefined ? line.fundAmount : smaller(line.fundAmount, splitOf(line, level).fundAmount);

/** What is payable of an accepted claim: the lines at their right levels, and never above T_BHTT of the summary. */
const payableOf = (claim: ParsedClaim, context: AppraisalContext): Hundredths => {
  const levelOf = levelsOf(claim, context);
  const lines = claim.lines.reduce((sum, line) => sum + rightFundAmount(line, levelOf(line)), 0n);
  return smaller(claim.totals.T_BHTT, lines);
};

const tooOld = (leftAt: string): Finding => ({
  rule: 'DATES',
  nationalCode: '24',
  severity: 'return',
  table: 'XML1',
  row: 1,
  field: 'NGAY_RA',
  found: leftAt,
  expected: `from ${FORMAT_FROM}`,
  message: 'The visit ended before this claim format was in force',
  messageVi: 'Đợt điều trị kết thúc trước ngày áp dụng định dạng dữ liệu này',
  source: 'QD 4750/QD-BYT',
});

/** Runs the rules in force on the day of discharge. Any finding of severity `return` sends the claim back. */
export const appraise = (claim: ParsedClaim, context: AppraisalContext): Appraisal => {
  const rules = rulesInForce(localDateOfDigits(claim.leftAt));
  const findings = rules.flatMap(({ code, severity, source, check }): Finding[] =>
    check(claim, context).map((finding) => ({ rule: code, severity, source, ...finding })),
  );
  if (rules.length === 0) findings.push(tooOld(claim.leftAt));
  const returned = findings.some(({ severity }) => severity === 'return');
  return {
    outcome: returned ? 'returned' : 'accepted',
    findings,
    fundPays: returned ? 0n : payableOf(claim, context),
  };
};
