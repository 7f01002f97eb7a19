import { reject } from '@ansinh/contracts/catalogue/problems';
import { Claim } from '@ansinh/contracts/health-insurance/api';
import {
  AppraisalQuestion,
  ClaimDecision,
  DecideClaim,
  DecidedQuestions,
  DecideQuestions,
  ExplainQuestions,
  QuestionState,
  ReturnClaim,
} from '@ansinh/contracts/health-insurance/review.api';
import { YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { FacilityCode, Id } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { findClaim } from '../../claim/claim.views';
import { route, type Tx } from '../../kit';
import { listDecisions, listQuestions } from './question.views';
import { decideClaim, decideQuestions, explainQuestions, returnClaim } from './review.commands';
import {
  DECIDING,
  DECIDING_MANY,
  EXPLAINING,
  LISTING_DECISIONS,
  LISTING_QUESTIONS,
  RETURNING,
} from './review.examples';

const params = z.object({ claimId: Id });
const TAG = 'Review';

const claimAfter = async (tx: Tx, claimId: string): Promise<Claim> => {
  const claim = await findClaim(tx.db, tx.by, claimId);
  if (claim === undefined) throw reject('request.not-found', { claimId });
  return claim;
};

const questionsRoute = route({
  method: 'get',
  path: '/v1/appraisal-questions',
  summary: 'List what accepted claims still have to explain, the newest claims first; a facility lists its own',
  tag: TAG,
  permission: 'claim:read',
  shows: 'health',
  query: PageQuery.extend({
    month: YearMonthText.optional(),
    facilityCode: FacilityCode.optional(),
    rule: z.string().max(20).optional(),
    /** Open and explained ones when left out. */
    state: QuestionState.optional(),
    overdue: z.stringbool().optional(),
  }),
  reply: pageOf(AppraisalQuestion),
  example: LISTING_QUESTIONS,
  handle: (tx, { query }) => listQuestions(tx, query),
});

const explainRoute = route({
  method: 'post',
  path: '/v1/claims/:claimId/explanations',
  summary: 'Explain questions of a claim (form 09/BH), before they are decided',
  tag: TAG,
  permission: 'claim:submit',
  params,
  body: ExplainQuestions,
  reply: Claim,
  idempotent: true,
  problems: ['claim.not-open', 'claim.question-not-open', 'request.not-found'],
  example: EXPLAINING,
  handle: async (tx, { params: { claimId }, body }) => {
    await explainQuestions(tx, claimId, body);
    return claimAfter(tx, claimId);
  },
});

const decideRoute = route({
  method: 'post',
  path: '/v1/claims/:claimId/decisions',
  summary: 'Decide questions and lines of an accepted claim, each with a reason, before it is settled',
  tag: TAG,
  permission: 'claim:decide',
  params,
  body: DecideClaim,
  reply: Claim,
  idempotent: true,
  problems: ['claim.decision-impossible', 'claim.not-open', 'request.not-found'],
  example: DECIDING,
  handle: async (tx, { params: { claimId }, body }) => {
    await decideClaim(tx, claimId, body);
    return claimAfter(tx, claimId);
  },
});

const decisionsRoute = route({
  method: 'get',
  path: '/v1/claims/:claimId/decisions',
  summary: 'List what officers decided about a claim; a facility reads its own',
  tag: TAG,
  permission: 'claim:read',
  shows: 'health',
  params,
  reply: z.array(ClaimDecision),
  problems: ['request.not-found'],
  example: LISTING_DECISIONS,
  handle: async (tx, { params: { claimId } }) => {
    const decisions = await listDecisions(tx.db, tx.by, claimId);
    if (decisions === undefined) throw reject('request.not-found', { claimId });
    return decisions;
  },
});

const returnRoute = route({
  method: 'post',
  path: '/v1/claims/:claimId/return',
  summary: 'Send an accepted claim back to its hospital, which corrects it and sends it anew',
  tag: TAG,
  permission: 'claim:decide',
  params,
  body: ReturnClaim,
  reply: Claim,
  idempotent: true,
  problems: ['claim.not-open', 'request.not-found'],
  example: RETURNING,
  handle: async (tx, { params: { claimId }, body }) => {
    await returnClaim(tx, claimId, body.reason);
    return claimAfter(tx, claimId);
  },
});

const decideManyRoute = route({
  method: 'post',
  path: '/v1/appraisal-questions/decisions',
  summary: 'Decide many open questions at once, e.g. refuse those that nobody explained in time',
  tag: TAG,
  permission: 'claim:decide',
  body: DecideQuestions,
  reply: DecidedQuestions,
  idempotent: true,
  example: DECIDING_MANY,
  handle: (tx, { body }) => decideQuestions(tx, body),
});

export const reviewRoutes = [questionsRoute, decideManyRoute, explainRoute, decideRoute, decisionsRoute, returnRoute];
