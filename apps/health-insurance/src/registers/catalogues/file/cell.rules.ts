import { addDays, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { readWritten } from '../../../notation/written-number';

/**
 * A value as a sender gave it: text, or what a spreadsheet makes of what was typed. A spreadsheet holds every number as a
 * binary double and shows it by a format; a date is a number of days, a time a part of one.
 */
export type Cell =
  | string
  /** `pattern` is the format that the cell is shown by. */
  | { readonly number: number; readonly pattern: string }
  /** Days since 1899-12-30 with the time of day as a fraction. */
  | { readonly serial: number }
  /** What the cell holds in place of a value, such as `#N/A`. */
  | { readonly fault: string };

/** What a column takes a value for. */
export type CellUse = 'text' | 'number' | 'percent' | 'date' | 'time';

export type CellText = { readonly text: string } | { readonly fault: string };

/** Spreadsheets keep and show 15 digits; what a double holds beyond them is noise, such as 0.30000000000000004. */
const DIGITS = 15;
const exact = (number: number): number => Number(number.toPrecision(DIGITS));
const isWhole = (number: number): boolean => Number.isInteger(number) && Math.abs(number) < 10 ** DIGITS;

const MINUTES_OF_DAY = 1_440;
/** Serial 60 is 1900-02-29, a day that only spreadsheets know; the serials before it are a day off. */
const FIRST_SOUND_SERIAL = 61;
const SERIAL_END = 2_958_466;
const EPOCH = localDate('1899-12-30');
/** Half a second in minutes: a time of day is seldom a round part of a day. */
const MINUTE_SLACK = 0.01;

const isDaySerial = (serial: number): boolean =>
  Number.isInteger(serial) && serial >= FIRST_SOUND_SERIAL && serial < SERIAL_END;

const dayOf = (serial: number): string => addDays(EPOCH, serial).replaceAll('-', '');

const timeOf = (serial: number): string | undefined => {
  const minutes = Math.round(serial * MINUTES_OF_DAY);
  if (serial < 0 || serial > 1 || Math.abs(serial * MINUTES_OF_DAY - minutes) > MINUTE_SLACK) return undefined;
  return `${Math.floor(minutes / 60)}`.padStart(2, '0') + `${minutes % 60}`.padStart(2, '0');
};

const AMBIGUOUS = 'is a number in the sheet, where 40.1 and 40.10 are the same: format the column as text';

/** A code typed as a number, as far as nothing of it is lost: zeros in front or behind only where the format shows them. */
const shownText = (number: number, pattern: string): CellText => {
  if (isWhole(number)) return { text: String(number).padStart(/^0+$/.test(pattern) ? pattern.length : 0, '0') };
  const decimals = /^0\.(0+)$/.exec(pattern)?.[1]?.length;
  const shown = decimals === undefined ? undefined : number.toFixed(decimals);
  return shown !== undefined && Number(shown) === number ? { text: shown } : { fault: AMBIGUOUS };
};

const numberText = (sent: number, pattern: string, use: CellUse): CellText => {
  const number = exact(sent);
  if (use === 'text') return shownText(number, pattern);
  // 700 is seven o'clock: the sheet has no zero in front of a number.
  if (use === 'time') return { text: String(number).padStart(4, '0') };
  return { text: String(use === 'percent' && pattern.includes('%') ? exact(number * 100) : number) };
};

const momentText = (serial: number, use: CellUse): CellText => {
  if (use === 'date')
    return isDaySerial(serial) ? { text: dayOf(serial) } : { fault: 'is no day, or a day with a time of day' };
  const time = use === 'time' ? timeOf(serial) : undefined;
  return time === undefined ? { fault: 'is a date in the sheet: format the column as text' } : { text: time };
};

/** A value as the text that its column reads: `yyyymmdd` for days, `HHMM` for times, a plain decimal for numbers. */
export const cellText = (cell: Cell, use: CellUse): CellText => {
  if (typeof cell === 'string') return use === 'number' ? readWritten(cell) : { text: cell };
  if ('number' in cell) return numberText(cell.number, cell.pattern, use);
  if ('serial' in cell) return momentText(cell.serial, use);
  return { fault: `holds ${cell.fault} in place of a value` };
};
