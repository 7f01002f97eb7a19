import { z } from 'zod';
import { InstantText, LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { FacilityCode, Id } from '../vocabulary/identifiers';
import { ClaimAmount } from '../vocabulary/money';
import { FieldError } from '../wire/field-error';
import { ClaimOutcome } from './events';

/** One finding: what was found where, what was expected, by which rule, in both languages. */
export const Finding = z
  .object({
    /** Our rule, e.g. `ARITH`. */
    rule: z.string(),
    /** Number in the national list of blocking errors, when there is one. */
    nationalCode: z.string().optional(),
    /**
     * `return`: the claim goes back; `refuse`: the fund does not pay the line, or the claim when no row is named;
     * `adjust`: the fund pays less; `ask`: accepted, and settled once an officer has decided; `warn`: for information.
     * More may be added.
     */
    severity: z.enum(['return', 'refuse', 'adjust', 'ask', 'warn']),
    /** `XML1` .. `XML15`; absent when the whole file is meant. */
    table: z.string().optional(),
    /** STT of the row. */
    row: z.int().optional(),
    field: z.string().optional(),
    found: z.string().optional(),
    expected: z.string().optional(),
    message: z.string(),
    messageVi: z.string(),
    /** The legal text that the rule applies. */
    source: z.string(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;

/** A rule of the automatic appraisal as it is in force on the day that was asked for. */
export const AppraisalRule = z
  .object({
    code: z.string(),
    /** Numbers in the national list of blocking errors. */
    nationalCodes: z.array(z.string()),
    severity: Finding.shape.severity,
    source: z.string(),
    /** Days of discharge on which the law has the rule; an open end is null. */
    from: LocalDateText,
    to: LocalDateText.nullable(),
    enabled: z.boolean(),
    parameters: z.array(
      z.object({ name: z.string(), value: z.int(), default: z.int(), min: z.int(), max: z.int(), text: z.string() }),
    ),
    /** Since which day of discharge the agency has it so; null while the defaults hold. */
    setFrom: LocalDateText.nullable(),
  })
  .meta({ id: 'AppraisalRule' });
export type AppraisalRule = z.infer<typeof AppraisalRule>;

/**
 * Switches a rule, or sets its parameters, for discharges from a day on. Without `parameters` they stay as they are on that
 * day; a parameter that they do not name has its default.
 */
export const AppraisalRuleChange = z
  .object({
    from: LocalDateText,
    enabled: z.boolean(),
    parameters: z.record(z.string().max(60), z.int()).optional(),
    /** Why, for the audit. */
    reason: z.string().trim().min(3).max(500),
  })
  .meta({ id: 'AppraisalRuleChange' });
export type AppraisalRuleChange = z.infer<typeof AppraisalRuleChange>;

export const ClaimStatus = z.enum(['received', 'accepted', 'returned', 'settled', 'paid']).meta({ id: 'ClaimStatus' });
export type ClaimStatus = z.infer<typeof ClaimStatus>;

export const Claim = z
  .object({
    claimId: Id,
    facilityCode: FacilityCode,
    /** MA_LK of the hospital. */
    encounterKey: z.string(),
    version: z.int().positive(),
    status: ClaimStatus,
    outcome: ClaimOutcome.nullable(),
    receivedAt: InstantText,
    arrivedAt: InstantText,
    leftAt: InstantText,
    settlementMonth: YearMonthText,
    totalHospital: ClaimAmount,
    totalInScope: ClaimAmount,
    patientPays: ClaimAmount,
    coPayment: ClaimAmount,
    /** What the hospital asks of the fund, T_BHTT. */
    fundClaimed: ClaimAmount,
    fundPays: ClaimAmount,
    /** Findings `ask` that nobody has decided: the claim is settled only when there are none. */
    openQuestions: z.int(),
    rows: z.record(z.string(), z.int()),
    /** Of a single claim the first 500; `GET /v1/claims/{claimId}/findings` has all of them. */
    findings: z.array(Finding),
    /** How many findings the claim has; lists leave it out. */
    findingCount: z.int().nonnegative().optional(),
  })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof Claim>;

/** A finding with its number in the claim: a question is explained and decided by it. */
export const NumberedFinding = Finding.extend({ number: z.int().positive() }).meta({ id: 'NumberedFinding' });
export type NumberedFinding = z.infer<typeof NumberedFinding>;

/** A row of a claim's table as it was sent, by the national field names. */
export const ClaimRow = z
  .object({
    table: z.string(),
    row: z.int(),
    fields: z.record(z.string(), z.string()),
    /** Of lines of XML2 and XML3 once the claim is appraised: what the fund pays. */
    answer: z.object({ fundPays: ClaimAmount, refused: z.boolean() }).optional(),
  })
  .meta({ id: 'ClaimRow' });
export type ClaimRow = z.infer<typeof ClaimRow>;

/** POST /v1/claims accepts one GIAMDINHHS file with one or more encounters. */
export const ClaimSubmission = z
  .object({
    submissionId: Id,
    receivedAt: InstantText,
    /** True when this very file had been taken before, and none of its claims was returned since: nothing was stored. */
    duplicate: z.boolean(),
    /** As they stand now. */
    claims: z.array(z.object({ claimId: Id, encounterKey: z.string(), status: ClaimStatus })),
  })
  .meta({ id: 'ClaimSubmission' });
export type ClaimSubmission = z.infer<typeof ClaimSubmission>;

/** What became of one file of a bundle: each is taken or refused by itself. */
export const BundledFile = z
  .object({
    /** Path of the file in the bundle. */
    path: z.string(),
    submission: ClaimSubmission.optional(),
    /** Why it was refused, with the place of each fault as a single file is told them. */
    problem: z
      .object({ code: z.string(), title: z.string(), fix: z.string(), errors: z.array(FieldError).optional() })
      .optional(),
  })
  .meta({ id: 'BundledFile' });
export type BundledFile = z.infer<typeof BundledFile>;

export const BundleSubmission = z
  .object({ taken: z.int(), refused: z.int(), files: z.array(BundledFile) })
  .meta({ id: 'BundleSubmission' });
export type BundleSubmission = z.infer<typeof BundleSubmission>;

/** What a person has paid as co-payment in a year; above the threshold nothing more is paid by who has five years on end. */
export const CoPaymentAccount = z
  .object({
    participantId: Id,
    year: z.int(),
    paid: ClaimAmount,
    /** Six base salaries; after a change of the base salary, what was paid and the rest in new base salaries. */
    threshold: ClaimAmount,
    remaining: ClaimAmount,
    fiveYearsOn: LocalDateText.nullable(),
    exemptFrom: InstantText.nullable(),
  })
  .meta({ id: 'CoPaymentAccount' });
export type CoPaymentAccount = z.infer<typeof CoPaymentAccount>;
