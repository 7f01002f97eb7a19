import type { LawChanged } from '@ansinh/contracts/enrollment/events';
import { byText, newestBy } from '@ansinh/contracts/vocabulary/orders';
import type { TransactionClient } from '@ansinh/database';
import { requireReadable } from './law.rules';

/** The part of a received event that the projection needs. */
type Told = {
  readonly attributes: { readonly aggregateversion: number };
  readonly data: Pick<LawChanged, 'parameter' | 'firstDay' | 'value' | 'source'>;
};

/**
 * Keeps what enrollment told: the newest version of each parameter and first day counts, in whatever order they come, also
 * of a parameter that only a later release knows. A value that its parameter cannot have is an error, before it is kept.
 */
export const projectLaw = async (
  { db }: { readonly db: TransactionClient },
  events: readonly Told[],
): Promise<void> => {
  for (const { data } of events) requireReadable(data);
  const told = events.map(({ attributes, data: { parameter, firstDay, value, source } }) => ({
    parameter,
    first_day: firstDay,
    version: attributes.aggregateversion,
    value,
    source,
  }));
  const keyOf = ({ parameter, first_day }: (typeof told)[number]) => `${parameter} ${first_day}`;
  const rows = newestBy(told, keyOf, ({ version }) => version).sort((one, other) => byText(keyOf(one), keyOf(other)));
  await db.$executeRaw`
    INSERT INTO platform.law_values AS known (parameter, first_day, version, value, source)
    SELECT parameter, first_day, version, nullif(value, 'null'::jsonb), source
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row(parameter text, first_day date, version int, value jsonb, source text)
    ON CONFLICT (parameter, first_day) DO UPDATE SET
      version = excluded.version, value = excluded.value, source = excluded.source
    WHERE known.version < excluded.version`;
};
