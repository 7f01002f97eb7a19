import { LocalDateText, VIET_NAM_OFFSET_MS, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';

/** Bank times without an offset are meant in Viet Nam. */
const VIET_NAM_OFFSET = '+07:00';

const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;
const ISO_DATE_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(Z|[+-]\d{2}:\d{2})?$/;

/** True for a real day of the calendar written `YYYY-MM-DD`, of a year that a date of ours can have. */
export const isLocalDate = (text: string): boolean => LocalDateText.safeParse(text).success;

/** ISODate: the written day, without its optional zone. Null when it is no such day. */
export const parseIsoDate = (text: string): string | null => {
  const day = ISO_DATE.exec(text)?.[1];
  return day !== undefined && isLocalDate(day) ? day : null;
};

/** ISODateTime as an instant; a time without an offset is a time in Viet Nam. Null when it is no such time. */
export const parseIsoDateTime = (text: string): Date | null => {
  const match = ISO_DATE_TIME.exec(text);
  if (match === null) {
    return null;
  }
  const [, day = '', time = '', offset = VIET_NAM_OFFSET] = match;
  const instant = new Date(`${day}T${time}${offset}`);
  if (!isLocalDate(day) || Number.isNaN(instant.getTime())) {
    return null;
  }
  // An offset may lead into another year.
  return isLocalDate(vietNamDate(instant)) ? instant : null;
};

/** ISODateTime with milliseconds and the offset of Viet Nam, so that it names both the instant and the legal day. */
export const formatIsoDateTime = (instant: Date): string => {
  return new Date(instant.getTime() + VIET_NAM_OFFSET_MS).toISOString().replace('Z', VIET_NAM_OFFSET);
};
