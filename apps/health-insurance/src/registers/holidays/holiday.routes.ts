import { Holiday, SetHoliday } from '@ansinh/contracts/health-insurance/settlements.api';
import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import { route } from '../../kit';
import { ENTERING, LISTING } from './holiday.examples';
import { setHoliday } from './holiday.commands';
import { listHolidays } from './holiday.views';

const holidaysRoute = route({
  method: 'get',
  path: '/v1/holidays',
  summary: 'List the days off that terms in working days leave out, beside Saturdays and Sundays',
  tag: 'Settlements',
  permission: 'settlement:read',
  reply: z.object({ items: z.array(Holiday) }),
  example: LISTING,
  handle: async (tx) => ({ items: await listHolidays(tx.db) }),
});

const setHolidayRoute = route({
  method: 'put',
  path: '/v1/holidays/:day',
  summary: 'Enter a day off, or confirm one that was expected',
  tag: 'Settlements',
  permission: 'settlement:approve',
  params: z.object({ day: LocalDateText }),
  body: SetHoliday,
  reply: Holiday,
  example: ENTERING,
  handle: (tx, { params, body }) => setHoliday(tx, { ...body, ...params }),
});

export const holidayRoutes = [holidaysRoute, setHolidayRoute];
