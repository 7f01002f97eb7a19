import { SaxesParser } from 'saxes';
import { XmlError, type XmlFault, type XmlPosition } from './xml-error';

/** What a text may have; beyond it the text is made to exhaust the reader. */
export type XmlLimits = {
  /** Elements inside each other, the root among them. */
  readonly depth: number;
  readonly elements: number;
  /** Characters of the text of one element. */
  readonly textLength: number;
  /** Attributes of one element; 16 when absent. */
  readonly attributes?: number;
  /** Comments, and in a stream processing instructions: they say nothing, and whoever builds a tree keeps each; 1,000 when absent. */
  readonly comments?: number;
};

export const attributesMax = ({ attributes = 16 }: Pick<XmlLimits, 'attributes'>): number => attributes;

export const commentsMax = ({ comments = 1_000 }: Pick<XmlLimits, 'comments'>): number => comments;

/** Longer names are no names of any format. */
export const NAME_LENGTH_MAX = 100;

export type Refuse = (fault: XmlFault, reason: string) => never;

/** What of the rarer markup a text may hold. */
export type Markup = { readonly doctype: boolean; readonly instruction: boolean };

/** The parser quotes names of the text, however long they are. */
const SENTENCE_LENGTH_MAX = 200;

/** The options of saxes that make a difference here: whether prefixes are resolved to namespaces. */
export type Source<Namespaces extends boolean> = {
  readonly sax: SaxesParser<{ readonly xmlns: Namespaces; readonly position: true }>;
  readonly position: () => XmlPosition;
  readonly refuse: Refuse;
};

/** saxes puts line and column before its sentence; an XmlError has them as members. */
const malformed = ({ message }: Error, position: XmlPosition): XmlError => {
  const sentence = message.replace(/^\d+:\d+: /, '').slice(0, SENTENCE_LENGTH_MAX);
  const fault = sentence.startsWith('undefined entity') ? 'entity' : 'malformed';
  return new XmlError(fault, sentence.replace(/\.$/, ''), position, sentence);
};

/**
 * A strict parser that knows no document type: what is no well-formed XML, a DOCTYPE and all entities beyond the five of
 * XML are refused, so that nothing is expanded or fetched. Both readers begin here.
 *
 * Handlers are attached only for what the text may hold: a parser with more than six of them is six times slower (V8 keeps
 * the properties of such an object in a dictionary).
 */
export const openSource = <Namespaces extends boolean>(xmlns: Namespaces, markup: Markup): Source<Namespaces> => {
  const sax = new SaxesParser<{ readonly xmlns: Namespaces; readonly position: true }>({ xmlns, position: true });
  const position = (): XmlPosition => ({ line: sax.line, column: sax.column + 1 });
  const refuse: Refuse = (fault, reason) => {
    throw new XmlError(fault, reason, position());
  };
  sax.on('error', (error) => {
    throw malformed(error, position());
  });
  if (markup.doctype) sax.on('doctype', () => refuse('doctype', 'a document type (DOCTYPE) is not allowed'));
  if (markup.instruction)
    sax.on('processinginstruction', () => refuse('instruction', 'a processing instruction is not allowed'));
  return { sax, position, refuse };
};

const UTF8 = /^utf-?8$/i;
const UTF16 = /^utf-?16$/i;

/** @throws XmlError `encoding`. A text that declares nothing is UTF-8. */
export const requireEncoding = (declared: string | undefined, refuse: Refuse, mayDeclareUtf16 = false): void => {
  if (declared === undefined || UTF8.test(declared) || (mayDeclareUtf16 && UTF16.test(declared))) return;
  refuse('encoding', `the encoding is declared as ${declared.slice(0, 20)}, only UTF-8 is read`);
};
