import { reject } from '@ansinh/contracts/catalogue/problems';
import { ClaimAppraised } from '@ansinh/contracts/health-insurance/events';
import type {
  DecideClaim,
  DecidedQuestions,
  DecideQuestions,
  ExplainQuestions,
} from '@ansinh/contracts/health-insurance/review.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { hundredthsText } from '@ansinh/contracts/vocabulary/money';
import { overdueThrough } from '../../accounts/deadlines/deadline.rules';
import type { Tx } from '../../kit';
import { holidaySet } from '../../registers/holidays/holiday.store';
import { lockPersons } from '../appraisals/appraisal.store';
import { replaceCoPayments } from '../co-payments/co-payment.store';
import { coPaymentsOf } from '../rules/level/exemption';
import { smaller } from '../rules/money/line-amounts';
import { decide } from './decision.rules';
import { findOpenQuestions } from './question.views';
import { loadReviewed, type ReviewedClaim, saveDecisions, saveExplanations, saveReturn } from './review.store';

const requireOpen = async (tx: Tx, claimId: string): Promise<ReviewedClaim> => {
  const reviewed = await loadReviewed(tx, claimId);
  const isOwn = tx.by.tenant.kind === 'agency' || tx.by.tenant.code === reviewed?.stored.facilityCode;
  if (reviewed === undefined || !isOwn) throw reject('request.not-found', { claimId });
  const { status } = reviewed.stored;
  if (status !== 'accepted') throw reject('claim.not-open', { claimId, status });
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
};

/** Tells of a claim whose amount or outcome an officer has changed; nothing, when it stays as it was told. */
const tell = (tx: Tx, reviewed: ReviewedClaim, told: Pick<ClaimAppraised, 'outcome' | 'fundPays' | 'ruleCodes'>) => {
  const { claimId, facilityCode, aggregateVersion, claim } = reviewed.stored;
  const { participantId } = reviewed;
  tx.append(
    ClaimAppraised,
    { claimId, facilityCode, participantId, month: claim.settlementMonth, ...told },
    { id: claimId, version: aggregateVersion + 1 },
  );
};

const applyDecisions = async (tx: Tx, reviewed: ReviewedClaim, decisions: DecideClaim['decisions']): Promise<void> => {
  const { stored, participantId, questions } = reviewed;
  const { errors, lines, changed, sum } = decide(reviewed, decisions);
  if (errors.length > 0) throw reject('claim.decision-impossible', { claimId: stored.claimId, errors });
  const fundPays = smaller(reviewed.fundClaimed, sum);
  const isChanged = fundPays !== reviewed.fundPays;
  const openQuestions = questions.length - decisions.filter((decision) => 'question' in decision).length;
  const aggregateVersion = stored.aggregateVersion + (isChanged ? 1 : 0);
  const outcome = { status: 'accepted', fundPays, openQuestions, changed, aggregateVersion } as const;
  await saveDecisions(tx, reviewed, { outcome, decisions });
  const refused = new Set(lines.flatMap((line) => (line.refused ? [`${line.table}/${line.row}`] : [])));
  const coPayments = coPaymentsOf(stored.claim, ({ table, row }) => refused.has(`${table}/${row}`));
  await replaceCoPayments(tx, [{ claimId: stored.claimId, participantId, isNew: false, coPayments }]);
  if (isChanged)
    tell(tx, reviewed, { outcome: 'accepted', fundPays: hundredthsText(fundPays), ruleCodes: ['OFFICER'] });
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
  const { stored, participantId } = reviewed;
  const aggregateVersion = stored.aggregateVersion + 1;
  const outcome = { status: 'returned', fundPays: 0n, openQuestions: 0, changed: [], aggregateVersion } as const;
  await saveDecisions(tx, reviewed, { outcome, decisions: [{ result: 'return', reason }] });
  await saveReturn(tx, stored, reason);
  await replaceCoPayments(tx, [{ claimId, participantId, isNew: false, coPayments: [] }]);
  tell(tx, reviewed, { outcome: 'returned', fundPays: hundredthsText(0n), ruleCodes: ['OFFICER'] });
};

/** So many claims are decided by one request: its transaction stays short. */
const CLAIMS_AT_ONCE = 200;

/** One decision for every open question that the filter finds, at most 200 claims at a time. */
export const decideQuestions = async (tx: Tx, wanted: DecideQuestions): Promise<DecidedQuestions> => {
  const { result, reason, overdue, ...filter } = wanted;
  const appraisedBy = overdue ? overdueThrough(vietNamDate(tx.now), await holidaySet(tx.db)) : undefined;
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
    if (reviewed?.stored.status !== 'accepted') continue;
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
