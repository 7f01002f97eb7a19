import {
  attributesMax,
  commentsMax,
  NAME_LENGTH_MAX,
  openSource,
  type Refuse,
  requireEncoding,
  type Source,
  type XmlLimits,
} from './xml-source';

/** Refuses what is being read, with its place. @throws XmlError `content` */
export type Fail = (reason: string) => never;

export type XmlHandler = {
  /** `depth` is 0 at the root. */
  readonly open: (name: string, depth: number, fail: Fail) => void;
  /** Called once for each element, with the text directly inside it (character data and CDATA, joined). */
  readonly close: (name: string, depth: number, text: string) => void;
  /** Attributes are refused unless this allows them. */
  readonly allowsAttribute?: (name: string, depth: number) => boolean;
  /** Called for each attribute that is allowed, after `open` of its element. */
  readonly attribute?: (name: string, value: string, depth: number) => void;
  /**
   * Whether UTF-16 may be declared: .NET declares it for every text that it writes in memory, whatever the bytes become.
   * What was decoded as UTF-8 and is XML was not UTF-16.
   */
  readonly mayDeclareUtf16?: boolean;
};

const SLICE_LENGTH = 65_536;

type Frame = { readonly name: string; attributes: number; text: string };

/** A declaration is no processing instruction, but anything else that begins with `<?` is one. */
const DECLARATION = /^<\?xml\s[^?]*\?>/;

/** Looks for one letter first: that is a hundred times faster than for a text that begins like every element. */
const hasMarkup = (xml: string, markup: '<!DOCTYPE' | '<![CDATA[' | '<!--'): boolean =>
  xml.includes('!') && xml.includes(markup);

/** A claim of a hospital has neither a document type nor processing instructions: then nobody needs to listen for them. */
const markupOf = (xml: string) => ({
  doctype: hasMarkup(xml, '<!DOCTYPE'),
  instruction: xml.includes('?>', DECLARATION.exec(xml)?.[0].length ?? 0),
});

/** The elements that are open and what has been counted, within the limits. */
class OpenElements {
  readonly #stack: Frame[] = [];
  readonly #handler: XmlHandler;
  readonly #limits: XmlLimits;
  readonly #refuse: Refuse;
  readonly #fail: Fail;
  #elements = 0;
  #comments = 0;

  constructor(handler: XmlHandler, limits: XmlLimits, refuse: Refuse) {
    this.#handler = handler;
    this.#limits = limits;
    this.#refuse = refuse;
    this.#fail = (reason) => refuse('content', reason);
  }

  get isFirst(): boolean {
    return this.#elements === 0;
  }

  open(name: string): void {
    if (name.length > NAME_LENGTH_MAX)
      this.#refuse('text', `an element name is longer than ${NAME_LENGTH_MAX} characters`);
    if (this.#stack.length >= this.#limits.depth)
      this.#refuse('depth', `elements are nested deeper than ${this.#limits.depth}`);
    this.#count();
    this.#handler.open(name, this.#stack.length, this.#fail);
    this.#stack.push({ name, attributes: 0, text: '' });
  }

  /** A section of CDATA is a part of the text, and counts like an element: there may be one in each. */
  section(text: string): void {
    this.#count();
    this.text(text);
  }

  comment(): void {
    const most = commentsMax(this.#limits);
    this.#comments += 1;
    if (this.#comments > most) this.#refuse('elements', `there are more than ${most} comments`);
  }

  #count(): void {
    this.#elements += 1;
    if (this.#elements > this.#limits.elements)
      this.#refuse('elements', `there are more than ${this.#limits.elements} elements`);
  }

  attribute(name: string, value: string): void {
    const frame = this.#stack.at(-1);
    if (frame === undefined) return;
    const most = attributesMax(this.#limits);
    frame.attributes += 1;
    if (frame.attributes > most) this.#refuse('attributes', `<${frame.name}> has more than ${most} attributes`);
    const depth = this.#stack.length - 1;
    if (this.#handler.allowsAttribute?.(name, depth) !== true)
      this.#refuse('attributes', `<${frame.name}> may not have the attribute ${name.slice(0, NAME_LENGTH_MAX)}`);
    this.#handler.attribute?.(name, value, depth);
  }

  text(text: string): void {
    const frame = this.#stack.at(-1);
    if (frame === undefined) return;
    if (frame.text.length + text.length > this.#limits.textLength)
      this.#refuse('text', `<${frame.name}> holds more than ${this.#limits.textLength} characters`);
    frame.text += text;
  }

  close(name: string): void {
    const frame = this.#stack.pop();
    this.#handler.close(name, this.#stack.length, frame?.text ?? '');
  }
}

const parserOf = (xml: string, handler: XmlHandler, limits: XmlLimits): Source<false>['sax'] => {
  const { sax, refuse } = openSource(false, markupOf(xml));
  const elements = new OpenElements(handler, limits, refuse);
  sax.on('opentagstart', (tag) => {
    if (elements.isFirst) requireEncoding(sax.xmlDecl.encoding, refuse, handler.mayDeclareUtf16);
    elements.open(tag.name);
  });
  sax.on('attribute', (attribute) => elements.attribute(attribute.name, attribute.value));
  sax.on('text', (text) => elements.text(text));
  if (hasMarkup(xml, '<![CDATA[')) sax.on('cdata', (text) => elements.section(text));
  if (hasMarkup(xml, '<!--')) sax.on('comment', () => elements.comment());
  sax.on('closetag', (tag) => elements.close(tag.name));
  return sax;
};

/**
 * Reads a whole text by the names as they are written. DOCTYPE, entities beyond the five of XML, processing instructions and
 * other encodings than UTF-8 are refused, and what is beyond the limits.
 * @throws XmlError
 */
export const readXml = (xml: string, handler: XmlHandler, limits: XmlLimits): void => {
  const sax = parserOf(xml, handler, limits);
  for (let start = 0; start < xml.length; start += SLICE_LENGTH) sax.write(xml.slice(start, start + SLICE_LENGTH));
  sax.close();
};
