import { WatchRun } from '@ansinh/contracts/health-insurance/watch.api';
import { YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import { route, workRoute } from '../../kit';
import { runMonth } from './run.commands';
import { LISTING, RUNNING } from './run.examples';
import { listRuns } from './run.views';

const TAG = 'Watch';
const MonthParams = z.object({ month: YearMonthText });

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
  example: RUNNING,
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
  example: LISTING,
  handle: async (tx, { params }) => ({ items: await listRuns(tx.db, params.month) }),
});

export const runRoutes = [runMonthRoute, runsRoute];
