import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ClaimStatus, Finding } from '@ansinh/contracts/health-insurance/api';
import type { ClaimOutcome } from '@ansinh/contracts/health-insurance/events';
import { type Hundredths, hundredths } from '@ansinh/contracts/vocabulary/money';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import type { ClaimLine } from './parsed-claim';

/** Where a claim goes from each state; a returned one comes back as its next version. */
const MOVES = {
  received: ['accepted', 'returned'],
  accepted: ['returned', 'settled'],
  returned: ['received'],
  settled: ['paid'],
  paid: [],
} as const satisfies Record<ClaimStatus, readonly ClaimStatus[]>;

export const mayMove = (from: ClaimStatus, to: ClaimStatus): boolean => {
  const moves: readonly ClaimStatus[] = MOVES[from];
  return moves.includes(to);
};

/** What the fund has taken on: claims that count against other claims, and in the watch. */
export const COUNTED = ['accepted', 'settled', 'paid'] as const satisfies readonly ClaimStatus[];
/** What is not done yet: a month with such claims cannot be closed. */
export const OPEN = ['received', 'accepted'] as const satisfies readonly ClaimStatus[];
/** What somebody has to bring to its next state within a term. */
export const WAITING = ['received', 'returned'] as const satisfies readonly ClaimStatus[];
/** What asks nothing of the fund. All other claims stand: they are in the sums of their month. */
export const FALLEN = ['returned'] as const satisfies readonly ClaimStatus[];

const isAmong =
  (statuses: readonly ClaimStatus[]) =>
  (status: ClaimStatus): boolean =>
    statuses.includes(status);
export const isCounted = isAmong(COUNTED);

/** A claim as it is known before it is read. */
export type KnownClaim = {
  readonly claimId: string;
  /** 1, 2, 3 ... as often as the hospital sent it. */
  readonly version: number;
  /** The number of events about it so far. */
  readonly aggregateVersion: number;
  readonly status: ClaimStatus;
};

/** A claim as far as its life goes. */
export type ClaimLife = KnownClaim & {
  /** Null until it has its answer. */
  readonly fundPays: Hundredths | null;
  /** Findings `ask` that nobody has decided. */
  readonly openQuestions: number;
  readonly settlementId: string | null;
};

/** A claim that has an answer of the appraisal or of an officer and is not settled. */
export type AnsweredLife = ClaimLife & { readonly status: ClaimOutcome; readonly fundPays: Hundredths };

/** What the fund pays of one line; refused when it is taken from the fund whole, by a rule or an officer. */
export type LineAnswer = {
  readonly table: ClaimLine['table'];
  readonly row: number;
  readonly fundPays: Hundredths;
  readonly refused: boolean;
};
/** A line as it stands: what was claimed of the fund for it, and what the fund pays now. */
export type LineState = LineAnswer & { readonly fundAmount: Hundredths };

/** The table has the last word on every move. */
const moved = <Status extends ClaimStatus>({ claimId, status: from }: KnownClaim, to: Status): Status => {
  if (mayMove(from, to)) return to;
  throw new Error(`claim ${claimId} is ${from}: it is never ${to} next`);
};

const UNANSWERED = { fundPays: null, openQuestions: 0, settlementId: null } as const;

/** A claim that comes for the first time. */
export const received = (claimId: string): ClaimLife => ({
  claimId,
  version: 1,
  aggregateVersion: 1,
  status: 'received',
  ...UNANSWERED,
});

/** A claim that came back may come anew, also as it was: what spoke against it may have been mended elsewhere meanwhile. */
export const mayComeAnew = ({ status }: Pick<KnownClaim, 'status'>): boolean => mayMove(status, 'received');

/**
 * A claim that comes anew in the `encounter`-th place of a file: only after it was returned.
 * @throws Rejection claim.in-appraisal, claim.already-accepted
 */
export const sentAgain = (claim: KnownClaim, encounter: number): ClaimLife => {
  const { claimId, version, aggregateVersion, status } = claim;
  const place = { claimId, pointer: `/HOSO/${encounter}`, status };
  switch (status) {
    case 'returned': {
      const counts = { version: version + 1, aggregateVersion: aggregateVersion + 1 };
      return { claimId, ...counts, status: moved(claim, 'received'), ...UNANSWERED };
    }
    case 'received':
      throw reject('claim.in-appraisal', place);
    case 'accepted':
    case 'settled':
    case 'paid':
      throw reject('claim.already-accepted', place);
    default:
      return unreachable(status);
  }
};

/** A claim that has its answer keeps it, however often it is told that it was received. */
export const awaitsAppraisal = ({ status }: KnownClaim): boolean => status === 'received';

