// What a law finds, and what a law is.
import type { House } from './house/house.mts';

export type Finding = {
  readonly law: string;
  readonly file: string;
  readonly line: number;
  /** What is wrong, in words that stay when lines move: a table, a name, a room. */
  readonly what: string;
  /** For what may not grow: lines, files. */
  readonly size?: number;
  /** Says what is wrong and where it belongs. */
  readonly sentence: string;
};

export type Law = {
  readonly name: string;
  /** What the law demands, for the page that lists all laws. */
  readonly says: string;
  readonly check: (house: House) => readonly Finding[];
};

/** The line of a JSON or text file on which a word stands first. */
export const lineOfWord = (text: string | undefined, word: string): number => {
  const index = (text ?? '').split('\n').findIndex((line) => line.includes(word));
  return index === -1 ? 1 : index + 1;
};
