import { dictionary } from '@zxcvbn-ts/language-common';

let known: ReadonlySet<string> | undefined;

/** Some fifty thousand passwords that people really used. Read when the first password is chosen: few processes ever ask. */
export const isCommonPassword = (password: string): boolean => {
  known ??= new Set(dictionary['passwords-common'].map(String));
  return known.has(password);
};
