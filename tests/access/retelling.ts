import type { Example } from '@ansinh/http';

/** What stands in the place of the people, things and numbers of an example. */
export type Words = Readonly<Record<string, string>>;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Replaces all words at once, the longest first: a number that holds another one is one word. */
const replacer = (words: Words): ((text: string) => string) => {
  const longestFirst = Object.keys(words).sort((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return (text) => text;
  const pattern = new RegExp(longestFirst.map(escaped).join('|'), 'g');
  return (text) => text.replace(pattern, (word) => words[word] ?? word);
};

/** A claim file holds its tables in base64: they are told anew inside of it. */
const PACKED = /(?<=<NOIDUNGFILE>)[^<]*(?=<\/NOIDUNGFILE>)/g;

export const retoldText = (text: string, words: Words): string => {
  const replace = replacer(words);
  const packed = text.match(PACKED) ?? [];
  return text
    .split(PACKED)
    .map((around, index) => {
      const inner = packed[index];
      const told = inner === undefined ? '' : replace(Buffer.from(inner, 'base64').toString('utf8'));
      return `${replace(around)}${Buffer.from(told).toString('base64')}`;
    })
    .join('');
};

const retoldValue = (value: unknown, replace: (text: string) => string): unknown => {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item) => retoldValue(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, retoldValue(part, replace)]));
};

/** JSON of an example with other words in it. */
export const retold = (value: unknown, words: Words): unknown => retoldValue(value, replacer(words));

export type Sent = { readonly content: unknown; readonly contentType?: string };

/** The body of an example with other words in it, as it goes over the wire; undefined where a door takes none. */
export const retoldBody = ({ body, file }: Example, words: Words): Sent | undefined => {
  if (body !== undefined) return { content: retold(body, words) };
  if (file === undefined) return undefined;
  const { contentType } = file;
  return 'text' in file
    ? { content: retoldText(file.text, words), contentType }
    : { content: new Uint8Array(Buffer.from(file.base64, 'base64')), contentType };
};
