import { addDays, firstDayOf, type LocalDate, localDate, monthOf, yearOf } from '@ansinh/contracts/vocabulary/calendar';
import type { Dated } from '@ansinh/contracts/vocabulary/law/dated';
import {
  LAW,
  type Law,
  type LawName,
  type LawParameter,
  type LawSpan,
} from '@ansinh/contracts/vocabulary/law/registry';
import { byText } from '@ansinh/contracts/vocabulary/orders';

/** A value as it was entered, as the wire has it; without one, what was known of this first day is withdrawn. */
export type EnteredValue = {
  readonly parameter: string;
  readonly firstDay: LocalDate;
  readonly value: unknown;
  readonly source: string;
};

type Begun<Value> = Omit<Dated<Value>, 'to'>;

const lastDayOfYear = (day: LocalDate): LocalDate => localDate(`${yearOf(day)}-12-31`);

/** The last day of a value: the day before the next one, and of one for a year no later than its end. */
const lastDay = (from: LocalDate, next: LocalDate | undefined, span: LawSpan): LocalDate | null => {
  const before = next === undefined ? null : addDays(next, -1);
  if (span !== 'for-a-year') return before;
  const end = lastDayOfYear(from);
  return before !== null && before < end ? before : end;
};

/** The table of a parameter: what the platform comes with, changed by what was entered, at most once for each first day. */
export const tableOf = <Value>(
  { first, value: shape, span }: LawParameter<Value>,
  entered: readonly EnteredValue[],
): readonly Dated<Value>[] => {
  const begun = new Map<LocalDate, Begun<Value>>(first.map((row) => [row.from, row]));
  for (const { firstDay, value, source } of entered) {
    if (value === null) begun.delete(firstDay);
    else begun.set(firstDay, { from: firstDay, value: shape.parse(value), source });
  }
  const rows = [...begun.values()].sort((one, other) => byText(one.from, other.from));
  return rows.map(({ from, value, source }, index) => ({
    from,
    to: lastDay(from, rows[index + 1]?.from, span),
    value,
    source,
  }));
};

const isName = (name: string): name is LawName => Object.hasOwn(LAW, name);
export const LAW_NAMES: readonly LawName[] = Object.keys(LAW).filter(isName);

/**
 * The law as it follows from what was entered, the newest version of each parameter and first day. What is entered of a
 * parameter that this release does not know is none of its business.
 */
export const lawOf = (entered: readonly EnteredValue[]): Law => {
  const tables = LAW_NAMES.map((name) => [
    name,
    tableOf<unknown>(
      LAW[name],
      entered.filter(({ parameter }) => parameter === name),
    ),
  ]);
  // Each table is that of its parameter, whose shape has read every value of it.
  return Object.fromEntries(tables) as Law;
};

/** What the platform comes with. */
export const FIRST_LAW: Law = lawOf([]);

/** Whether a value of a parameter may begin on a day. */
export const mayBeginOn = (span: LawSpan, day: LocalDate): boolean =>
  ({
    'from-a-day': true,
    'from-a-month': day === firstDayOf(monthOf(day)),
    'for-a-year': day.endsWith('-01-01'),
  })[span];

/** Throws for a value that its parameter cannot have; of a parameter that this release does not know, any can be. */
export const requireReadable = ({ parameter, value }: Pick<EnteredValue, 'parameter' | 'value'>): void => {
  if (value !== null && isName(parameter)) LAW[parameter].value.parse(value);
};
