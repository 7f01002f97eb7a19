/** The characters every bank accepts in free text: the SWIFT X set, which SEPA also took over. */
const OUTSIDE_BANK_SET = /[^A-Za-z0-9/\-?:().,'+ ]+/g;

/**
 * Free text as banks and the VietQR code accept it: Vietnamese letters lose their marks (`Đắk Lắk` becomes `Dak Lak`),
 * every other character outside the SWIFT X set becomes a space, and runs of spaces become one.
 *
 * A longer text is cut after the last whole word that fits, so that a code is present whole or not at all; only a first
 * word that is longer than the limit is cut inside. Put the code that the receiver matches on first.
 *
 * @param maxLength in characters: 140 for RmtInf/Ustrd, 19 to 25 for VietQR content.
 * @throws RangeError when maxLength is not a positive integer.
 */
export const bankText = (text: string, maxLength: number): string => {
  if (!Number.isInteger(maxLength) || maxLength < 1) {
    throw new RangeError('bankText needs a positive whole number as its length');
  }
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(OUTSIDE_BANK_SET, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (plain.length <= maxLength) {
    return plain;
  }
  // The character after the limit is looked at too: a space there means that the last word fits whole.
  const lastSpace = plain.lastIndexOf(' ', maxLength);
  return plain.slice(0, lastSpace > 0 ? lastSpace : maxLength);
};
