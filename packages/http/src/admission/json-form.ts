/** What a text of JSON may hold; beyond it the text is made to exhaust who reads it. */
export type JsonLimits = {
  /** Values, and names of members, in all of it. */
  readonly values: number;
  /** Lists and objects inside each other. */
  readonly depth: number;
};

export type JsonFault = { readonly beyond: keyof JsonLimits; readonly limit: number };

/** Of the JSON that a door takes as its body: the longest list has some 100,000 values. */
export const JSON_BODY = { bytes: 5_000_000, values: 250_000, depth: 32 } as const;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPENS_LIST, CLOSES_LIST, OPENS_OBJECT, CLOSES_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The place of the quote that ends the text which begins at `from`. */
const endOfText = (bytes: Uint8Array, from: number): number => {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
};

/**
 * Counts in the bytes of a JSON text what a parser would make of it, before it makes it: three bytes in a list are an object
 * of fifty in memory. Whether it is JSON at all is left to the parser. One pass, whatever the bytes are.
 */
export const jsonFault = (bytes: Uint8Array, limits: JsonLimits): JsonFault | undefined => {
  let [values, depth] = [1, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === COMMA || byte === COLON) values += 1;
    else if (byte === OPENS_LIST || byte === OPENS_OBJECT) {
      values += 1;
      depth += 1;
    } else if (byte === CLOSES_LIST || byte === CLOSES_OBJECT) depth -= 1;
    if (depth > limits.depth) return { beyond: 'depth', limit: limits.depth };
    if (values > limits.values) return { beyond: 'values', limit: limits.values };
  }
  return undefined;
};

const WORDS: Readonly<Record<keyof JsonLimits, string>> = {
  depth: 'lists and objects inside each other',
  values: 'values and names',
};

/** In words for whoever sent it. */
export const jsonFaultText = ({ beyond, limit }: JsonFault): string => `JSON holds more than ${limit} ${WORDS[beyond]}`;
