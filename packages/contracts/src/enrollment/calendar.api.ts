import { z } from 'zod';
import { InstantText, LocalDateText } from '../vocabulary/calendar';
import { DayKind } from '../vocabulary/law/days';

const Source = z.string().trim().min(1).max(200);

export const SetCalendarDay = z
  .object({
    /** `working` for a weekend that is worked in place of another day. */
    kind: DayKind,
    name: z.string().trim().min(1).max(100),
    /** The decree or notice. */
    source: Source,
    /** False while it is expected only. */
    confirmed: z.boolean(),
  })
  .meta({ id: 'SetCalendarDay' });
export type SetCalendarDay = z.infer<typeof SetCalendarDay>;

/** A day off beside Saturdays and Sundays, which terms in working days leave out, or a weekend that they count. */
export const CalendarDay = z
  .object({
    day: LocalDateText,
    kind: DayKind,
    name: z.string(),
    source: z.string(),
    confirmed: z.boolean(),
  })
  .meta({ id: 'CalendarDay' });
export type CalendarDay = z.infer<typeof CalendarDay>;

export const CalendarDayList = z
  .object({
    items: z.array(CalendarDay),
    /** Years whose days off are all entered. A term that reaches beyond them is provisional. */
    completeYears: z.array(z.int()),
  })
  .meta({ id: 'CalendarDayList' });
export type CalendarDayList = z.infer<typeof CalendarDayList>;

export const WithdrawCalendarDay = z.object({ reason: Source }).meta({ id: 'WithdrawCalendarDay' });
export type WithdrawCalendarDay = z.infer<typeof WithdrawCalendarDay>;

/** What was known of a day, the newest first: nothing of it is ever changed. */
export const CalendarDayHistory = z
  .object({
    day: LocalDateText,
    entries: z.array(
      z.object({
        /** 0 for what the platform came with. */
        version: z.int().nonnegative(),
        /** Null where what was known is withdrawn. */
        kind: DayKind.nullable(),
        name: z.string(),
        source: z.string(),
        confirmed: z.boolean(),
        setAt: InstantText.nullable(),
        setBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CalendarDayHistory' });
export type CalendarDayHistory = z.infer<typeof CalendarDayHistory>;
