import { type LocalDate, later } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import type { ParsedClaim } from '../../../claim/parsed-claim';
import { localDateOfDigits } from '../../../notation/national-time';

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

type Visit = Pick<ParsedClaim, 'visitReason' | 'careType'> & { readonly arrivedOn: LocalDate };

/**
 * The payable percent of the benefit level on the date of arrival, or undefined when it is decided case by case or the
 * reason is unknown. Before the first list of reasons, the first.
 */
export const payablePercent = ({ visitReason, careType, arrivedOn }: Visit, law: Law): bigint | undefined => {
  const table = law['visit-reason-percent'];
  const percent = inForce(table, later(arrivedOn, table[0]?.from ?? arrivedOn))[visitReason];
  if (percent === undefined || percent === null) return undefined;
  return isInpatient(careType) ? percent.inpatient : percent.outpatient;
};

/** What is payable of a claim. */
export const payablePercentOf = ({ visitReason, careType, arrivedAt }: ParsedClaim, law: Law): bigint | undefined =>
  payablePercent({ visitReason, careType, arrivedOn: localDateOfDigits(arrivedAt) }, law);
