import { z } from 'zod';

/** What people call a kind, without an article and in small letters: texts put it into a sentence. */
export type KindName = { readonly vi: string; readonly en: string };

/** The kinds that this release knows, by their word on the wire. A row may say more than the names. */
export type KindList = Readonly<Record<string, KindName>>;
export type KindOf<List extends KindList> = keyof List & string;

const FORM = /^[a-z][a-z0-9-]{0,39}$/;

/**
 * A word of a list that grows with the law. Whoever reads it keeps what it does not know, so that a further word is no
 * new version of an event; the list is documented beside the form and is no part of the promise.
 */
export const openKind = (id: string, list: KindList) => {
  const known = Object.entries(list).map(([word, { en }]) => `\`${word}\` (${en})`);
  return z
    .string()
    .regex(FORM, 'a kind has up to 40 small letters, digits and hyphens, and starts with a letter')
    .meta({
      id,
      description: `Open list, further words may come: keep what you do not know. Known today: ${known.join(', ')}`,
      examples: Object.keys(list).slice(0, 1),
      'x-known-values': Object.keys(list),
    });
};

const isKnown = <List extends KindList>(list: List, word: string): word is KindOf<List> => Object.hasOwn(list, word);

/** The word as one of the list, or undefined when this release does not know it. */
export const knownKind = <List extends KindList>(list: List, word: string): KindOf<List> | undefined =>
  isKnown(list, word) ? word : undefined;

/** The words of a list in its order: for what is closed, such as a command that must name a kind that we know. */
export const kindsOf = <List extends KindList>(list: List): [KindOf<List>, ...KindOf<List>[]] => {
  const [first, ...others] = Object.keys(list).filter((word): word is KindOf<List> => isKnown(list, word));
  if (first === undefined) throw new Error('a list of kinds has at least one');
  return [first, ...others];
};
