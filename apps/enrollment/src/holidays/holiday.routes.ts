import {
  Holiday,
  HolidayHistory,
  HolidayList,
  SetHoliday,
  WithdrawHoliday,
} from '@ansinh/contracts/enrollment/calendar.api';
import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { inDigits } from '@ansinh/contracts/vocabulary/numbers';
import { z } from 'zod';
import { route } from '../kit';
import { setHoliday, withdrawHoliday } from './holiday.commands';
import { ENTERING, LISTING, READING, WITHDRAWING } from './holiday.examples';
import { getHistory, listHolidays } from './holiday.views';

const TAG = 'Calendar';
const DayParams = z.object({ day: LocalDateText });

export const holidayRoutes = [
  route({
    method: 'get',
    path: '/v1/holidays',
    summary:
      'List the days that differ from their weekday: days off, which terms in working days leave out, and weekends that are worked',
    description: 'As they are known now, or as they were known at the end of a day.',
    tag: TAG,
    permission: 'calendar:read',
    query: z.object({
      year: inDigits(z.int().min(2000).max(2100)).optional(),
      knownOn: LocalDateText.optional(),
    }),
    reply: HolidayList,
    example: LISTING,
    handle: (tx, { query }) => listHolidays(tx.db, query),
  }),
  route({
    method: 'put',
    path: '/v1/holidays/:day',
    summary: 'Enter a day off or a weekend that is worked, or confirm one that was expected',
    description: 'The same again changes nothing; anything else is kept beside what was known before.',
    tag: TAG,
    permission: 'calendar:set',
    params: DayParams,
    body: SetHoliday,
    reply: Holiday,
    problems: ['holiday.no-working-day', 'holiday.not-a-weekend'],
    example: ENTERING,
    handle: (tx, { params, body }) => setHoliday(tx, params.day, body),
  }),
  route({
    method: 'get',
    path: '/v1/holidays/:day',
    summary: 'Read what was known of a day, by whom and since when, the newest first',
    tag: TAG,
    permission: 'calendar:set',
    params: DayParams,
    reply: HolidayHistory,
    example: READING,
    handle: (tx, { params }) => getHistory(tx.db, params.day),
  }),
  route({
    method: 'post',
    path: '/v1/holidays/:day/withdrawal',
    summary: 'Withdraw what is known of a day: its weekday decides again',
    tag: TAG,
    permission: 'calendar:set',
    params: DayParams,
    body: WithdrawHoliday,
    reply: HolidayHistory,
    idempotent: true,
    problems: ['holiday.no-working-day', 'request.not-found'],
    example: WITHDRAWING,
    handle: async (tx, { params, body }) => {
      await withdrawHoliday(tx, params.day, body);
      return getHistory(tx.db, params.day);
    },
  }),
];
