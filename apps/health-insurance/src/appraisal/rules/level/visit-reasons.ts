import { type LocalDate, later } from '@ansinh/contracts/vocabulary/calendar';
import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { isInpatient } from '../../../claim/care-types/care-types';
import type { ParsedClaim } from '../../../claim/parsed-claim';
import { localDateOfDigits } from '../../../notation/national-time';

/** An initial-level facility: the whole in-scope cost, whatever the card (Law 51/2024 Art 22). */
export const INITIAL_LEVEL = '1.2';

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
