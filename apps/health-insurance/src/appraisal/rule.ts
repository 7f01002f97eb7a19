import type { Finding, Hundredths, LocalDate } from '@ansinh/contracts';
import type { ParsedClaim } from '../claims/parsed-claim';
import type { CardCoverage } from '../coverage/coverage.views';

/** An earlier claim of the same facility for the same person, stay, disease and month under another MA_LK. */
export type Lookalike = {
  readonly encounterKey: string;
  readonly totalHospital: Hundredths;
  readonly fundClaimed: Hundredths;
};

/** What a claim is held against: read before the rules run, so that they stay pure. */
export type AppraisalContext = {
  readonly coverages: ReadonlyMap<string, CardCoverage>;
  readonly lookalikes: readonly Lookalike[];
};

/** What one rule says about one place; rule, severity and source are added from the rule itself. */
export type RuleFinding = Omit<Finding, 'rule' | 'severity' | 'source'>;

/** One rule of the automatic appraisal. */
export type Rule = {
  readonly code: string;
  /** Numbers in the national list of blocking errors that the rule answers for. */
  readonly nationalCodes: readonly string[];
  readonly source: string;
  readonly severity: Finding['severity'];
  /** Days of discharge on which the rule is in force, both inclusive; an open end is null. */
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly check: (claim: ParsedClaim, context: AppraisalContext) => readonly RuleFinding[];
};

/** First day of the present claim format (QD 130 as amended by QD 4750): no rule reaches before it. */
export const FORMAT_FROM: LocalDate = '2024-07-01';
