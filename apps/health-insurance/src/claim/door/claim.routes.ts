import { reject } from '@ansinh/contracts/catalogue/problems';
import { Claim, ClaimRow, ClaimStatus, Finding, NumberedFinding } from '@ansinh/contracts/health-insurance/api';
import { YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route } from '../../kit';
import { findClaim, findClaimRows, listClaims, listFindings } from '../claim.views';
import { LISTING, LISTING_FINDINGS, READING, READING_ROWS } from './claim.examples';

const ClaimParams = z.object({ claimId: Id });

const claimRoute = route({
  method: 'get',
  path: '/v1/claims/:claimId',
  summary: 'Read a claim with the findings of its appraisal; a facility reads its own',
  tag: 'Claims',
  permission: 'claim:read',
  shows: 'health',
  params: ClaimParams,
  reply: Claim,
  problems: ['request.not-found'],
  example: READING,
  handle: async (tx, { params }) => {
    const claim = await findClaim(tx.db, tx.by, params.claimId);
    if (claim === undefined) throw reject('request.not-found');
    return claim;
  },
});

const claimsRoute = route({
  method: 'get',
  path: '/v1/claims',
  summary: 'List claims, the newest first; a facility lists its own',
  tag: 'Claims',
  permission: 'claim:read',
  shows: 'health',
  query: PageQuery.extend({ month: YearMonthText.optional(), status: ClaimStatus.optional() }),
  reply: pageOf(Claim),
  example: LISTING,
  handle: (tx, { query }) => listClaims(tx.db, tx.by, query),
});

const claimRowsRoute = route({
  method: 'get',
  path: '/v1/claims/:claimId/rows',
  summary: 'Read the rows of a claim as they were sent',
  tag: 'Claims',
  permission: 'claim:read',
  shows: 'health',
  params: ClaimParams,
  query: z.object({
    table: z
      .string()
      .regex(/^XML([1-9]|1[0-5])$/)
      .optional(),
  }),
  reply: z.array(ClaimRow),
  problems: ['request.not-found'],
  example: READING_ROWS,
  handle: async (tx, { params, query }) => {
    const rows = await findClaimRows(tx.db, tx.by, { claimId: params.claimId, table: query.table });
    if (rows === undefined) throw reject('request.not-found');
    return rows;
  },
});

const claimFindingsRoute = route({
  method: 'get',
  path: '/v1/claims/:claimId/findings',
  summary: 'List all findings of a claim by their numbers; a facility lists those of its own',
  tag: 'Claims',
  permission: 'claim:read',
  shows: 'health',
  params: ClaimParams,
  query: PageQuery.extend({ severity: Finding.shape.severity.optional() }),
  reply: pageOf(NumberedFinding),
  problems: ['request.not-found'],
  example: LISTING_FINDINGS,
  handle: async (tx, { params, query }) => {
    const page = await listFindings(tx.db, tx.by, { ...query, ...params });
    if (page === undefined) throw reject('request.not-found');
    return page;
  },
});

export const claimRoutes = [claimRoute, claimsRoute, claimRowsRoute, claimFindingsRoute];
