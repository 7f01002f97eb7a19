// Times are yyyymmddHHMM and days yyyymmdd, as in the file (domain 5.5): texts that sort as they follow each other.

const DAY_MS = 86_400_000;

export const dayOf = (time: string): string => time.slice(0, 8);

const utc = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));

const written = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll('-', '');

export const addDays = (day: string, days: number): string => written(utc(day) + days * DAY_MS);

export const daysBetween = (from: string, to: string): number => Math.round((utc(to) - utc(from)) / DAY_MS);

export const isDay = (text: string): boolean => /^\d{8}$/.test(text) && written(utc(text)) === text;

export const isTime = (text: string): boolean =>
  /^\d{12}$/.test(text) && isDay(dayOf(text)) && text.slice(8, 10) < '24' && text.slice(10) < '60';

/** A birth: the day or month may be unknown (00), the time of day 0000. */
export const isBirth = (text: string): boolean =>
  /^\d{12}$/.test(text) && isDay(knownDay(text)) && text.slice(8, 10) < '24' && text.slice(10) < '60';

/** 1 January, or the 1st, where month or day are unknown (domain 10.7). */
export const knownDay = (text: string): string =>
  text.slice(0, 4) + text.slice(4, 6).replace('00', '01') + text.slice(6, 8).replace('00', '01');

/** Completed years. */
export const ageOn = (birth: string, day: string): number => {
  const born = knownDay(birth);
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(4, 8) < born.slice(4, 8) ? years - 1 : years;
};

/** HHMM of a time. */
export const clockOf = (time: string): string => time.slice(8, 12);

/** A time some minutes later. */
export const addMinutes = (time: string, minutes: number): string => {
  const at = utc(time) + (Number(time.slice(8, 10)) * 60 + Number(time.slice(10, 12)) + minutes) * 60_000;
  return new Date(at).toISOString().slice(0, 16).replace(/[-T:]/g, '');
};
