import { z } from 'zod';
import { InstantText, LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { FacilityCode, Id } from '../vocabulary/identifiers';
import { ClaimAmount } from '../vocabulary/money';
import { pageOf } from '../wire/common.api';
import { AppraisalRuleChange } from './api';

/** What the watch of profiteering looks for. More may be added. */
export const WatchSignalCode = z
  .enum(['COST', 'DOCTOR_CAPACITY', 'DRUG_WITHOUT_DIAGNOSIS', 'FREQUENCY', 'SAME_TIME'])
  .meta({ id: 'WatchSignalCode' });
export type WatchSignalCode = z.infer<typeof WatchSignalCode>;

/** A signal as it is in force for a month, with the parameters that the agency may set anew from a day on. */
export const WatchSignal = z
  .object({
    code: WatchSignalCode,
    text: z.string(),
    textVi: z.string(),
    source: z.string(),
    enabled: z.boolean(),
    parameters: z.array(
      z.object({ name: z.string(), value: z.int(), default: z.int(), min: z.int(), max: z.int(), text: z.string() }),
    ),
    /** Since which day the agency has it so; null while the defaults hold. */
    setFrom: LocalDateText.nullable(),
  })
  .meta({ id: 'WatchSignal' });
export type WatchSignal = z.infer<typeof WatchSignal>;

/** Switches a signal, or sets its parameters, for months that begin on a day or later, as those of a rule. */
export const WatchSignalChange = AppraisalRuleChange.extend({}).meta({ id: 'WatchSignalChange' });
export type WatchSignalChange = z.infer<typeof WatchSignalChange>;

/** Diagnoses for which a drug is indicated; a claim with none of them is a hit. */
export const DrugIndication = z
  .object({
    /** MA_THUOC */
    drugCode: z.string().trim().min(1).max(255),
    /** First characters of ICD-10 codes: a chapter letter, a category or a whole code, e.g. `J`, `K29`, `E11.9`. */
    diagnoses: z
      .array(z.string().regex(/^[A-Z](\d(\d(\.?\d{1,2})?)?)?$/, 'the beginning of an ICD-10 code, e.g. J, K29, E11.9'))
      .min(1)
      .max(500),
  })
  .meta({ id: 'DrugIndication' });
export type DrugIndication = z.infer<typeof DrugIndication>;

const eachOnce = ({ items }: { readonly items: readonly DrugIndication[] }): boolean =>
  new Set(items.map(({ drugCode }) => drugCode)).size === items.length;

/** The whole list: it takes the place of the one before. Drugs that it does not name are not judged. */
export const SetDrugIndications = z
  .object({
    /** The document that the list is taken from. */
    source: z.string().trim().min(3).max(500),
    items: z.array(DrugIndication).max(20_000),
  })
  .refine(eachOnce, { path: ['items'], message: 'names a drug twice' })
  .meta({ id: 'SetDrugIndications' });
export type SetDrugIndications = z.infer<typeof SetDrugIndications>;

export const DrugIndications = z
  .object({
    /** Counts the lists; 0 while there is none. */
    version: z.int().min(0),
    source: z.string().nullable(),
    changedAt: InstantText.nullable(),
    items: z.array(DrugIndication),
  })
  .meta({ id: 'DrugIndications' });
export type DrugIndications = z.infer<typeof DrugIndications>;

export const WatchSubjectKind = z.enum(['facility', 'person', 'practitioner']).meta({ id: 'WatchSubjectKind' });
export type WatchSubjectKind = z.infer<typeof WatchSubjectKind>;

/** Numbers by name: counts and days as they are, amounts in dong with two decimals. */
const Measures = z.record(z.string(), z.union([z.int(), z.string()]));

/** Why a subject is on the list, and what that adds to its score. */
export const WatchReason = z
  .object({
    signal: WatchSignalCode,
    found: Measures,
    /** The same among peers, and the limit from which it is suspicious. */
    usual: Measures,
    /** What the signal adds at most. */
    weight: z.int().min(0).max(100),
    /** 50 at the limit, 100 at twice the limit and beyond. */
    strengthPercent: z.int().min(50).max(100),
    /** `weight x strengthPercent / 100`, rounded down. */
    points: z.int().min(0).max(100),
    text: z.string(),
    textVi: z.string(),
  })
  .meta({ id: 'WatchReason' });
export type WatchReason = z.infer<typeof WatchReason>;

/** `vanished`: no signal finds it any more; it opens again when one does. */
export const WatchCaseStatus = z.enum(['open', 'concluded', 'vanished']).meta({ id: 'WatchCaseStatus' });
export type WatchCaseStatus = z.infer<typeof WatchCaseStatus>;

export const WatchResult = z.enum(['confirmed', 'dismissed']).meta({ id: 'WatchResult' });

export const ConcludeWatchCase = z
  .object({ result: WatchResult, reason: z.string().trim().min(3).max(1_000) })
  .meta({ id: 'ConcludeWatchCase' });
export type ConcludeWatchCase = z.infer<typeof ConcludeWatchCase>;

/** A suspicious person, facility or practitioner of a month. */
export const WatchCase = z
  .object({
    caseId: Id,
    month: YearMonthText,
    subject: z.object({
      kind: WatchSubjectKind,
      /** Participant id, facility code (MA_CSKCB) or licence number (MA_BAC_SI). */
      id: z.string(),
    }),
    /** The sum of the points of its reasons, cut at 100. */
    score: z.int().min(0).max(100),
    reasons: z.array(WatchReason),
    /** Where the evidence comes from. */
    facilityCodes: z.array(FacilityCode),
    /** How many claims and check-ins are the evidence. */
    visits: z.int(),
    status: WatchCaseStatus,
    /** When a run last found it, or found it no more. */
    changedAt: InstantText,
    conclusion: ConcludeWatchCase.extend({ concludedAt: InstantText, concludedBy: z.string() }).nullable(),
  })
  .meta({ id: 'WatchCase' });
export type WatchCase = z.infer<typeof WatchCase>;

/** A visit that a signal rests on, as it was when the run saw it. */
export const WatchEvidence = z
  .object({
    signal: WatchSignalCode,
    /** Null for a check-in without a claim. */
    claimId: Id.nullable(),
    facilityCode: FacilityCode,
    encounterKey: z.string(),
    arrivedAt: InstantText,
    leftAt: InstantText.nullable(),
    totalInScope: ClaimAmount.nullable(),
    fundPays: ClaimAmount.nullable(),
  })
  .meta({ id: 'WatchEvidence' });
export type WatchEvidence = z.infer<typeof WatchEvidence>;

export const WatchCaseDetails = WatchCase.extend({ evidence: pageOf(WatchEvidence) }).meta({ id: 'WatchCaseDetails' });
export type WatchCaseDetails = z.infer<typeof WatchCaseDetails>;

/** One computation of a month, and the work list that it left. */
export const WatchRun = z
  .object({
    runId: Id,
    month: YearMonthText,
    startedAt: InstantText,
    startedBy: z.string(),
    finishedAt: InstantText,
    /** Accepted claims of the month. */
    claims: z.int(),
    /** Version of the list of drug indications; 0 while there is none. */
    indicationsVersion: z.int(),
    signals: z.array(z.object({ signal: WatchSignalCode, enabled: z.boolean(), subjects: z.int() })),
    cases: z.object({ open: z.int(), concluded: z.int(), vanished: z.int() }),
  })
  .meta({ id: 'WatchRun' });
export type WatchRun = z.infer<typeof WatchRun>;
