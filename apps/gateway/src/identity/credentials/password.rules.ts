import { comparableName } from '@ansinh/contracts/vocabulary/identifiers';

/** NIST SP 800-63B: length and no well-known password, and no rules of which characters to mix. */
const LENGTHS = { min: 12, max: 128 } as const;

/** One text for what looks the same, however a keyboard composes it. */
export const normalizedPassword = (password: string): string => password.normalize('NFKC');

export type PasswordFault = 'too-short' | 'too-long' | 'common' | 'own-name';
type Owner = { readonly username: string; readonly name: string };

const lettersOf = (text: string): string => comparableName(text).replace(/[^A-Z0-9]/g, '');

/** What is left of a password without digits and signs around it: `hoangha2019!` is guessed right after `hoangha`. */
const coreOf = (password: string): string => {
  const isTail = (character: string | undefined): boolean => character !== undefined && !/\p{L}/u.test(character);
  const characters = [...password];
  let [start, end] = [0, characters.length];
  while (start < end && isTail(characters[start])) start += 1;
  while (end > start && isTail(characters[end - 1])) end -= 1;
  return characters.slice(start, end).join('');
};

/** The part that a password repeats, `abcabcabc`; the whole when it repeats nothing. */
const repeatedIn = (password: string): string => {
  const length = (password + password).indexOf(password, 1);
  return password.slice(0, length);
};

/** Why a password is not taken; `isCommon` knows what many people use, in small letters. */
export const faultOfPassword = (
  password: string,
  { username, name }: Owner,
  isCommon: (password: string) => boolean,
): PasswordFault | undefined => {
  const text = normalizedPassword(password);
  const { length } = [...text];
  if (length < LENGTHS.min) return 'too-short';
  if (length > LENGTHS.max) return 'too-long';
  const letters = lettersOf(text);
  if ([username, name].some((own) => lettersOf(own) === letters)) return 'own-name';
  const small = text.toLowerCase();
  const guessed = [small, coreOf(small), repeatedIn(small), coreOf(repeatedIn(small))];
  // Dates, telephones and personal ids, and what repeats a character or two, are guessed without a list.
  const isPlain = !/\p{L}/u.test(small) || new Set(small).size < 4;
  return isPlain || guessed.some(isCommon) ? 'common' : undefined;
};
