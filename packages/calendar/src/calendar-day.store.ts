import type { CalendarDaySet } from '@ansinh/contracts/enrollment/events';
import { newestBy } from '@ansinh/contracts/vocabulary/orders';
import type { TransactionClient } from '@ansinh/database';

/** The part of a received event that the projection needs. */
type Told = {
  readonly attributes: { readonly aggregateversion: number };
  readonly data: Pick<CalendarDaySet, 'day' | 'kind' | 'confirmed'>;
};

/** Keeps what enrollment told: the newest version of each day counts, in whatever order they come. */
export const projectCalendarDays = async (
  { db }: { readonly db: TransactionClient },
  events: readonly Told[],
): Promise<void> => {
  const told = events.map(({ attributes, data }) => ({
    day: data.day,
    version: attributes.aggregateversion,
    kind: data.kind,
    confirmed: data.confirmed,
  }));
  const rows = newestBy(
    told,
    ({ day }) => day,
    ({ version }) => version,
  ).sort((one, other) => (one.day < other.day ? -1 : 1));
  await db.$executeRaw`
    INSERT INTO platform.calendar_days AS known (day, version, kind, confirmed)
    SELECT day, version, kind, confirmed
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(day date, version int, kind text, confirmed boolean)
    ON CONFLICT (day) DO UPDATE SET
      version = excluded.version, kind = excluded.kind, confirmed = excluded.confirmed
    WHERE known.version < excluded.version`;
};
