import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { WageZone } from '@ansinh/contracts/vocabulary/funds';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';

/** An officer's entry for one commune; it holds until a later one begins. */
export type WageZoneEntry = { readonly validFrom: LocalDate; readonly zone: WageZone };

/** The zone in force in a commune on a date: the newest entry that has begun, else the default. */
export const wageZoneOn = (entries: readonly WageZoneEntry[], date: LocalDate, law: Law): WageZone => {
  const begun = entries.filter((entry) => entry.validFrom <= date);
  const newest = begun.reduce<WageZoneEntry | undefined>(
    (found, entry) => (found === undefined || entry.validFrom > found.validFrom ? entry : found),
    undefined,
  );
  return newest?.zone ?? inForce(law['default-wage-zone'], date);
};
