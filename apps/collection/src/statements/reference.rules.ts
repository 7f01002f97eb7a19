import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';

/** VietQR content: banks cut what is longer (domain 8.1). */
export const CONTENT_LENGTH_MAX = 25;

const WORDS_MAX = 6;
/** A shorter run of words is in too many texts to name anything. */
export const KEY_LENGTH_MIN = 8;

/** `BH6000000001DNA03202610`: unit code and period, as bank texts should carry them (domain 8.1); 20 or 23 characters. */
export const statementReference = (unitCode: string, month: YearMonth): string =>
  `BH${unitCode}${month.replace('-', '')}`;

/** What two writings of a reference have in common: capital letters and digits, in order. */
export const matchKey = (reference: string): string => plain(reference).replace(/ /g, '');

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'D')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();

// Unit code and month, with or without BH before them, with or without a space between the parts. A digit before or
// after would make it another number.
const STATEMENT = /(?<!\d)(\d{10}|\d{7}) ?([A-Z]{2}[A-Z0-9]{3}) ?(20\d{2}) ?(0[1-9]|1[0-2])(?!\d)/g;

/** The statements that a text names by unit code and period, whether they exist or not. */
export const statementReferencesIn = (text: string): string[] => [
  ...new Set(
    [...plain(text).matchAll(STATEMENT)].map(([, digits, rest, year, month]) => `BH${digits}${rest}${year}${month}`),
  ),
];

// A household order: HD and eight characters of Crockford's base 32, whose look-alikes are read as what they stand for.
const HOUSEHOLD = /(?=HD ?([0-9A-Z]{8}))/g;
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

const householdReferencesIn = (text: string): string[] =>
  [...plain(text).matchAll(HOUSEHOLD)].map(
    ([, characters = '']) => `HD${characters.replace(/[OIL]/g, (letter) => LOOK_ALIKES[letter] ?? letter)}`,
  );

/** The references of ours that a text holds as they are written, wherever they stand; most texts hold one. */
export const writtenReferencesIn = (text: string): string[] => [
  ...new Set([...statementReferencesIn(text), ...householdReferencesIn(text)]),
];

/**
 * What else a text may name: each run of one to six words, because banks put spaces into long words and their own codes
 * around ours. Most name nothing; whoever looks them up keeps the order.
 */
export const wordRunsOf = (text: string): string[] => {
  const words = plain(text).split(' ');
  const runs = words.flatMap((_, start) =>
    Array.from({ length: WORDS_MAX }, (_unused, more) => words.slice(start, start + more + 1).join('')),
  );
  return [...new Set(runs.filter((run) => run.length >= KEY_LENGTH_MIN && run.length <= CONTENT_LENGTH_MAX))];
};

/** All match keys that a text may name, most certain first. */
export const referencesIn = (text: string): string[] => [
  ...new Set([...writtenReferencesIn(text), ...wordRunsOf(text)]),
];
