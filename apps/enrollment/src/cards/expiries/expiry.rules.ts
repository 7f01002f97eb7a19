import type { KnownCardExpiryStage } from '@ansinh/contracts/enrollment/kinds';
import { addDays, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';

/** Days, both inclusive. */
export type Window = { readonly from: LocalDate; readonly to: LocalDate };

/**
 * The last valid days of which each stage is told on a day. They are many, so that a morning which was missed is made up for
 * on the next one; that a stage is told once is kept in a table.
 */
export const windowsOn = (day: LocalDate, law: Law): Readonly<Record<KnownCardExpiryStage, Window>> => {
  const { expiryToldDays } = inForce(law['card-terms'], day);
  return {
    ending: { from: day, to: addDays(day, expiryToldDays) },
    ended: { from: addDays(day, -expiryToldDays), to: addDays(day, -1) },
  };
};
