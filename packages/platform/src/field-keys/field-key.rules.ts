import { addDays, isWeekend, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { HeldValues } from '@ansinh/secrets';

const WEEK_DAYS = 7;

/**
 * Whether the columns are gone over in the night of a day: each night in the first week of a key, so that what a process
 * with an older one still writes meanwhile is met, and then at weekends alone, since all rows are read.
 */
export const isPassDue = (day: LocalDate, newestSince: LocalDate): boolean =>
  day < addDays(newestSince, WEEK_DAYS) || isWeekend(day);

/** A column, and how many of its values each key holds. */
export type HeldKeys = { readonly column: string; readonly held: readonly HeldValues[] };

/** `2026-1 (12 of payouts.account_number, 3 of benefits.account_number)` for each key that still holds something. */
export const stillNeeded = (missing: readonly string[], counted: readonly HeldKeys[]): readonly string[] =>
  missing.flatMap((id) => {
    const columns = counted.flatMap(({ column, held }) =>
      held.filter(({ key, values }) => key === id && values > 0).map(({ values }) => `${values} of ${column}`),
    );
    return columns.length === 0 ? [] : [`${id} (${columns.join(', ')})`];
  });
