/** What the text of a file shows of its signature, found in one pass each: a hospital may send any text of 20 MB. */

const ELEMENT = 'CHUKYDONVI';
const SIGNATURE = /<(?:[\w.-]+:)?Signature[\s/>]/g;
const CERTIFICATE = /<(?:[\w.-]+:)?X509Certificate(?:\s[^<>]*)?>([A-Za-z0-9+/=\s\u0085]+)</g;
const DIGEST_VALUE = /<(?:[\w.-]+:)?DigestValue>([A-Za-z0-9+/=]+)</;
const SIGNATURE_VALUE = /<(?:[\w.-]+:)?SignatureValue>([A-Za-z0-9+/=\s]+)</;
const NUMBERED = /&#(?:x([0-9a-f]+)|([0-9]+));/gi;

const COMMENT = { open: '<!--', close: '-->' } as const;
const CDATA = { open: '<![CDATA[', close: ']]>' } as const;
type Hidden = { readonly start: number; readonly end: number; readonly form: typeof COMMENT | typeof CDATA };

/** The comments and the CDATA of a text in their order; what has no end reaches to the end of the text. */
const hiddenIn = (xml: string): Hidden[] => {
  const found: Hidden[] = [];
  let at = xml.indexOf('<!');
  while (at !== -1) {
    const form = [COMMENT, CDATA].find(({ open }) => xml.startsWith(open, at));
    if (form === undefined) at = xml.indexOf('<!', at + 2);
    else {
      const close = xml.indexOf(form.close, at + form.open.length);
      const end = close === -1 ? xml.length : close + form.close.length;
      found.push({ start: at, end, form });
      at = xml.indexOf('<!', end);
    }
  }
  return found;
};

/** The text with something else in place of what may look like elements and is none. */
const replaceHidden = (xml: string, write: (hidden: Hidden) => string): string => {
  const parts: string[] = [];
  let from = 0;
  for (const hidden of hiddenIn(xml)) {
    parts.push(xml.slice(from, hidden.start), write(hidden));
    from = hidden.end;
  }
  return from === 0 ? xml : parts.join('') + xml.slice(from);
};

/** The same text with blanks in place of comments and CDATA, so that only elements look like elements. */
const elementsOnly = (xml: string): string => replaceHidden(xml, ({ start, end }) => ' '.repeat(end - start));

/** A text of base64 as a reader of XML gives it: Java writes its line breaks as `&#13;`. */
const plainBase64 = (text: string): string => {
  if (!/[!&]/.test(text)) return text;
  const shown = replaceHidden(text, ({ start, end, form }) => {
    const content = form === CDATA ? text.slice(start + form.open.length, end - form.close.length) : '';
    return content.includes('<') ? '' : content;
  });
  return shown.replace(NUMBERED, (reference, hexadecimal?: string, decimal?: string) => {
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    const character = String.fromCodePoint(code);
    return /[A-Za-z0-9+/=\s]/.test(character) ? character : reference;
  });
};

/** What stands in CHUKYDONVI, and where; the element is the last of the file. */
export type Place = { readonly start: number; readonly text: string };

export const findSignature = (xml: string): Place => {
  const elements = elementsOnly(xml);
  const end = elements.lastIndexOf(`</${ELEMENT}`);
  const start = elements.indexOf('>', elements.lastIndexOf(`<${ELEMENT}`, end)) + 1;
  const content = end < 0 || start === 0 ? '' : xml.slice(start, end);
  return { start: start + content.length - content.trimStart().length, text: content.trim() };
};

export const countSignatures = ({ text }: Place): number => elementsOnly(text).match(SIGNATURE)?.length ?? 0;

/** The certificates that a signature carries, in base64, no more than `max`. */
export const certificatesOf = ({ text }: Place, max: number): string[] => {
  const found: string[] = [];
  for (const [, base64 = ''] of plainBase64(text).matchAll(CERTIFICATE)) {
    if (found.length === max) break;
    found.push(base64);
  }
  return found;
};

/** The digest and the value of a signature, and what stands around them: before, between and after. */
export type Values = {
  readonly digest: string;
  readonly value: string;
  readonly around: readonly [string, string, string];
};

const placeOf = (text: string, pattern: RegExp) => {
  const found = pattern.exec(text);
  const [all, value] = found ?? [];
  if (found === null || all === undefined || value === undefined) return undefined;
  const start = found.index + all.length - 1 - value.length;
  return { value, start, end: start + value.length };
};

/** Undefined where one of them cannot be read off the text. */
export const valuesOf = ({ text }: Place): Values | undefined => {
  const digest = placeOf(text, DIGEST_VALUE);
  if (digest === undefined) return undefined;
  const rest = text.slice(digest.end);
  const value = placeOf(rest, SIGNATURE_VALUE);
  if (value === undefined) return undefined;
  return {
    digest: digest.value,
    value: value.value,
    around: [text.slice(0, digest.start), rest.slice(0, value.start), rest.slice(value.end)],
  };
};

/** How often a sign stands in a text. */
export const countOf = (text: string, sign: string): number => {
  let count = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
};

/** No fewer than the elements, attributes, comments and sections that a tree of the text has. */
export const nodesOf = (text: string): number =>
  countOf(text, '<') - countOf(text, '</') + countOf(text, '"') + countOf(text, "'");
