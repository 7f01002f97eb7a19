import {
  CalendarDay,
  CalendarDayHistory,
  CalendarDayList,
  SetCalendarDay,
  WithdrawCalendarDay,
} from '@ansinh/contracts/enrollment/calendar.api';
import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { inDigits } from '@ansinh/contracts/vocabulary/numbers';
import { z } from 'zod';
import { route, type Tx } from '../kit';
import { setCalendarDay, withdrawCalendarDay } from './calendar-day.commands';
import { ENTERING, LISTING, READING, WITHDRAWING } from './calendar-day.examples';
import { getHistory, listCalendarDays } from './calendar-day.views';

const TAG = 'Calendar';
const DayParams = z.object({ day: LocalDateText });
type Asked = { readonly params: z.infer<typeof DayParams> };

/** A day moves terms and payments of everybody: another person sees what was known of it. */
const TWO_PERSONS = {
  decide: 'approval:decide',
  now: ({ db }: Tx, { params }: Asked) => getHistory(db, params.day),
} as const;

export const calendarDayRoutes = [
  route({
    method: 'get',
    path: '/v1/calendar-days',
    summary:
      'List the days that differ from their weekday: days off, which terms in working days leave out, and weekends that are worked',
    description: 'As they are known now, or as they were known at the end of a day.',
    tag: TAG,
    permission: 'calendar:read',
    query: z.object({
      year: inDigits(z.int().min(2000).max(2100)).optional(),
      knownOn: LocalDateText.optional(),
    }),
    reply: CalendarDayList,
    example: LISTING,
    handle: (tx, { query }) => listCalendarDays(tx.db, query),
  }),
  route({
    method: 'put',
    path: '/v1/calendar-days/:day',
    summary: 'Enter a day off or a weekend that is worked, or confirm one that was expected',
    description: 'The same again changes nothing; anything else is kept beside what was known before.',
    twoPersons: TWO_PERSONS,
    tag: TAG,
    permission: 'calendar:set',
    params: DayParams,
    body: SetCalendarDay,
    reply: CalendarDay,
    problems: ['calendar-day.no-working-day', 'calendar-day.not-a-weekend'],
    example: ENTERING,
    handle: (tx, { params, body }) => setCalendarDay(tx, params.day, body),
  }),
  route({
    method: 'get',
    path: '/v1/calendar-days/:day',
    summary: 'Read what was known of a day, by whom and since when, the newest first',
    tag: TAG,
    permission: 'calendar:set',
    params: DayParams,
    reply: CalendarDayHistory,
    example: READING,
    handle: (tx, { params }) => getHistory(tx.db, params.day),
  }),
  route({
    method: 'post',
    path: '/v1/calendar-days/:day/withdrawal',
    summary: 'Withdraw what is known of a day: its weekday decides again',
    twoPersons: TWO_PERSONS,
    tag: TAG,
    permission: 'calendar:set',
    params: DayParams,
    body: WithdrawCalendarDay,
    reply: CalendarDayHistory,
    idempotent: true,
    problems: ['calendar-day.no-working-day', 'request.not-found'],
    example: WITHDRAWING,
    handle: async (tx, { params, body }) => {
      await withdrawCalendarDay(tx, params.day, body);
      return getHistory(tx.db, params.day);
    },
  }),
];
