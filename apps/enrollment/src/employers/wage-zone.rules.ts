import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { WageZone } from '@ansinh/contracts/vocabulary/funds';
import { datedTable, inForce } from '@ansinh/contracts/vocabulary/law/dated';

/** An officer's entry for one commune; it holds until a later one begins. */
export type WageZoneEntry = { readonly validFrom: LocalDate; readonly zone: WageZone };

/**
 * Zone of a commune without an entry. In 2026 Dak Lak has the zones III and IV only, and "all others" are IV. Decree
 * 293/2025 lists the communes of zone III by name, not by the five-digit code that employers send, hence the entries.
 */
export const DEFAULT_ZONE = datedTable<WageZone>([
  { from: '2024-07-01', to: '2025-12-31', value: 'IV', source: 'Decree 74/2024 (confirm)' },
  { from: '2026-01-01', to: null, value: 'IV', source: 'Decree 293/2025, annex' },
]);

/** The zone in force in a commune on a date: the newest entry that has begun, else the default. */
export const wageZoneOn = (entries: readonly WageZoneEntry[], date: LocalDate): WageZone => {
  const begun = entries.filter((entry) => entry.validFrom <= date);
  const newest = begun.reduce<WageZoneEntry | undefined>(
    (found, entry) => (found === undefined || entry.validFrom > found.validFrom ? entry : found),
    undefined,
  );
  return newest?.zone ?? inForce(DEFAULT_ZONE, date);
};
