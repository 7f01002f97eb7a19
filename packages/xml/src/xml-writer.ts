/** The characters of XML 1.0. Others may not stand there even by their number, and half a surrogate pair is none of UTF-8. */
const XML_TEXT = /^[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Whether XML can hold a text at all. */
export const isXmlText = (text: string): boolean => XML_TEXT.test(text);

/** The text of an element, so that a reader gives the same characters back. Expects what `isXmlText` accepts. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);

/** The value of an attribute: a reader would make spaces of its line breaks and tabs. */
const escapeValue = (value: string): string =>
  value.replace(/[&<>"\r\n\t]/g, (character) => ESCAPES[character] ?? character);

export type XmlAttributes = Readonly<Record<string, string>>;

/** `<name a="1">`. Names are those of the program: they are not looked at. */
export const openTag = (name: string, attributes: XmlAttributes = {}): string => {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escapeValue(value)}"`);
  return `<${name}${written.join('')}>`;
};

/** An element around what is written already: other elements, or a text that was escaped. */
export const element = (name: string, content: string, attributes?: XmlAttributes): string =>
  `${openTag(name, attributes)}${content}</${name}>`;

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
