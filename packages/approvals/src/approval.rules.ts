import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ApprovalChange, ApprovalShown, ApprovalStatus } from '@ansinh/contracts/operations/approvals.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { datedTable, inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { SignedIn } from '@ansinh/contracts/wire/tokens';

/** For how many days a request waits for a second person. */
const WAITING_DAYS = datedTable([
  { from: '2000-01-01', to: null, value: 7, source: 'confirm: a week, so that nobody approves what is forgotten' },
]);
const DAY_MS = 86_400_000;

/** What was not decided by then is to be asked for anew. */
export const expiryOf = (madeAt: Date): Date =>
  new Date(madeAt.getTime() + inForce(WAITING_DAYS, vietNamDate(madeAt)) * DAY_MS);

/** How much of one person waits at a time in a service: nobody decides on more, and the files of it are kept until then. */
export const WAITING_MAX = { max: 200, maxBytes: 200_000_000 } as const;

export type Waiting = { readonly count: number; readonly bytes: number };

/** That there is room for one more. @throws Rejection approval.too-many */
export const requireRoom = ({ count, bytes }: Waiting, bodyBytes: number): void => {
  const { max, maxBytes } = WAITING_MAX;
  if (count >= max || (bodyBytes > 0 && bytes + bodyBytes > maxBytes)) throw reject('approval.too-many', WAITING_MAX);
};

/** Whoever asks for what needs two persons is one. @throws Rejection approval.person-required */
export const requireSignedIn = ({ person }: Pick<Principal, 'person'>): SignedIn => {
  if (person === undefined) throw reject('approval.person-required');
  return person;
};

/** Who asked: the account, and the person behind it. */
export type Maker = {
  readonly subject: string;
  /** Null for what was asked for before persons signed in. */
  readonly key: string | null;
};

/**
 * That who decides is a person with two factors, and not the one who asked: by the person, whichever account is used.
 * @throws Rejection approval.person-required, approval.two-factors-required, approval.same-person
 */
export const requireSecondPerson = (by: Pick<Principal, 'subject' | 'person'>, maker: Maker): SignedIn => {
  const person = requireSignedIn(by);
  if (person.factors !== 2) throw reject('approval.two-factors-required');
  if (person.key === maker.key || by.subject === maker.subject) throw reject('approval.same-person');
  return person;
};

/** How it is kept: that its term is over is known by the clock, and written down by a job a while later. */
export type KeptStatus = ApprovalStatus;
export type Term = { readonly status: KeptStatus; readonly expiresAt: Date };

export const statusAt = ({ status, expiresAt }: Term, now: Date): ApprovalStatus =>
  status === 'waiting' && now >= expiresAt ? 'expired' : status;

/** @throws Rejection approval.already-decided, approval.expired */
export const requireWaiting = (term: Term, now: Date): void => {
  const status = statusAt(term, now);
  if (status === 'expired') throw reject('approval.expired', { expiresAt: term.expiresAt.toISOString() });
  if (status !== 'waiting') throw reject('approval.already-decided', { status });
};

/** @throws Rejection approval.other-maker */
export const requireMaker = (by: Pick<Principal, 'person'>, makerKey: string): SignedIn => {
  const person = requireSignedIn(by);
  if (person.key !== makerKey) throw reject('approval.other-maker');
  return person;
};

/** What is kept of the request beside its body. */
export type RequestParts = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly contentType?: string | undefined;
  readonly idempotencyKey?: string | undefined;
};

/** A principal as JSON: its permissions are a list. */
export type KeptPrincipal = Omit<Principal, 'permissions'> & { readonly permissions: readonly string[] };

export type ApprovalRow = {
  readonly id: string;
  readonly kind: string;
  readonly thing: string;
  readonly maker: string;
  readonly maker_key: string;
  readonly principal: KeptPrincipal;
  readonly request: RequestParts;
  readonly shows: ApprovalShown;
  readonly digest: string;
  readonly made_at: Date;
  readonly expires_at: Date;
  readonly status: KeptStatus;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly reason: string | null;
  readonly answer_status: number | null;
  readonly answer: unknown;
  /** What was found to be another by who would have approved it. */
  readonly changed: ApprovalChange | null;
};

/** @throws Rejection approval.already-decided, approval.expired */
export const requireStillWaiting = (row: Pick<ApprovalRow, 'status' | 'expires_at'>, now: Date): void =>
  requireWaiting({ status: row.status, expiresAt: row.expires_at }, now);
