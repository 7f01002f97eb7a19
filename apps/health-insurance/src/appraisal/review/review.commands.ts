import { reject } from '@ansinh/contracts/catalogue/problems';
import { ClaimAppraised } from '@ansinh/contracts/health-insurance/events';
import type {
  DecideClaim,
  DecidedQuestions,
  DecideQuestions,
  ExplainQuestions,
} from '@ansinh/contracts/health-insurance/review.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths, hundredthsText, least } from '@ansinh/contracts/vocabulary/money';
import { getLaw } from '@ansinh/law/kept';
import {
  type AnsweredLife,
  type ClaimLife,
  decided,
  isUnderReview,
  OFFICER,
  requireUnderReview,
  sentBack,
  toldQuestions,
} from '../../claim/claim.rules';
import { saveDecided, saveSentBack } from '../../claim/claim-move.store';
import { lockPersons } from '../../claim/stored-claim.store';
import type { Tx } from '../../kit';
import { overdueThrough } from '../../registers/terms/term.rules';
import { getTermBasis } from '../../registers/terms/term.views';
import { maySeeFacility } from '../../scopes/facility-scope.rules';
import { replaceCoPayments } from '../co-payments/co-payment.store';
import { coPaymentsOf } from '../rules/level/exemption';
import { decide } from './decision.rules';
import { findOpenQuestions } from './question.views';
import { insertDecisions, loadReviewed, type ReviewedClaim, saveExplanations } from './review.store';

const requireOpen = async (tx: Tx, claimId: string): Promise<ReviewedClaim> => {
  const reviewed = await loadReviewed(tx, claimId);
  if (reviewed === undefined || !maySeeFacility(tx.by, reviewed.stored.facilityCode))
    throw reject('request.not-found', { claimId });
  requireUnderReview(reviewed.stored);
  return reviewed;
};

/**
 * Form 09/BH: the hospital explains questions of its claim, all of them or none. What comes late counts too, as long as
 * nobody has decided.
 */
export const explainQuestions = async (tx: Tx, claimId: string, { explanations }: ExplainQuestions): Promise<void> => {
  const { stored, questions } = await requireOpen(tx, claimId);
  const open = new Set(questions.map(({ question }) => question));
  const errors = explanations.flatMap(({ question }, index) =>
    open.has(question) ? [] : [{ pointer: `/explanations/${index}/question`, detail: `${question} is not open` }],
  );
  if (errors.length > 0) throw reject('claim.question-not-open', { claimId, errors });
  await saveExplanations(tx, stored, explanations);
  tx.audit({ action: 'claim.explain', target: `claim:${claimId}`, after: explanations });
};

/** Tells of a claim whose amount or outcome an officer has changed, or whose last question is decided. */
const tell = (tx: Tx, { stored, participantId }: ReviewedClaim, next: AnsweredLife) => {
  const { aggregateVersion, status, fundPays } = next;
  const { claimId, facilityCode, claim } = stored;
  const ruleCodes = [OFFICER];
  const answer = { outcome: status, fundPays: hundredthsText(fundPays), ruleCodes, ...toldQuestions(next) };
  tx.append(
    ClaimAppraised,
    { claimId, facilityCode, participantId, month: claim.settlementMonth, ...answer },
    { id: claimId, version: aggregateVersion },
  );
};

/** What the audit proves of a claim before and after an officer: what it is, what the fund pays of it and what is open. */
const provenOf = ({ claimId, version, status, fundPays, openQuestions }: ClaimLife) => ({
  claimId,
  version,
  status,
  fundPays,
  openQuestions,
});

type Move = { readonly from: ClaimLife; readonly to: ClaimLife };

const auditMove = (tx: Tx, action: 'claim.decide' | 'claim.return', { from, to }: Move, said: string): void =>
  tx.audit({ action, target: `claim:${to.claimId}`, said, before: provenOf(from), after: provenOf(to) });

/** Reasons of several decisions on one claim are one text. */
const reasonsOf = (decisions: DecideClaim['decisions']): string =>
  [...new Set(decisions.map(({ reason }) => reason))].join('\n');

