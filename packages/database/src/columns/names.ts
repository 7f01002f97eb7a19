import { raw, type Sql } from '@prisma/client/runtime/client';

const NAME = /^[a-z_][a-z0-9_]*$/;
const WORD = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const requireForm = (text: string, form: RegExp): string => {
  if (!form.test(text))
    throw new Error(`${JSON.stringify(text)} is no plain word of the code, so it is not written into a statement`);
  return text;
};

/** A name that a statement gives itself, such as an alias. Nothing else fits in: no part of a statement can come with it. */
export const sqlName = (name: string): Sql => raw(requireForm(name, NAME));

/**
 * Words of the code as a list of texts, `'accepted', 'settled'`: written out and not given as parameters, so that the
 * planner knows how many rows have them.
 */
export const sqlWords = (words: readonly string[]): Sql =>
  raw(words.map((word) => `'${requireForm(word, WORD)}'`).join(', '));
