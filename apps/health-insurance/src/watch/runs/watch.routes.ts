import { reject } from '@ansinh/contracts/catalogue/problems';
import {
  ConcludeWatchCase,
  DrugIndications,
  SetDrugIndications,
  WatchCase,
  WatchCaseDetails,
  WatchCaseStatus,
  WatchRun,
  WatchSignal,
  WatchSignalChange,
  WatchSignalCode,
  WatchSubjectKind,
} from '@ansinh/contracts/health-insurance/watch.api';
import { LocalDateText, vietNamDate, YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { FacilityCode, Id } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route, workRoute } from '../../kit';
import { concludeCase } from '../cases/case.commands';
import { findCaseDetails, listCases } from '../cases/case.views';
import { setIndications } from '../settings/indication.commands';
import { findIndications } from '../settings/indication.views';
import { changeSignal } from '../settings/signal.commands';
import { listSignals } from '../settings/signal.views';
import { runMonth } from './run.commands';
import { listRuns } from './run.views';

const TAG = 'Watch';
const MonthParams = z.object({ month: YearMonthText });
const CaseParams = z.object({ caseId: Id });

const runMonthRoute = workRoute({
  method: 'post',
  path: '/v1/watch/months/:month/runs',
  summary: 'Compute the watch of profiteering for a month anew and bring the work list to it',
  description:
    'May be repeated as often as wanted: cases that are concluded stay, open ones get the newest evidence, those that nothing finds any more are marked as vanished. A region of 400,000 claims a month takes a part of a minute; when the line breaks meanwhile the run goes on, and GET of the same address tells its result.',
  tag: TAG,
  permission: 'watch:act',
  params: MonthParams,
  reply: WatchRun,
  handle: (context, { params }) => runMonth(context, params.month),
});

const runsRoute = route({
  method: 'get',
  path: '/v1/watch/months/:month/runs',
  summary: 'List the finished computations of a month, the newest first',
  tag: TAG,
  permission: 'watch:read',
  params: MonthParams,
  reply: z.object({ items: z.array(WatchRun) }),
  handle: async (tx, { params }) => ({ items: await listRuns(tx.db, params.month) }),
});

const casesRoute = route({
  method: 'get',
  path: '/v1/watch/cases',
  summary: 'List the suspicious persons, facilities and practitioners of a month, the highest score first',
  tag: TAG,
  permission: 'watch:read',
  query: PageQuery.extend({
    month: YearMonthText,
    subjectKind: WatchSubjectKind.optional(),
    signal: WatchSignalCode.optional(),
    facilityCode: FacilityCode.optional(),
    status: WatchCaseStatus.optional(),
  }),
  reply: pageOf(WatchCase),
  handle: (tx, { query }) => listCases(tx.db, query),
});

const caseRoute = route({
  method: 'get',
  path: '/v1/watch/cases/:caseId',
  summary: 'Read a case with the visits that it rests on, page by page',
  tag: TAG,
  permission: 'watch:read',
  params: CaseParams,
  query: PageQuery,
  reply: WatchCaseDetails,
  problems: ['request.not-found'],
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
  handle: (tx, { params, body }) => concludeCase(tx, params.caseId, body),
});

const signalsRoute = route({
  method: 'get',
  path: '/v1/watch/signals',
  summary: 'List the signals of the watch with source and parameters',
  tag: TAG,
  permission: 'watch:read',
  query: z.object({
    /** Today in Viet Nam when absent; a month is computed by what holds on its first day. */
    date: LocalDateText.optional(),
  }),
  reply: z.array(WatchSignal),
  handle: (tx, { query }) => listSignals(tx.db, query.date ?? vietNamDate(tx.now)),
});

const changeSignalRoute = route({
  method: 'put',
  path: '/v1/watch/signals/:code',
  summary: 'Switch a signal on or off, or set its parameters, for months that begin on a day or later',
  tag: TAG,
  permission: 'appraisal:configure',
  params: z.object({ code: WatchSignalCode }),
  body: WatchSignalChange,
  reply: WatchSignal,
  handle: (tx, { params, body }) => changeSignal(tx, params.code, body),
});

const indicationsRoute = route({
  method: 'get',
  path: '/v1/watch/drug-indications',
  summary: 'Read for which diagnoses drugs are indicated, by the list in force',
  tag: TAG,
  permission: 'watch:read',
  reply: DrugIndications,
  handle: (tx) => findIndications(tx.db),
});

const setIndicationsRoute = route({
  method: 'put',
  path: '/v1/watch/drug-indications',
  summary: 'Replace the list of diagnoses for which drugs are indicated; it counts from the next run on',
  tag: TAG,
  permission: 'appraisal:configure',
  body: SetDrugIndications,
  reply: DrugIndications,
  handle: (tx, { body }) => setIndications(tx, body),
});

export const watchRoutes = [
  runMonthRoute,
  runsRoute,
  casesRoute,
  caseRoute,
  concludeRoute,
  signalsRoute,
  changeSignalRoute,
  indicationsRoute,
  setIndicationsRoute,
];