const applyDecisions = async (tx: Tx, reviewed: ReviewedClaim, decisions: DecideClaim['decisions']): Promise<void> => {
  const { stored, life, participantId, questions } = reviewed;
  const { errors, lines, changed, sum } = decide(reviewed, decisions);
  if (errors.length > 0) throw reject('claim.decision-impossible', { claimId: stored.claimId, errors });
  const openQuestions = questions.length - decisions.filter((decision) => 'question' in decision).length;
  const next = decided(life, { fundPays: least(reviewed.fundClaimed, sum), openQuestions });
  await saveDecided(tx, next, changed);
  auditMove(tx, 'claim.decide', { from: life, to: next }, reasonsOf(decisions));
  await insertDecisions(tx, life, { decisions, before: life.fundPays ?? hundredths(0n), after: next.fundPays });
  const refused = new Set(lines.flatMap((line) => (line.refused ? [`${line.table}/${line.row}`] : [])));
  const coPayments = coPaymentsOf(
    stored.claim,
    ({ table, row }) => refused.has(`${table}/${row}`),
    await getLaw(tx.db),
  );
  await replaceCoPayments(tx, [{ claimId: stored.claimId, participantId, isNew: false, coPayments }]);
  // Nothing is told when the claim stays as it was told.
  if (next.aggregateVersion !== life.aggregateVersion) tell(tx, reviewed, next);
};

/**
 * An officer decides questions and lines of an accepted claim, all of them or none.
 * @throws Rejection request.not-found, claim.not-open; claim.decision-impossible with the place of each fault.
 */
export const decideClaim = async (tx: Tx, claimId: string, { decisions }: DecideClaim): Promise<void> =>
  applyDecisions(tx, await requireOpen(tx, claimId), decisions);

/** Sends an accepted claim back: the hospital corrects it and sends it anew. */
export const returnClaim = async (tx: Tx, claimId: string, reason: string): Promise<void> => {
  const reviewed = await requireOpen(tx, claimId);
  const { life, participantId } = reviewed;
  const next = sentBack(life);
  await saveSentBack(tx, next, reason);
  auditMove(tx, 'claim.return', { from: life, to: next }, reason);
  const decisions = [{ result: 'return', reason }] as const;
  await insertDecisions(tx, life, { decisions, before: life.fundPays ?? hundredths(0n), after: next.fundPays });
  await replaceCoPayments(tx, [{ claimId, participantId, isNew: false, coPayments: [] }]);
  tell(tx, reviewed, next);
};

/** So many claims are decided by one request: its transaction stays short. */
const CLAIMS_AT_ONCE = 200;

/** One decision for every open question that the filter finds, at most 200 claims at a time. */
export const decideQuestions = async (tx: Tx, wanted: DecideQuestions): Promise<DecidedQuestions> => {
  const { result, reason, overdue, ...filter } = wanted;
  const appraisedBy = overdue ? overdueThrough(vietNamDate(tx.now), await getTermBasis(tx.db)) : undefined;
  const found = await findOpenQuestions(tx.db, { ...filter, appraisedBy }, CLAIMS_AT_ONCE + 1);
  const claims = [...found].slice(0, CLAIMS_AT_ONCE);
  await lockPersons(
    tx,
    claims.map(([claimId]) => claimId),
  );
  let questions = 0;
  for (const [claimId, numbers] of claims) {
    const reviewed = await loadReviewed(tx, claimId);
    // What somebody else decided or sent back since it was found is left as it is.
    if (reviewed === undefined || !isUnderReview(reviewed.stored)) continue;
    const open = numbers.filter((number) => reviewed.questions.some(({ question }) => question === number));
    if (open.length === 0) continue;
    await applyDecisions(
      tx,
      reviewed,
      open.map((question) => ({ question, result, reason })),
    );
    questions += open.length;
  }
  return { questions, claims: claims.length, more: found.size > CLAIMS_AT_ONCE };
};
