/** What LIEU_DUNG says, in thousandths of the unit of the dose. */
export type Dose = {
  /** Lower case, e.g. `viên`. */
  readonly unit: string;
  /** For all days together, where the number of days is written. */
  readonly total?: bigint;
  readonly perDay?: bigint;
};

const NUMBER = String.raw`(\d{1,4})(?:[.,](\d{1,3}))?`;
const UNIT = String.raw`\s*([^\s\d/*\[\]]+)`;
/** `2 viên/lần * 2 lần/ngày * 5 ngày`: the form of QD 4750. */
const COURSE = new RegExp(
  String.raw`^\s*${NUMBER}${UNIT}\s*/\s*lần\s*\*\s*(\d{1,2})\s*lần\s*/\s*ngày\s*\*\s*(\d{1,3})\s*ngày`,
  'i',
);
/** `[4 viên/ngày]` */
const DAILY = new RegExp(String.raw`\[\s*${NUMBER}${UNIT}\s*/\s*ngày\s*\]`, 'i');

const thousandths = (whole = '', fraction = ''): bigint => BigInt(whole + fraction.padEnd(3, '0'));

/** Reads a dose where it is written in the national form; undefined for free text, fractions and spoons. */
export const readDose = (text: string): Dose | undefined => {
  const course = COURSE.exec(text);
  if (course !== null) {
    const [, whole, fraction, unit = '', times = '', days = ''] = course;
    const perDay = thousandths(whole, fraction) * BigInt(times);
    return { unit: unit.toLowerCase(), perDay, total: perDay * BigInt(days) };
  }
  const daily = DAILY.exec(text);
  if (daily === null) return undefined;
  const [, whole, fraction, unit = ''] = daily;
  return { unit: unit.toLowerCase(), perDay: thousandths(whole, fraction) };
};
