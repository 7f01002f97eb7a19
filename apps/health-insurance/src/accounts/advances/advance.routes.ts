import { Advance, ApproveAdvance } from '@ansinh/contracts/health-insurance/settlements.api';
import { QuarterText } from '@ansinh/contracts/vocabulary/calendar';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { route } from '../../kit';
import { approveAdvance } from './advance.commands';
import { APPROVING, LISTING } from './advance.examples';
import { listAdvances } from './advance.views';

const approveAdvanceRoute = route({
  method: 'post',
  path: '/v1/advances',
  summary: 'Approve the advance of a facility for a quarter, by two persons: a share of the cost of the quarter before',
  tag: 'Settlements',
  permission: 'settlement:approve',
  body: ApproveAdvance,
  reply: Advance,
  status: 201,
  idempotent: true,
  problems: [
    'advance.already-approved',
    'advance.nothing-reported',
    'advance.quarter-not-begun',
    'advance.quarter-not-covered',
    'period.closed',
  ],
  twoPersons: { decide: 'approval:decide' },
  example: APPROVING,
  handle: (tx, { body }) => approveAdvance(tx, body),
});

const advancesRoute = route({
  method: 'get',
  path: '/v1/advances',
  summary: 'List advances and what settlements have taken of them, the newest first; a facility lists its own',
  tag: 'Settlements',
  permission: 'settlement:read',
  query: PageQuery.extend({ quarter: QuarterText.optional(), facilityCode: FacilityCode.optional() }),
  reply: pageOf(Advance),
  example: LISTING,
  handle: (tx, { query }) => listAdvances(tx.db, tx.by, query),
});

export const advanceRoutes = [approveAdvanceRoute, advancesRoute];
