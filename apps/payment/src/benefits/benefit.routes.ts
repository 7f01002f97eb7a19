import { Benefit, DecideBenefit, ProposeBenefit } from '@ansinh/contracts/payment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { decideBenefit, proposeBenefit } from './benefit.commands';
import { DECIDING, PROPOSING, READING } from './benefit.examples';
import { getBenefit } from './benefit.views';

const BenefitParams = z.object({ benefitId: Id });

export const benefitRoutes = [
  route({
    method: 'post',
    path: '/v1/benefit-claims',
    summary: 'Propose a benefit: a pension, or a single payment such as a funeral allowance',
    description:
      'Computes the amount by the law of the date that it depends on and keeps each step with its source. `claim` has the shape of its kind.',
    tag: 'Benefits',
    permission: 'benefit:propose',
    body: ProposeBenefit,
    reply: Benefit,
    status: 201,
    idempotent: true,
    problems: [
      'approval.person-required',
      'benefit.already-claimed',
      'benefit.before-retirement-age',
      'benefit.claim-invalid',
      'benefit.index-missing',
      'benefit.not-entitled',
      'benefit.participant-unknown',
      'benefit.person-differs',
      'benefit.receiver-deceased',
      'benefit.record-invalid',
      'benefit.too-few-years',
      'payout.account-name-differs',
    ],
    example: PROPOSING,
    handle: (tx, { body }) => proposeBenefit(tx, body),
  }),
  route({
    method: 'get',
    path: '/v1/benefit-claims/:benefitId',
    summary: 'A benefit, its amount and how it came about',
    tag: 'Benefits',
    permission: 'participant:read',
    shows: 'person',
    params: BenefitParams,
    reply: Benefit,
    problems: ['request.not-found'],
    example: READING,
    handle: (tx, { params }) => getBenefit(tx, params.benefitId),
  }),
  route({
    method: 'post',
    path: '/v1/benefit-claims/:benefitId/decisions',
    summary: 'Approve or refuse a benefit; never by the person who proposed it',
    description:
      'Whoever decides has signed in with two factors, and names the digest of what was seen. What is granted as a single payment becomes a payout at once; a monthly benefit waits for the run of the month.',
    tag: 'Benefits',
    permission: 'benefit:decide',
    params: BenefitParams,
    body: DecideBenefit,
    reply: Benefit,
    idempotent: true,
    problems: [
      'request.not-found',
      'approval.digest-differs',
      'approval.maker-gone',
      'approval.person-required',
      'approval.same-person',
      'approval.two-factors-required',
      'benefit.already-decided',
      'benefit.receiver-deceased',
    ],
    example: DECIDING,
    handle: (tx, { params, body }) => decideBenefit(tx, params.benefitId, body),
  }),
];
