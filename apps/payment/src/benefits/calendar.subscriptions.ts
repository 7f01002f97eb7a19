import { projectCalendarDays } from '@ansinh/calendar/kept';
import { CalendarDaySet } from '@ansinh/contracts/enrollment/events';
import { batchSubscription } from '../kit';

export const calendarSubscriptions = [
  batchSubscription({ on: CalendarDaySet, handle: (tx, events) => projectCalendarDays(tx, events) }),
];
