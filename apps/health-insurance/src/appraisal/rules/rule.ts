import type { Finding } from '@ansinh/contracts/health-insurance/api';
import type { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { type LocalDate, localDate, type Quarter } from '@ansinh/contracts/vocabulary/calendar';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import type { Hundredths } from '@ansinh/contracts/vocabulary/money';
import type { ClaimLine, ParsedClaim } from '../../claim/parsed-claim';
import type { Lookalike, Visit } from '../../claim/stays/same-stay.rules';
import type { FileSignature } from '../../intake/signatures/file-signature';
import type { Catalogues } from '../../registers/catalogues/catalogue.rules';
import type { CardCoverage } from '../../registers/coverage/coverage.rules';
import type { CoPayment } from '../co-payments/co-payment.rules';
import type { RuleSetting } from './setting.rules';

/** Another visit of the same person that the fund pays. */
export type OtherVisit = Visit & { readonly encounterKey: string };

/** A practitioner with a patient in an hour, `yyyymmddHH`. */
export type Presence = { readonly licence: string; readonly hour: string };

/** What a claim is held against: read before the rules run, so that they stay pure. */
export type AppraisalContext = {
  readonly coverages: ReadonlyMap<string, CardCoverage>;
  /** Claims of the person at the facility whose times meet this one's, and that were there first. */
  readonly lookalikes: readonly Lookalike[];
  /** The facility of the claim as it is registered; undefined when it is not. Where it is paid is nobody's business here. */
  readonly facility: Omit<Facility, 'account'> | undefined;
  /** What the patient paid with other claims in the calendar years of this one. */
  readonly coPayments: readonly CoPayment[];
  readonly catalogues: Catalogues;
  /** Visits that the fund pays and that share a day with this one. */
  readonly otherVisits: readonly OtherVisit[];
  /** `code|yyyymmddHHMM` of what this facility ordered for the person in those visits. */
  readonly ordersBefore: ReadonlySet<string>;
  /** Practitioners of the claim who were at another facility in the same hour. */
  readonly elsewhere: readonly Presence[];
  /** Day of the appraisal in Viet Nam. */
  readonly today: LocalDate;
  /** Quarters whose accounts are closed. */
  readonly closedQuarters: ReadonlySet<Quarter>;
  /** Of the file that the claim came in; undefined for files of before signatures were verified. */
  readonly signature: FileSignature | undefined;
  /** What the agency has switched or set anew, of all rules and dates. */
  readonly settings: readonly RuleSetting[];
  /** The law as it is known; each rule picks by the date of what it judges. */
  readonly law: Law;
};

/** What the amount in scope of a line is computed from. */
export type Terms = Pick<
  ClaimLine,
  'quantityThousandths' | 'insurancePriceThousandths' | 'serviceRatio' | 'insuranceRatio'
>;

/** What a finding does to the money; the fund never pays more than was claimed. */
export type Effect =
  /** The right benefit level of the line, hundredths of a percent. */
  | { readonly kind: 'level'; readonly level: bigint }
  /** At most so much of the line is in scope. */
  | { readonly kind: 'in-scope'; readonly amount: Hundredths }
  /** The amount in scope is computed with at most this quantity, price or ratio (domain 4.3). */
  | ({ readonly kind: 'terms' } & Partial<Terms>)
  /** The visit reason leaves another percent of the benefit level than the one that was claimed. */
  | { readonly kind: 'ratio'; readonly percent: bigint; readonly claimedPercent: bigint };

/**
 * What one rule says about one place; rule and source are added from the rule itself, and its severity unless the
 * finding is milder or graver than the rule. Severity `refuse` takes the line from the fund, and without a row the claim.
 */
export type RuleFinding = Omit<Finding, 'rule' | 'severity' | 'source'> & {
  readonly severity?: Finding['severity'];
  readonly effect?: Effect;
};

/** A number of a rule that the agency may set anew from a date on. */
export type RuleParameter = {
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** What it means, with its unit. */
  readonly text: string;
};
export type ParameterValues = Readonly<Record<string, number>>;

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
  readonly parameters?: readonly RuleParameter[];
  readonly check: (
    claim: ParsedClaim,
    context: AppraisalContext,
    parameters: ParameterValues,
  ) => readonly RuleFinding[];
};

/** First day of the present claim format (QD 130 as amended by QD 4750): no rule reaches before it. */
export const FORMAT_FROM: LocalDate = localDate('2024-07-01');
