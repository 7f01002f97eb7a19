import { Deadline, Holiday, SetHoliday } from '@ansinh/contracts/health-insurance/settlements.api';
import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../../kit';
import { listHolidays, saveHoliday } from '../../registers/holidays/holiday.store';
import { listDeadlines } from './deadline.views';

const deadlinesRoute = route({
  method: 'get',
  path: '/v1/deadlines',
  summary: 'List what waits for a facility or for the agency, the longest overdue first; a facility lists its own',
  tag: 'Settlements',
  permission: 'settlement:read',
  query: z.object({ status: Deadline.shape.status.optional(), facilityCode: FacilityCode.optional() }),
  reply: z.object({ items: z.array(Deadline) }),
  handle: async (tx, { query }) => ({ items: await listDeadlines(tx, query) }),
});

const holidaysRoute = route({
  method: 'get',
  path: '/v1/holidays',
  summary: 'List the days off that terms in working days leave out, beside Saturdays and Sundays',
  tag: 'Settlements',
  permission: 'settlement:read',
  reply: z.object({ items: z.array(Holiday) }),
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
  handle: (tx, { params, body }) => saveHoliday(tx.db, { ...body, ...params }),
});

export const deadlineRoutes = [deadlinesRoute, holidaysRoute, setHolidayRoute];
