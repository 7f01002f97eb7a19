import { z } from 'zod';
import { InstantText, LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { FacilityCode, Id } from '../vocabulary/identifiers';
import { ClaimAmount } from '../vocabulary/money';
import { Finding } from './api';

/** Number of a question within its claim: the position of its finding. */
const QuestionNumber = z.int().positive();
const Reason = z.string().trim().min(3).max(1_000);
const CostTable = z.enum(['XML2', 'XML3']);

/** `open`: no explanation yet; `explained`: waits for the officer; `decided`. */
export const QuestionState = z.enum(['open', 'explained', 'decided']).meta({ id: 'QuestionState' });
export type QuestionState = z.infer<typeof QuestionState>;

/** A finding of an accepted claim that asks the hospital for an explanation (form 09/BH) and an officer for a decision. */
export const AppraisalQuestion = z
  .object({
    claimId: Id,
    facilityCode: FacilityCode,
    encounterKey: z.string(),
    settlementMonth: YearMonthText,
    question: QuestionNumber,
    finding: Finding,
    state: QuestionState,
    /** Last day for the explanation, in working days after the appraisal. */
    dueOn: LocalDateText,
    /** Not explained, and the last day is over. */
    overdue: z.boolean(),
    explanation: z.object({ text: z.string(), explainedAt: InstantText, late: z.boolean() }).nullable(),
    decision: z.object({ result: z.enum(['pay', 'refuse']), reason: z.string(), decidedAt: InstantText }).nullable(),
  })
  .meta({ id: 'AppraisalQuestion' });
export type AppraisalQuestion = z.infer<typeof AppraisalQuestion>;

/** Form 09/BH: what the hospital says to questions of one claim. A second text takes the place of the first. */
export const ExplainQuestions = z
  .object({
    explanations: z
      .array(z.object({ question: QuestionNumber, text: z.string().trim().min(1).max(4_000) }))
      .min(1)
      .max(500),
  })
  .meta({ id: 'ExplainQuestions' });
export type ExplainQuestions = z.infer<typeof ExplainQuestions>;

const QuestionDecision = z.object({
  question: QuestionNumber,
  /** `refuse` takes the line of the question from the fund; the whole claim when the question names no line. */
  result: z.enum(['pay', 'refuse']),
  reason: Reason,
});
const LineDecision = z.object({
  table: CostTable,
  row: z.int().positive(),
  /** `pay`: what was claimed, whatever a rule has said; `reduce`: what `fundPays` says. */
  result: z.enum(['pay', 'refuse', 'reduce']),
  /** With `reduce`: what the fund pays of the line. */
  fundPays: ClaimAmount.optional(),
  reason: Reason,
});
export type LineDecision = z.infer<typeof LineDecision>;

/** Decisions of an officer on questions of a claim, or on lines that he looked at himself: all of them or none. */
export const DecideClaim = z
  .object({
    decisions: z
      .array(z.union([QuestionDecision, LineDecision]))
      .min(1)
      .max(500),
  })
  .meta({ id: 'DecideClaim' });
export type DecideClaim = z.infer<typeof DecideClaim>;

export const ReturnClaim = z.object({ reason: Reason }).meta({ id: 'ReturnClaim' });
export type ReturnClaim = z.infer<typeof ReturnClaim>;

/** One decision for many open questions, e.g. the refusal of those that nobody explained in time. */
export const DecideQuestions = z
  .object({
    rule: z.string().max(20).optional(),
    facilityCode: FacilityCode.optional(),
    month: YearMonthText.optional(),
    /** Only those that were not explained in time. */
    overdue: z.boolean().default(false),
    result: z.enum(['pay', 'refuse']),
    reason: Reason,
  })
  .meta({ id: 'DecideQuestions' });
export type DecideQuestions = z.infer<typeof DecideQuestions>;

/** At most 200 claims are decided at a time: while `more` is true, the same request under a new key goes on. */
export const DecidedQuestions = z
  .object({ questions: z.int(), claims: z.int(), more: z.boolean() })
  .meta({ id: 'DecidedQuestions' });
export type DecidedQuestions = z.infer<typeof DecidedQuestions>;

/** What an officer decided, with its effect on what the fund pays of the claim. */
export const ClaimDecision = z
  .object({
    question: QuestionNumber.nullable(),
    table: CostTable.nullable(),
    row: z.int().nullable(),
    result: z.enum(['pay', 'refuse', 'reduce', 'return']),
    fundPaysBefore: ClaimAmount,
    fundPaysAfter: ClaimAmount,
    reason: z.string(),
    decidedAt: InstantText,
  })
  .meta({ id: 'ClaimDecision' });
export type ClaimDecision = z.infer<typeof ClaimDecision>;
