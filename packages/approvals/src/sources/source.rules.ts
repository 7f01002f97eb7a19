import type { ApprovalQuery } from '@ansinh/contracts/operations/approvals.api';
import type { Permission, Principal } from '@ansinh/contracts/wire/permissions';
import type { Target } from '@ansinh/contracts/wire/things';

/** What is made by one person and decided by another one in states of its own: a benefit, a batch of payouts. */
export type SourceStatus = 'waiting' | 'approved' | 'refused';

/** Somebody who made none of them: the account, and the person behind it. */
export type Somebody = { readonly subject: string; readonly key: string };

export type SourceFilter = {
  readonly statuses: readonly SourceStatus[];
  readonly madeBy: string | null;
  readonly madeBefore: string | null;
  /** Those alone that this one did not make; null for those of everybody. */
  readonly notBy: Somebody | null;
};

export type SourceRow = {
  readonly id: string;
  readonly status: SourceStatus;
  readonly maker: string;
  readonly madeAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};

export type SourcePage = { readonly before: string; readonly take: number };

/** Things of one kind, which stand in the one list of what waits for a second person, by their ids as UUIDv7. */
export type Source<Tx> = {
  /** The door at which they are decided. */
  readonly kind: string;
  readonly see: Permission;
  readonly decide: Permission;
  readonly thing: (id: string) => Target;
  /** Where one is read, and decided below it. */
  readonly at: (id: string) => string;
  /** The newest first. */
  readonly list: (tx: Tx, filter: SourceFilter, page: SourcePage) => PromiseLike<readonly SourceRow[]>;
  readonly count: (tx: Tx, filter: SourceFilter) => PromiseLike<number>;
};

const STATUSES: Readonly<Record<ApprovalQuery['status'], readonly SourceStatus[]>> = {
  any: ['waiting', 'approved', 'refused'],
  waiting: ['waiting'],
  approved: ['approved'],
  refused: ['refused'],
  withdrawn: [],
  expired: [],
};

/** Who may decide on something as far as the person goes; null for a machine. */
export const somebodyOf = ({ subject, person }: Pick<Principal, 'subject' | 'person'>): Somebody | null =>
  person === undefined ? null : { subject, key: person.key };

type Asked = Pick<ApprovalQuery, 'status' | 'kind' | 'madeBy' | 'madeBefore' | 'forMe'>;

/** What is asked of a source; undefined where it has nothing for this question and this person. */
export const filterOf = (
  { kind: own, see, decide }: Pick<Source<unknown>, 'kind' | 'see' | 'decide'>,
  by: Pick<Principal, 'subject' | 'person' | 'permissions'>,
  { status, kind, madeBy, madeBefore, forMe }: Asked,
): SourceFilter | undefined => {
  const isForMe = forMe === 'true';
  const statuses = STATUSES[isForMe ? 'waiting' : status];
  const notBy = isForMe ? somebodyOf(by) : null;
  const isMine = !isForMe || (notBy !== null && by.permissions.has(decide));
  const isAsked = (kind === undefined || kind === own) && statuses.length > 0 && isMine;
  return isAsked && by.permissions.has(see)
    ? { statuses, madeBy: madeBy ?? null, madeBefore: madeBefore ?? null, notBy }
    : undefined;
};
