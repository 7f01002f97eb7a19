import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';
import { Id } from '../vocabulary/identifiers';
import { Digest, PageQuery, pageOf } from '../wire/common.api';
import { ServiceNameText, UnavailableService } from './api';
import { HeldEffect } from './effects/held-effect.api';
import { RowsShown } from './held-rows.api';

/** `waiting`: for a second person. What nobody decided in its term is `expired`, and has to be asked for anew. */
export const ApprovalStatus = z
  .enum(['waiting', 'approved', 'refused', 'withdrawn', 'expired'])
  .meta({ id: 'ApprovalStatus' });
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

/** What somebody who would have approved it found to be another than what was shown. Then it is to be asked for again. */
export const ApprovalChange = z
  .object({
    at: InstantText,
    /** Places of what is shown: `now`, `answer.amountVnd`, `effect`. */
    differs: z.array(z.string()),
    /** The code by which it would be refused now. */
    refusal: z.string().optional(),
  })
  .meta({ id: 'ApprovalChange' });
export type ApprovalChange = z.infer<typeof ApprovalChange>;

/** A request that waits for a second person, as a line of a list: nothing of what it holds. */
export const ApprovalSummary = z
  .object({
    id: Id,
    service: ServiceNameText,
    status: ApprovalStatus,
    /** The door that was asked: `PUT /v1/calendar-days/:day`. */
    kind: z.string(),
    /** What people call it, in both languages. */
    name: z.object({ vi: z.string(), en: z.string() }),
    /** What it is about: `payout:019a...`, or the door where it is about nothing that was there before. */
    thing: z.string(),
    /** The account of who asked. */
    madeBy: z.string(),
    /** Whose account that is, and where it belongs; the gateway knows it, and says it in the list of all services. */
    maker: z.object({ name: z.string(), office: z.string() }).optional(),
    madeAt: InstantText,
    /** Null for what waits until it is decided, as benefits and batches of payouts do. */
    expiresAt: InstantText.nullable(),
    /** Where it is read and decided: `/v1/approvals/payment/019a...`, `/v1/benefit-claims/019a...`; releases of before do not say it. */
    at: z.string().optional(),
    /** The account of who approved, refused or withdrew it, and when and why; null while it waits. */
    decision: z.object({ by: z.string(), at: InstantText, reason: z.string().nullable() }).nullable(),
    /** That it has another effect by now, as who would have approved it was told. */
    changed: ApprovalChange.optional(),
  })
  .meta({ id: 'ApprovalSummary' });
export type ApprovalSummary = z.infer<typeof ApprovalSummary>;

/**
 * All that the second person sees. In the answer `(new 1)` stands for an id that is made when it is approved, and `(now)` for
 * the time of it.
 */
export const ApprovalShown = z
  .object({
    /** What stands in the path and behind it. */
    params: z.record(z.string(), z.unknown()),
    query: z.record(z.string(), z.unknown()),
    /** The body as it was sent; of a file its type, its size and its SHA-256; null where there is none. */
    body: z.unknown(),
    /** What would be answered; null where the answer is empty. */
    answer: z.unknown(),
    /** What the thing is now; null where nothing is shown of it. */
    now: z.unknown(),
    /** Of a file: what its rows change. */
    rows: RowsShown.optional(),
    /** What is done when it is approved: the acts with what was and will be, what is told, and sums of money. */
    effect: HeldEffect.optional(),
  })
  .meta({ id: 'ApprovalShown' });
export type ApprovalShown = z.infer<typeof ApprovalShown>;

export const Approval = ApprovalSummary.extend({
  /** What is held has a term. */
  expiresAt: InstantText,
  shows: ApprovalShown,
  /** Of `kind`, `thing` and `shows`: what is approved is exactly this. */
  digest: Digest,
  /** What was answered when it was done; null until it is approved. */
  answer: z.object({ status: z.int(), body: z.unknown() }).nullable(),
}).meta({ id: 'Approval' });
export type Approval = z.infer<typeof Approval>;

export const ApprovalQuery = PageQuery.extend({
  /** Those that wait when left out: what was decided does not hide what is left. */
  status: z.enum([...ApprovalStatus.options, 'any']).default('waiting'),
  kind: z.string().min(1).max(200).optional(),
  /** The account of who asked. */
  madeBy: z.string().min(1).max(200).optional(),
  /** `true`: what waits for who asks this, and may decide on it: another person has made it. */
  forMe: z.enum(['true', 'false']).optional(),
  /** What was asked for earlier: what has waited long. */
  madeBefore: InstantText.optional(),
});
export type ApprovalQuery = z.infer<typeof ApprovalQuery>;
/** `total`: how many there are by this question, on whichever page. */
export const ApprovalPage = pageOf(ApprovalSummary).extend({ total: z.int().min(0) });
export type ApprovalPage = z.infer<typeof ApprovalPage>;

const reason = z.string().trim().min(3, 'give a reason of 3 characters or more').max(500);

export const DecideApproval = z
  .object({
    decision: z.enum(['approve', 'refuse']),
    /** That of what was shown: whoever decides says by it what was seen. */
    digest: Digest,
    reason: reason.optional(),
  })
  .refine((decided) => decided.decision === 'approve' || decided.reason !== undefined, {
    path: ['reason'],
    message: 'say why it is refused',
  })
  .meta({ id: 'DecideApproval' });
export type DecideApproval = z.infer<typeof DecideApproval>;

export const PlatformApprovalQuery = ApprovalQuery.extend({ service: ServiceNameText.optional() });
export type PlatformApprovalQuery = z.infer<typeof PlatformApprovalQuery>;
export const PlatformApprovalPage = ApprovalPage.extend({ unavailable: z.array(UnavailableService) });
