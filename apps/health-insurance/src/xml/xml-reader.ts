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
};

export type XmlHandler = {
  /** `depth` is 0 at the root. `fail` throws an XmlError with the place that is being read. */
  readonly open: (name: string, depth: number, fail: (reason: string) => never) => void;
  /** Called once for each element, with the text directly inside it (character data and CDATA, joined). */
  readonly close: (name: string, depth: number, text: string) => void;
  /** Attributes are refused unless this allows them. */
  readonly allowsAttribute?: (name: string, depth: number) => boolean;
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

/**
 * The one reader of XML, over saxes. It is strict and knows no document type: DOCTYPE, entities beyond the five of XML,
 * and processing instructions are refused, so nothing can be expanded or fetched. Throws XmlError.
 */
export const readXml = (xml: string, handler: XmlHandler, limits: XmlLimits): void => {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const stack: Frame[] = [];
  let elements = 0;

  const fail = (reason: string): never => {
    throw new XmlError(reason, parser.line, parser.column + 1);
  };
  const append = (text: string): void => {
    const frame = stack.at(-1);
    if (frame === undefined) return;
    if (frame.text.length + text.length > limits.textLength)
      fail(`<${frame.name}> holds more than ${limits.textLength} characters`);
    frame.text += text;
  };

  parser.on('error', (error) => fail(error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '')));
  parser.on('doctype', () => fail('a document type (DOCTYPE) is not allowed'));
  parser.on('processinginstruction', () => fail('a processing instruction is not allowed'));
  parser.on('xmldecl', (declaration) => {
    if (declaration.encoding !== undefined && !/^utf-?8$/i.test(declaration.encoding))
      fail(`the encoding is declared as ${declaration.encoding.slice(0, 20)}, only UTF-8 is read`);
  });
  parser.on('opentagstart', (tag) => {
    if (tag.name.length > NAME_LENGTH_MAX) fail(`an element name is longer than ${NAME_LENGTH_MAX} characters`);
    if (stack.length >= limits.depth) fail(`elements are nested deeper than ${limits.depth}`);
    elements += 1;
    if (elements > limits.elements) fail(`there are more than ${limits.elements} elements`);
    handler.open(tag.name, stack.length, fail);
    stack.push({ name: tag.name, attributes: 0, text: '' });
  });
  parser.on('attribute', (attribute) => {
    const frame = stack.at(-1);
    if (frame === undefined) return;
    frame.attributes += 1;
    if (frame.attributes > ATTRIBUTES_MAX) fail(`<${frame.name}> has more than ${ATTRIBUTES_MAX} attributes`);
    if (handler.allowsAttribute?.(attribute.name, stack.length - 1) !== true)
      fail(`<${frame.name}> may not have the attribute ${attribute.name.slice(0, NAME_LENGTH_MAX)}`);
  });
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', (tag) => {
    const frame = stack.pop();
    handler.close(tag.name, stack.length, frame?.text ?? '');
  });

  for (let start = 0; start < xml.length; start += SLICE_LENGTH) parser.write(xml.slice(start, start + SLICE_LENGTH));
  parser.close();
};
