import { isDayOf, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';

const isRealDay = (digits: string): boolean => {
  if (!/^\d{8}$/.test(digits) || digits.startsWith('0000')) return false;
  return isDayOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)));
};

/** `yyyymmdd...` -> `yyyy-mm-dd`, whether that day exists or not. */
const dashed = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;

// By arithmetic: every line of a claim is asked for its day several times, and a schema would cost five times as much.
const isDate = (text: string): text is LocalDate =>
  isDayOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)));

/** `yyyymmdd...` -> `yyyy-mm-dd`. Throws when the first eight characters are no day that exists. */
export const localDateOfDigits = (digits: string): LocalDate => {
  const text = dashed(digits);
  if (!isDate(text)) throw new Error(`${text} is not a day that exists`);
  return text;
};

/** `yyyymmdd` of a day that exists. */
export const isDay = (text: string): boolean => text.length === 8 && isRealDay(text);

/** `yyyymmddHHMM` of a minute that exists. */
export const isMinute = (text: string): boolean =>
  /^\d{8}([01]\d|2[0-3])[0-5]\d$/.test(text) && isRealDay(text.slice(0, 8));

/** NGAY_SINH: twelve digits; an unknown month, day or time is written as zeros (QD 4750, XML1 field 6). */
export const isBirthMinute = (text: string): boolean => {
  if (!/^\d{12}$/.test(text)) return false;
  const month = text.slice(4, 6);
  const day = text.slice(6, 8);
  const time = text.slice(8);
  if (!/^([01]\d|2[0-3])[0-5]\d$/.test(time)) return false;
  if (month === '00') return day === '00' && !text.startsWith('0000');
  return isRealDay(`${text.slice(0, 6)}${day === '00' ? '01' : day}`);
};

/** NGAY_SINH as the part of a date that is known: `196501010000` -> 1965-01-01, `196500000000` -> 1965. */
export const knownBirthDate = (digits: string): string => {
  if (digits.slice(4, 6) === '00') return digits.slice(0, 4);
  return dashed(digits).slice(0, digits.slice(6, 8) === '00' ? 7 : 10);
};

/** The instant of `yyyymmddHHMM` in Viet Nam (UTC+7, no daylight saving). */
export const instantOfMinute = (text: string): Date =>
  new Date(`${dashed(text)}T${text.slice(8, 10)}:${text.slice(10, 12)}:00+07:00`);
