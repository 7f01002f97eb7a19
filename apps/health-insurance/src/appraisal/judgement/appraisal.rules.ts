import type { Finding } from '@ansinh/contracts/health-insurance/api';
import type { ClaimOutcome } from '@ansinh/contracts/health-insurance/events';
import { type Hundredths, hundredths } from '@ansinh/contracts/vocabulary/money';
import type { LineAnswer } from '../../claim/claim.rules';
import type { ParsedClaim } from '../../claim/parsed-claim';
import { localDateOfDigits } from '../../notation/national-time';
import type { CoPayment } from '../co-payments/co-payment.rules';
import { coPaymentsOf } from '../rules/level/exemption';
import { type AppraisalContext, type Effect, FORMAT_FROM } from '../rules/rule';
import { payableOf } from './payable.rules';
import { rulesInForce } from './rules';

export type Appraisal = {
  readonly outcome: ClaimOutcome;
  readonly findings: readonly Finding[];
  /** What the fund will pay: nothing for a returned claim, and nothing for a refused line. */
  readonly fundPays: Hundredths;
  /** Lines of which the fund pays something else than what was claimed. */
  readonly changed: readonly LineAnswer[];
  /** What the patient paid as co-payment on the lines that stand: nothing of a returned claim. */
  readonly coPayments: readonly CoPayment[];
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

type Judged = { readonly finding: Finding; readonly effect: Effect | undefined };

const judge = (claim: ParsedClaim, context: AppraisalContext): Judged[] => {
  const leftOn = localDateOfDigits(claim.leftAt);
  if (leftOn < FORMAT_FROM) return [{ finding: tooOld(claim.leftAt), effect: undefined }];
  return rulesInForce(leftOn, context.settings).flatMap(({ rule: { code, severity, source, check }, parameters }) =>
    check(claim, context, parameters).map(({ effect, ...finding }): Judged => {
      return { finding: { rule: code, severity, source, ...finding }, effect };
    }),
  );
};

/**
 * Runs the rules in force on the day of discharge. A finding of severity `return` sends the claim back; `refuse` takes a
 * line from the fund, `adjust` lowers what it pays, `ask` waits for an explanation and `warn` only tells.
 */
export const appraise = (claim: ParsedClaim, context: AppraisalContext): Appraisal => {
  const judged = judge(claim, context);
  const findings = judged.map(({ finding }) => finding);
  if (findings.some(({ severity }) => severity === 'return'))
    return { outcome: 'returned', findings, fundPays: hundredths(0n), changed: [], coPayments: [] };
  const weighed = judged.map(({ finding, effect }) => ({ ...finding, ...(effect === undefined ? {} : { effect }) }));
  const { fundPays, isRefused, changed } = payableOf(claim, weighed);
  return { outcome: 'accepted', findings, fundPays, changed, coPayments: coPaymentsOf(claim, isRefused, context.law) };
};
