import { Benefit, DecideBenefit, ProposeBenefit } from '@ansinh/contracts/payment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { decideBenefit, proposeBenefit } from './benefit.commands';
import { getBenefit } from './benefit.views';

const BenefitParams = z.object({ benefitId: Id });

export const benefitRoutes = [
  route({
    method: 'post',
    path: '/v1/benefit-claims',
    summary: 'Propose a pension',
    description: 'Computes the monthly amount by the law of its first month and keeps each step with its source.',
    tag: 'Benefits',
    permission: 'benefit:propose',
    body: ProposeBenefit,
    reply: Benefit,
    status: 201,
    idempotent: true,
    problems: [
      'benefit.already-claimed',
      'benefit.before-retirement-age',
      'benefit.index-missing',
      'benefit.participant-unknown',
      'benefit.person-differs',
      'benefit.record-invalid',
      'benefit.too-few-years',
      'payout.account-name-differs',
    ],
    handle: (tx, { body }) => proposeBenefit(tx, body),
  }),
  route({
    method: 'get',
    path: '/v1/benefit-claims/:benefitId',
    summary: 'A benefit, its amount and how it came about',
    tag: 'Benefits',
    permission: 'participant:read',
    params: BenefitParams,
    reply: Benefit,
    problems: ['request.not-found'],
    handle: (tx, { params }) => getBenefit(tx, params.benefitId),
  }),
  route({
    method: 'post',
    path: '/v1/benefit-claims/:benefitId/decisions',
    summary: 'Approve or refuse a benefit; never by the officer who proposed it',
    tag: 'Benefits',
    permission: 'benefit:decide',
    params: BenefitParams,
    body: DecideBenefit,
    reply: Benefit,
    idempotent: true,
    problems: ['request.not-found', 'benefit.already-decided', 'benefit.same-person'],
    handle: (tx, { params, body }) => decideBenefit(tx, params.benefitId, body),
  }),
];
