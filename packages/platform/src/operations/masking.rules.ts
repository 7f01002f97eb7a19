export type Masking = 'all-values' | 'digits';

const MASK = '***';
/** An identifier of ours, a trace context, or a long run of digits: only the last can be the number of a person. */
const TOKEN =
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}|(\d{9,})/gi;

/** Card, personal, social-insurance, account and telephone numbers are runs of nine or more digits. */
export const maskDigits = (text: string): string =>
  text.replace(TOKEN, (whole, digits: string | undefined) => (digits === undefined ? whole : MASK));

/**
 * A JSON value with its structure and without its persons. `all-values` hides every text and number, for an event that
 * identifies a person or that nobody knows; `digits` hides long runs of digits.
 */
export const maskJson = (value: unknown, masking: Masking): unknown => {
  if (Array.isArray(value)) return value.map((item) => maskJson(item, masking));
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => [maskDigits(name), maskJson(member, masking)]);
    return Object.fromEntries(members);
  }
  if (typeof value === 'string') return masking === 'all-values' ? MASK : maskDigits(value);
  if (typeof value === 'number') {
    const shown = maskDigits(String(value));
    return masking === 'all-values' || shown !== String(value) ? MASK : value;
  }
  return value;
};
