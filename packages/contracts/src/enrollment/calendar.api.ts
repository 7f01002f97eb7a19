import { z } from 'zod';
import { InstantText, LocalDateText } from '../vocabulary/calendar';
import { DayKind } from '../vocabulary/law/days';

const Source = z.string().trim().min(1).max(200);

export const SetHoliday = z
  .object({
    /** `working` for a weekend that is worked in place of another day. */
    kind: DayKind,
    name: z.string().trim().min(1).max(100),
    /** The decree or notice. */
    source: Source,
    /** False while it is expected only. */
    confirmed: z.boolean(),
  })
  .meta({ id: 'SetHoliday' });
export type SetHoliday = z.infer<typeof SetHoliday>;

/** A day off beside Saturdays and Sundays, which terms in working days leave out, or a weekend that they count. */
export const Holiday = z
  .object({
    day: LocalDateText,
    kind: DayKind,
    name: z.string(),
    source: z.string(),
    confirmed: z.boolean(),
  })
  .meta({ id: 'Holiday' });
export type Holiday = z.infer<typeof Holiday>;

export const HolidayList = z
  .object({
    items: z.array(Holiday),
    /** Years whose days off are all entered. A term that reaches beyond them is provisional. */
    completeYears: z.array(z.int()),
  })
  .meta({ id: 'HolidayList' });
export type HolidayList = z.infer<typeof HolidayList>;

export const WithdrawHoliday = z.object({ reason: Source }).meta({ id: 'WithdrawHoliday' });
export type WithdrawHoliday = z.infer<typeof WithdrawHoliday>;

/** What was known of a day, the newest first: nothing of it is ever changed. */
export const HolidayHistory = z
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
  .meta({ id: 'HolidayHistory' });
export type HolidayHistory = z.infer<typeof HolidayHistory>;