export type ClaimAnswer = {
  readonly outcome: ClaimOutcome;
  readonly fundPays: Hundredths;
  readonly findings: readonly Finding[];
};

/** Findings `ask` wait for an explanation, unless the claim is returned anyway. */
const questionsOf = ({ outcome, findings }: ClaimAnswer): number =>
  outcome === 'accepted' ? findings.filter(({ severity }) => severity === 'ask').length : 0;

/** The answer of the appraisal to a claim that waits for it. */
export const appraised = (claim: KnownClaim, answer: ClaimAnswer): AnsweredLife => {
  const { claimId, version, status } = claim;
  switch (status) {
    case 'received': {
      const { outcome, fundPays } = answer;
      const openQuestions = questionsOf(answer);
      const counts = { version, aggregateVersion: claim.aggregateVersion + 1 };
      return { claimId, ...counts, status: moved(claim, outcome), fundPays, openQuestions, settlementId: null };
    }
    case 'accepted':
    case 'returned':
    case 'settled':
    case 'paid':
      throw new Error(`claim ${claimId} has its answer: it is ${status}`);
    default:
      return unreachable(status);
  }
};

/** In place of a rule where an officer has decided. */
export const OFFICER = 'OFFICER';

/** An officer may decide and ask about a claim as long as it is accepted and not settled. */
export const isUnderReview = ({ status }: KnownClaim): boolean => status === 'accepted';

/** @throws Rejection claim.not-open */
export const requireUnderReview = (claim: KnownClaim): void => {
  if (!isUnderReview(claim)) throw reject('claim.not-open', { claimId: claim.claimId, status: claim.status });
};

type Decided = { readonly fundPays: Hundredths; readonly openQuestions: number };

/** What a claim says of its questions when it is told of. */
export const toldQuestions = ({ openQuestions }: AnsweredLife): { readonly openQuestions?: number } =>
  openQuestions === 0 ? {} : { openQuestions };

/**
 * What an officer makes of a claim: it is told of when the fund pays something else, and when nothing is open any more.
 * Throws `claim.not-open`.
 */
export const decided = (claim: ClaimLife, { fundPays, openQuestions }: Decided): AnsweredLife => {
  requireUnderReview(claim);
  const isTold = fundPays !== claim.fundPays || (claim.openQuestions > 0 && openQuestions === 0);
  const aggregateVersion = claim.aggregateVersion + (isTold ? 1 : 0);
  return { ...claim, status: 'accepted', aggregateVersion, fundPays, openQuestions };
};

/** Why an officer has sent a claim back: the hospital reads it as a finding. */
export const officerFinding = (reason: string) =>
  ({
    rule: OFFICER,
    severity: 'return',
    message: reason,
    messageVi: reason,
    source: 'TT 12/2026/TT-BTC: proactive appraisal',
  }) as const satisfies Finding;

/** An officer sends an accepted claim back; it is told of. Throws `claim.not-open`. */
export const sentBack = (claim: ClaimLife): AnsweredLife => {
  requireUnderReview(claim);
  const aggregateVersion = claim.aggregateVersion + 1;
  return { ...claim, aggregateVersion, status: moved(claim, 'returned'), fundPays: hundredths(0n), openQuestions: 0 };
};

/** A claim of the month that is settled: taken when it is accepted and nobody has to explain anything, else left as it is. */
export const settled = (claim: ClaimLife, settlementId: string): ClaimLife => {
  const { status } = claim;
  switch (status) {
    case 'accepted':
      return claim.openQuestions === 0 ? { ...claim, status: moved(claim, 'settled'), settlementId } : claim;
    case 'received':
    case 'returned':
    case 'settled':
    case 'paid':
      return claim;
    default:
      return unreachable(status);
  }
};

/** A claim when a settlement is paid: its own are paid with it, the others are left as they are. */
export const paid = (claim: ClaimLife, settlementId: string): ClaimLife => {
  const { status } = claim;
  switch (status) {
    case 'settled':
      return claim.settlementId === settlementId ? { ...claim, status: moved(claim, 'paid') } : claim;
    case 'received':
    case 'accepted':
    case 'returned':
    case 'paid':
      return claim;
    default:
      return unreachable(status);
  }
};

/** The answer that a state tells: none before the appraisal. */
export const outcomeOf = (status: ClaimStatus): ClaimOutcome | null => {
  switch (status) {
    case 'received':
      return null;
    case 'returned':
      return 'returned';
    case 'accepted':
    case 'settled':
    case 'paid':
      return 'accepted';
    default:
      return unreachable(status);
  }
};
