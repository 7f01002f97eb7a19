import type { SaxesTagNS } from 'saxes';
import type { XmlPosition } from './xml-error';
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

/** An element that begins; `line` and `column` are those of its bracket. */
export type XmlStart = XmlPosition & {
  /** Its name without the prefix, and what the prefix stands for. */
  readonly name: string;
  readonly namespace: string;
  /** Attributes without a prefix; null when there are none. */
  readonly attributes: ReadonlyMap<string, string> | null;
};

export type XmlStreamHandler = {
  /** `depth` is 0 at the root. */
  readonly open: (start: XmlStart, depth: number) => void;
  /** A piece of the text of the element that was opened last and is not closed: character data or CDATA. */
  readonly text: (text: string) => void;
  readonly close: (depth: number) => void;
};

/** How much text is too much, a stream leaves to who keeps it. */
export type XmlStreamLimits = Pick<XmlLimits, 'depth' | 'attributes' | 'comments'> & {
  /** 5,000,000 when absent. */
  readonly elements?: number;
};
const ELEMENTS_MAX = 5_000_000;

/**
 * Reads a text that comes in pieces, by namespaces. DOCTYPE, entities beyond the five of XML and other encodings than UTF-8
 * are refused; comments and processing instructions are passed over. `write` and `end` throw XmlError, or what the handler
 * throws; a stream that threw is not used again.
 */
export class XmlStream {
  readonly #source: Source<true>;
  readonly #handler: XmlStreamHandler;
  readonly #limits: XmlStreamLimits;
  #depth = 0;
  #attributes = 0;
  #elements = 0;
  #comments = 0;
  #bracket: XmlPosition = { line: 1, column: 1 };

  constructor(handler: XmlStreamHandler, limits: XmlStreamLimits) {
    this.#handler = handler;
    this.#limits = limits;
    this.#source = openSource(true, { doctype: true, instruction: false });
    const { sax, refuse } = this.#source;
    sax.on('xmldecl', ({ encoding }) => requireEncoding(encoding, refuse));
    sax.on('comment', () => this.#countComment(refuse));
    sax.on('processinginstruction', () => this.#countComment(refuse));
    sax.on('opentagstart', ({ name }) => this.#begin(name, refuse));
    sax.on('attribute', () => this.#countAttribute(refuse));
    sax.on('opentag', (tag) => this.#open(tag, refuse));
    sax.on('text', (text) => handler.text(text));
    sax.on('cdata', (text) => handler.text(text));
    sax.on('closetag', () => this.#close());
  }

  /** How far it was read. */
  get position(): XmlPosition {
    return this.#source.position();
  }

  write(piece: string): void {
    this.#source.sax.write(piece);
  }

  end(): void {
    this.#source.sax.close();
  }

  #begin(name: string, refuse: Refuse): void {
    this.#attributes = 0;
    this.#elements += 1;
    const { elements: most = ELEMENTS_MAX } = this.#limits;
    if (this.#elements > most) refuse('elements', `there are more than ${most} elements`);
    if (name.length > NAME_LENGTH_MAX) refuse('text', `an element name is longer than ${NAME_LENGTH_MAX} characters`);
    const { line, column } = this.#source.sax;
    // The parser stands one character behind the name; two back from its start is the bracket, counted from 1.
    this.#bracket = { line, column: Math.max(1, column - name.length - 1) };
  }

  #countComment(refuse: Refuse): void {
    this.#comments += 1;
    const most = commentsMax(this.#limits);
    if (this.#comments > most) refuse('elements', `there are more than ${most} comments and processing instructions`);
  }

  #countAttribute(refuse: Refuse): void {
    this.#attributes += 1;
    const most = attributesMax(this.#limits);
    if (this.#attributes > most) refuse('attributes', `an element has more than ${most} attributes`);
  }

  #open(tag: SaxesTagNS, refuse: Refuse): void {
    if (this.#depth >= this.#limits.depth) refuse('depth', `elements are nested more than ${this.#limits.depth} deep`);
    let attributes: Map<string, string> | null = null;
    for (const { prefix, uri, local, value } of Object.values(tag.attributes)) {
      if (prefix !== '' || uri !== '') continue;
      attributes ??= new Map();
      attributes.set(local, value);
    }
    this.#handler.open({ ...this.#bracket, name: tag.local, namespace: tag.uri, attributes }, this.#depth);
    this.#depth += 1;
  }

  #close(): void {
    this.#depth -= 1;
    this.#handler.close(this.#depth);
  }
}
