import { WatchSignal, WatchSignalChange, WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import { LocalDateText, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import { route } from '../../kit';
import { changeSignal } from './signal.commands';
import { CHANGING_SIGNAL, LISTING_SIGNALS } from './signal.examples';
import { listSignals } from './signal.views';

const TAG = 'Watch';

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
  example: LISTING_SIGNALS,
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
  example: CHANGING_SIGNAL,
  handle: (tx, { params, body }) => changeSignal(tx, params.code, body),
});

export const signalRoutes = [signalsRoute, changeSignalRoute];
