import { type LocalDate, later, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Dated, datedTable, inForce } from '@ansinh/contracts/vocabulary/law/dated';

/** Percent of the benefit level that is payable, outpatient and inpatient; undefined where it is decided case by case. */
type Ratio = { readonly outpatient: bigint; readonly inpatient: bigint } | undefined;

const LAW = 'QD 3276/QD-BYT 2025 annex 1; Decree 188/2025 Art 19';
const FROM = localDate('2025-01-01');
const always = (value: Ratio): readonly Dated<Ratio>[] => datedTable([{ from: FROM, to: null, value, source: LAW }]);

const FULL = always({ outpatient: 100n, inpatient: 100n });
const BY_CASE = always(undefined);
/** Self-referred outpatients at 50 to 70 points or ex-provincial level: nothing, then half from 2026-07-01. */
const HALF_FROM_JULY_2026 = datedTable<Ratio>([
  { from: FROM, to: '2026-06-30', value: { outpatient: 0n, inpatient: 0n }, source: LAW },
  { from: '2026-07-01', to: null, value: { outpatient: 50n, inpatient: 50n }, source: LAW },
]);

/** MA_DOITUONG_KCB -> ratio, by the date of arrival. */
const RATIOS: ReadonlyMap<string, readonly Dated<Ratio>[]> = new Map<string, readonly Dated<Ratio>[]>([
  ...['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.11', '1.12', '1.15', '1.16', '1.17'].map(
    (code) => [code, FULL] as const,
  ),
  ...['1.13', '1.14', '1.18'].map((code) => [code, HALF_FROM_JULY_2026] as const),
  ...['2', '3.2', '3.3', '3.6', '7'].map((code) => [code, FULL] as const),
  ['3.1', always({ outpatient: 0n, inpatient: 40n })],
  ['9', always({ outpatient: 0n, inpatient: 0n })],
  ...['7.2', '7.3', '7.4', '8', '10'].map((code) => [code, BY_CASE] as const),
]);

export const VISIT_REASONS: readonly string[] = [...RATIOS.keys()];

/** An initial-level facility: the whole in-scope cost, whatever the card (Law 51/2024 Art 22). */
export const INITIAL_LEVEL = '1.2';

/** Inpatient, day treatment and stays under four hours (MA_LOAI_KCB 03, 04, 09, QD 1804/QD-BYT 2026). */
const INPATIENT_TYPES = new Set(['03', '04', '09']);
export const isInpatient = (careType: string): boolean => INPATIENT_TYPES.has(careType);

/**
 * Outpatient courses and drugs for a chronic disease or by appointment (MA_LOAI_KCB 02, 05, 07): NGAY_RA is 23:59 of the
 * last day for which something was ordered, often still to come (QD 130/QD-BYT table 1, NGAY_RA).
 */
const PLANNED_TYPES = new Set(['02', '05', '07']);
export const endsAsPlanned = (careType: string): boolean => PLANNED_TYPES.has(careType);

/** The payable percent of the benefit level, or undefined when it is decided case by case or the reason is unknown. */
export const payablePercent = (visitReason: string, careType: string, arrivedOn: LocalDate): bigint | undefined => {
  const table = RATIOS.get(visitReason);
  if (table === undefined) return undefined;
  const ratio = inForce(table, later(arrivedOn, FROM));
  return isInpatient(careType) ? ratio?.inpatient : ratio?.outpatient;
};
