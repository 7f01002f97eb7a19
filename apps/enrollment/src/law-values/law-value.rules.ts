import { reject } from '@ansinh/contracts/catalogue/problems';
import type { LawList } from '@ansinh/contracts/enrollment/law.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { LAW, type LawName, type LawParameter } from '@ansinh/contracts/vocabulary/law/registry';
import { type LawValue, lawValueOf } from '@ansinh/contracts/vocabulary/law/values';
import { byText, newestBy } from '@ansinh/contracts/vocabulary/orders';
import { LAW_NAMES, mayBeginOn, tableOf } from '@ansinh/law';

/** A value of a parameter, by the day from which it holds. */
export type Place = { readonly parameter: LawName; readonly firstDay: LocalDate };

/** What is said of it; without a value, that what was said before is withdrawn. */
export type Saying = { readonly value: LawValue | null; readonly source: string; readonly note: string | null };

/** A saying with its place in the history. Version 0 is what the platform came with. */
export type Entry = Saying & {
  readonly parameter: string;
  readonly firstDay: LocalDate;
  readonly version: number;
  readonly setAt: Date | null;
  readonly setBy: string | null;
};

const firstEntriesOf = (parameter: LawName): readonly Entry[] =>
  LAW[parameter].first.map(({ from, value, source }) => ({
    parameter,
    firstDay: from,
    version: 0,
    value: lawValueOf(value),
    source,
    note: null,
    setAt: null,
    setBy: null,
  }));

const newestFirst = (one: Entry, other: Entry): number =>
  byText(other.firstDay, one.firstDay) || other.version - one.version;

/** All that was said of a parameter, the newest first; `entries` are those of this parameter. */
export const historyOf = (parameter: LawName, entries: readonly Entry[]): readonly Entry[] =>
  [...firstEntriesOf(parameter), ...entries].sort(newestFirst);

/** What is known of each first day by its newest version. */
export const newestOf = (entries: readonly Entry[]): readonly Entry[] =>
  newestBy(
    entries,
    ({ parameter, firstDay }) => `${parameter} ${firstDay}`,
    ({ version }) => version,
  );

/** @throws Rejection `law.first-day-wrong` */
export const requireFittingDay = ({ parameter, firstDay }: Place): void => {
  const { span } = LAW[parameter];
  if (!mayBeginOn(span, firstDay)) throw reject('law.first-day-wrong', { parameter, firstDay, span });
};

/**
 * Refuses a value that its parameter cannot have, with each place of it.
 * @throws Rejection `request.invalid`
 */
export const requireFittingValue = (parameter: LawName, value: LawValue): void => {
  const read = LAW[parameter].value.safeParse(value);
  if (read.success) return;
  const errors = read.error.issues.map(({ path, message }) => ({
    pointer: ['', 'value', ...path.map(String)].join('/'),
    detail: message,
  }));
  throw reject('request.invalid', { errors });
};

/**
 * Who changes what is past says why: nothing that was computed by the old value changes by itself.
 * @throws Rejection `law.note-missing`
 */
export const requireNote = (firstDay: LocalDate, today: LocalDate, note: string | null): void => {
  if (firstDay < today && note === null) throw reject('law.note-missing', { firstDay, today });
};

/**
 * Refuses a withdrawal after which days that had a law have none. Years are each a law of its own: they may be missing.
 * @param history of the parameter, with the withdrawal
 * @throws Rejection `law.nothing-before`
 */
export const requireCovered = ({ parameter, firstDay }: Place, history: readonly Entry[]): void => {
  const { span, first }: LawParameter = LAW[parameter];
  const begins = first[0]?.from;
  const left = tableOf<unknown>(LAW[parameter], newestOf(history));
  if (span !== 'for-a-year' && begins !== undefined && !left.some(({ from }) => from <= begins))
    throw reject('law.nothing-before', { parameter, firstDay });
};

const inOrder = (_key: string, part: unknown): unknown =>
  typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => byText(one, other)))
    : part;
const textOf = (value: LawValue | null): string => JSON.stringify(value, inOrder);

/**
 * The next version of a value. Undefined when it is known so already: who says a thing twice tells nothing twice.
 * @param history of this first day, the newest first
 */
export const nextVersion = (history: readonly Entry[], saying: Saying): number | undefined => {
  const [newest] = history;
  if (newest === undefined) return saying.value === null ? undefined : 1;
  const isSame =
    textOf(newest.value) === textOf(saying.value) &&
    (saying.value === null || (newest.source === saying.source && newest.note === saying.note));
  return isSame ? undefined : newest.version + 1;
};

/** What withdraws the newest saying of a first day; undefined when nothing was ever said of it. */
export const withdrawalOf = ([newest]: readonly Entry[], reason: string): Saying | undefined =>
  newest === undefined ? undefined : { value: null, source: reason, note: null };

type Shown = LawList['items'][number];

/** A parameter with what holds of it, from all that was entered. */
export const shownOf = (parameter: LawName, entries: readonly Entry[]): Shown => {
  const { vi, en, unit, span, usedBy }: LawParameter = LAW[parameter];
  const own = newestOf(entries).filter((entry) => entry.parameter === parameter);
  return {
    parameter,
    name: vi,
    nameEn: en,
    unit,
    span,
    usedBy: [...usedBy],
    values: tableOf<unknown>(LAW[parameter], own).map((row) => ({ ...row, value: lawValueOf(row.value) })),
  };
};

/** The whole law in the order of the registry. */
export const lawShown = (entries: readonly Entry[]): readonly Shown[] =>
  LAW_NAMES.map((parameter) => shownOf(parameter, entries));
