import { setImmediate as nextTurn } from 'node:timers/promises';
import { SaxesParser } from 'saxes';

/** XML that cannot or may not be read, and where: lines and columns count from 1. */
export class XmlError extends Error {
  constructor(
    readonly reason: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(`${reason} (line ${line}, column ${column})`);
    this.name = 'XmlError';
  }
}

export type XmlLimits = {
  readonly depth: number;
  readonly elements: number;
  /** Characters of the text of one element. */
  readonly textLength: number;
  /** Attributes of one element; 16 when absent. */
  readonly attributes?: number;
};

export type XmlHandler = {
  /** `depth` is 0 at the root. `fail` throws an XmlError with the place that is being read. */
  readonly open: (name: string, depth: number, fail: (reason: string) => never) => void;
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
const ATTRIBUTES_MAX = 16;
const NAME_LENGTH_MAX = 100;

/** UTF-8, with or without a byte-order mark; anything else is refused. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

type Frame = { readonly name: string; attributes: number; text: string };
type Fail = (reason: string) => never;

/** A declaration is no processing instruction, but anything else that begins with `<?` is one. */
const DECLARATION = /^<\?xml\s[^?]*\?>/;

/**
 * Attaches what refuses a document type and processing instructions, where the text may have some. A parser with more
 * than six handlers is six times slower (V8 keeps the properties of such an object in a dictionary), and a claim of a
 * hospital has neither.
 */
const refuseForeignParts = (parser: SaxesParser, xml: string, fail: Fail): void => {
  if (hasMarkup(xml, '<!DOCTYPE')) parser.on('doctype', () => fail('a document type (DOCTYPE) is not allowed'));
  if (xml.includes('?>', DECLARATION.exec(xml)?.[0].length ?? 0))
    parser.on('processinginstruction', () => fail('a processing instruction is not allowed'));
};

/** Looks for one letter first: that is a hundred times faster than for a text that begins like every element. */
const hasMarkup = (xml: string, markup: '<!DOCTYPE' | '<![CDATA['): boolean =>
  xml.includes('!') && xml.includes(markup);

const requireUtf8 = (encoding: string | undefined, { mayDeclareUtf16 = false }: XmlHandler, fail: Fail): void => {
  if (encoding === undefined || (mayDeclareUtf16 && /^utf-?16$/i.test(encoding))) return;
  if (!/^utf-?8$/i.test(encoding)) fail(`the encoding is declared as ${encoding.slice(0, 20)}, only UTF-8 is read`);
};

/** The elements that are open and what has been counted, within the limits. */
class OpenElements {
  readonly #stack: Frame[] = [];
  #elements = 0;

  constructor(
    private readonly handler: XmlHandler,
    private readonly limits: XmlLimits,
    private readonly fail: Fail,
  ) {}

  get isFirst(): boolean {
    return this.#elements === 0;
  }

  open(name: string): void {
    if (name.length > NAME_LENGTH_MAX) this.fail(`an element name is longer than ${NAME_LENGTH_MAX} characters`);
    if (this.#stack.length >= this.limits.depth) this.fail(`elements are nested deeper than ${this.limits.depth}`);
    this.#elements += 1;
    if (this.#elements > this.limits.elements) this.fail(`there are more than ${this.limits.elements} elements`);
    this.handler.open(name, this.#stack.length, this.fail);
    this.#stack.push({ name, attributes: 0, text: '' });
  }

  attribute(name: string, value: string): void {
    const frame = this.#stack.at(-1);
    if (frame === undefined) return;
    const most = this.limits.attributes ?? ATTRIBUTES_MAX;
    frame.attributes += 1;
    if (frame.attributes > most) this.fail(`<${frame.name}> has more than ${most} attributes`);
    const depth = this.#stack.length - 1;
    if (this.handler.allowsAttribute?.(name, depth) !== true)
      this.fail(`<${frame.name}> may not have the attribute ${name.slice(0, NAME_LENGTH_MAX)}`);
    this.handler.attribute?.(name, value, depth);
  }

  text(text: string): void {
    const frame = this.#stack.at(-1);
    if (frame === undefined) return;
    if (frame.text.length + text.length > this.limits.textLength)
      this.fail(`<${frame.name}> holds more than ${this.limits.textLength} characters`);
    frame.text += text;
  }

  close(name: string): void {
    const frame = this.#stack.pop();
    this.handler.close(name, this.#stack.length, frame?.text ?? '');
  }
}

const parserOf = (xml: string, handler: XmlHandler, limits: XmlLimits): SaxesParser => {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const fail: Fail = (reason) => {
    throw new XmlError(reason, parser.line, parser.column + 1);
  };
  const elements = new OpenElements(handler, limits, fail);

  parser.on('error', (error) => fail(error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '')));
  parser.on('opentagstart', (tag) => {
    if (elements.isFirst) requireUtf8(parser.xmlDecl.encoding, handler, fail);
    elements.open(tag.name);
  });
  parser.on('attribute', (attribute) => elements.attribute(attribute.name, attribute.value));
  parser.on('text', (text) => elements.text(text));
  if (hasMarkup(xml, '<![CDATA[')) parser.on('cdata', (text) => elements.text(text));
  parser.on('closetag', (tag) => elements.close(tag.name));
  refuseForeignParts(parser, xml, fail);
  return parser;
};

/**
 * The one reader of XML, over saxes. It is strict and knows no document type: DOCTYPE, entities beyond the five of XML,
 * and processing instructions are refused, so nothing can be expanded or fetched. Throws XmlError.
 */
export const readXml = (xml: string, handler: XmlHandler, limits: XmlLimits): void => {
  const parser = parserOf(xml, handler, limits);
  for (let start = 0; start < xml.length; start += SLICE_LENGTH) parser.write(xml.slice(start, start + SLICE_LENGTH));
  parser.close();
};

/** `readXml` for a text that takes seconds: other requests are served between its slices. */
export const readXmlInTurns = async (xml: string, handler: XmlHandler, limits: XmlLimits): Promise<void> => {
  const parser = parserOf(xml, handler, limits);
  for (let start = 0; start < xml.length; start += SLICE_LENGTH) {
    parser.write(xml.slice(start, start + SLICE_LENGTH));
    await nextTurn();
  }
  parser.close();
};
