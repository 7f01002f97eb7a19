/** Marks that turn round what follows: whoever reads a name would approve another one than is there. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/;

/**
 * Whether a text can be kept, told on and read. No column of a database holds NUL or half of a character, and no event could
 * tell them; no Vietnamese or English text needs marks of direction. They are refused where they come in, whatever the field.
 */
export const isWholeText = (text: string): boolean =>
  text.isWellFormed() && !text.includes('\0') && !TURNING.test(text);

/** The way to the first text or name in a value of JSON that is not whole; undefined when all of them are. */
export const brokenTextIn = (value: unknown): readonly string[] | undefined => {
  if (typeof value === 'string') return isWholeText(value) ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, part] of Object.entries(value)) {
    // A name that is not whole cannot be told either: what holds it is named.
    if (!isWholeText(name)) return [];
    const inside = brokenTextIn(part);
    if (inside !== undefined) return [name, ...inside];
  }
  return undefined;
};
