import { addDays, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import { endsAsPlanned } from '../../../claim/care-types/care-types';
import type { ParsedClaim } from '../../../claim/parsed-claim';
import { localDateOfDigits } from '../../../notation/national-time';

type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** The last day up to which a stay that began on `arrivedOn` is covered without a gap, or undefined from its first day. */
const coveredUntil = (periods: readonly Period[], arrivedOn: LocalDate): LocalDate | undefined => {
  let last: LocalDate | undefined;
  for (const period of [...periods].sort((left, right) => byText(left.from, right.from))) {
    const begins = last === undefined ? arrivedOn : addDays(last, 1);
    if (period.from <= begins && period.to >= begins) last = period.to;
  }
  return last;
};

type Stay = { readonly arrivedOn: LocalDate; readonly leftOn: LocalDate };

/** The days on which the patient was treated: drugs that were taken home need no card on the day they are used up. */
export const stayOf = ({ careType, arrivedAt, leftAt, lines }: ParsedClaim): Stay => {
  const orders = lines.map(({ orderedAt }) => orderedAt);
  const until = endsAsPlanned(careType) ? [arrivedAt, ...orders].sort().at(-1) : undefined;
  return { arrivedOn: localDateOfDigits(arrivedAt), leftOn: localDateOfDigits(until ?? leftAt) };
};

/** The first day of a stay that nobody covers, or undefined. */
export const uncoveredDay = (periods: readonly Period[], stay: Stay, graceDays: number): LocalDate | undefined => {
  const until = coveredUntil(periods, stay.arrivedOn);
  if (until === undefined) return stay.arrivedOn;
  // Cards without an end print 99991231: no day can be added to it.
  if (stay.leftOn <= until) return undefined;
  return stay.leftOn <= addDays(until, graceDays) ? undefined : addDays(until, graceDays + 1);
};
