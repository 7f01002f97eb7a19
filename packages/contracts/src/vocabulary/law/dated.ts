import { type LocalDate, localDate } from '../calendar';

/** One value of a dated table: valid from `from` to `to`, both inclusive; an open end is null. */
export type Dated<Value> = {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly value: Value;
  /** The legal text; "confirm" marks what an officer still has to check. */
  readonly source: string;
};

type Lasting = Pick<Dated<unknown>, 'from' | 'to'>;

export const isInForce = ({ from, to }: Lasting, date: LocalDate): boolean =>
  from <= date && (to === null || date <= to);

/** What is in force on the date of the event, never "today", with its source; undefined where the table does not reach. */
export const findInForce = <Row extends Lasting>(table: readonly Row[], date: LocalDate): Row | undefined =>
  table.find((row) => isInForce(row, date));

/** The value in force on a date. Throws when the table does not cover the date: a gap in our data, not a refusal. */
export const inForce = <Value>(table: readonly Dated<Value>[], date: LocalDate): Value => {
  const found = findInForce(table, date);
  if (found === undefined) throw new Error(`no value in force on ${date}: the dated table does not reach so far`);
  return found.value;
};

/** A day within reach of a table: of one before the first row, which somebody may have mistyped, the first day of that. */
export const withinReach = (table: readonly Lasting[], date: LocalDate): LocalDate => {
  const [first] = table;
  return first !== undefined && date < first.from ? first.from : date;
};

/** The same, and before the first row the first one: for questions about any day. No money is decided on so old a day. */
export const inForceOrFirst = <Value>(table: readonly Dated<Value>[], date: LocalDate): Value =>
  inForce(table, withinReach(table, date));

/** A row as it is written down: dates as text. */
type WrittenRow<Value> = Omit<Dated<Value>, 'from' | 'to'> & { readonly from: string; readonly to: string | null };

/** A table of the law from its rows as they are written down. Throws when a date does not exist. */
export const datedTable = <Value>(rows: readonly WrittenRow<Value>[]): readonly Dated<Value>[] =>
  rows.map((row) => ({ ...row, from: localDate(row.from), to: row.to === null ? null : localDate(row.to) }));
