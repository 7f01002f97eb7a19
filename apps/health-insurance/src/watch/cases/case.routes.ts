import { reject } from '@ansinh/contracts/catalogue/problems';
import {
  ConcludeWatchCase,
  WatchCase,
  WatchCaseDetails,
  WatchCaseStatus,
  WatchSignalCode,
  WatchSubjectKind,
} from '@ansinh/contracts/health-insurance/watch.api';
import { YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { FacilityCode, Id } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route } from '../../kit';
import { concludeCase } from './case.commands';
import { CONCLUDING, LISTING, READING } from './case.examples';
import { findCaseDetails, listCases } from './case.views';

const TAG = 'Watch';
const CaseParams = z.object({ caseId: Id });

const casesRoute = route({
  method: 'get',
  path: '/v1/watch/cases',
  summary: 'List the suspicious persons, facilities and practitioners of a month, the highest score first',
  tag: TAG,
  permission: 'watch:read',
  shows: 'health',
  query: PageQuery.extend({
    month: YearMonthText,
    subjectKind: WatchSubjectKind.optional(),
    signal: WatchSignalCode.optional(),
    facilityCode: FacilityCode.optional(),
    status: WatchCaseStatus.optional(),
  }),
  reply: pageOf(WatchCase),
  example: LISTING,
  handle: (tx, { query }) => listCases(tx.db, query),
});

const caseRoute = route({
  method: 'get',
  path: '/v1/watch/cases/:caseId',
  summary: 'Read a case with the visits that it rests on, page by page',
  tag: TAG,
  permission: 'watch:read',
  shows: 'health',
  params: CaseParams,
  query: PageQuery,
  reply: WatchCaseDetails,
  problems: ['request.not-found'],
  example: READING,
  handle: async (tx, { params, query }) => {
    const found = await findCaseDetails(tx.db, params.caseId, query);
    if (found === undefined) throw reject('request.not-found', params);
    return found;
  },
});

const concludeRoute = route({
  method: 'post',
  path: '/v1/watch/cases/:caseId/conclusion',
  summary: 'Conclude a case, once: the suspicion is confirmed or dismissed',
  tag: TAG,
  permission: 'watch:act',
  params: CaseParams,
  body: ConcludeWatchCase,
  reply: WatchCase,
  idempotent: true,
  problems: ['request.not-found', 'watch-case.already-concluded'],
  example: CONCLUDING,
  handle: (tx, { params, body }) => concludeCase(tx, params.caseId, body),
});

export const caseRoutes = [casesRoute, caseRoute, concludeRoute];
