import { projectCalendarDays } from '@ansinh/calendar/kept';
import { CalendarDaySet, LawChanged } from '@ansinh/contracts/enrollment/events';
import { projectLaw } from '@ansinh/law/kept';
import { batchSubscription } from '../kit';

/** By what benefits are judged: the values of the law, and the calendar that its terms are counted by. */
export const lawSubscriptions = [
  batchSubscription({ on: CalendarDaySet, handle: (tx, events) => projectCalendarDays(tx, events) }),
  batchSubscription({ on: LawChanged, handle: (tx, events) => projectLaw(tx, events) }),
];
