import { type XmlError, type XmlFault, type XmlPosition, type XmlStart, XmlStream } from '@ansinh/xml';
import { Iso20022Error, type Iso20022ErrorCode } from '../errors';
import { XmlElement } from './xml-element';

/** A message needs far less; beyond these a file is made to exhaust the reader. */
const LIMITS = { depth: 40, attributes: 20, elements: 5_000_000, comments: 1_000 };
const ELEMENTS_OF_RECORD_MAX = 5_000;
/** As banks read them. */
export const MESSAGE_LIMITS = [
  { max: LIMITS.elements, en: 'elements', vi: 'thẻ XML' },
  { max: ELEMENTS_OF_RECORD_MAX, en: 'elements of one record', vi: 'thẻ trong một bản ghi' },
  { max: LIMITS.depth, en: 'elements inside each other', vi: 'lớp thẻ lồng nhau' },
  { max: LIMITS.comments, en: 'comments and processing instructions', vi: 'chú thích và chỉ thị xử lý XML' },
] as const;

/** What the reader needs to know of a message to read it piece by piece. Pairs are written `Parent/Child`. */
export type MessageShape = {
  /** Message name without its version, for instance `camt.053.001`. */
  readonly message: string;
  readonly versions: { readonly first: number; readonly last: number };
  readonly root: string;
  /** Elements that are entered: they are reported when they open and close. */
  readonly containers: readonly string[];
  /** Elements that are reported whole and then forgotten. Other children stay with their container. */
  readonly records: readonly string[];
};

type Refusal = { readonly code: Iso20022ErrorCode; readonly message?: string };

/** How a fault of the XML is told; in the words of the XML reader where none stand here. */
const REFUSALS = {
  attributes: { code: 'too-complex' },
  content: { code: 'element-unexpected' },
  depth: { code: 'too-complex' },
  doctype: { code: 'doctype-refused', message: 'a document type definition is not accepted' },
  elements: { code: 'too-complex' },
  encoding: { code: 'encoding-refused', message: 'the file must be UTF-8' },
  entity: { code: 'entity-refused', message: 'only the five entities of XML are accepted' },
  instruction: { code: 'xml-malformed' },
  malformed: { code: 'xml-malformed' },
  size: { code: 'input-too-large' },
  text: { code: 'too-complex' },
} as const satisfies Record<XmlFault, Refusal>;

/**
 * Takes the text of a message in pieces and reports its containers and records.
 * @throws Iso20022Error, XmlError out of `write` and `end`; a parser that threw is not used again.
 */
export class MessageParser {
  messageName = '';
  readonly #shape: MessageShape;
  readonly #report: (event: 'open' | 'record' | 'close', element: XmlElement) => void;
  readonly #xml: XmlStream;
  readonly #containers: ReadonlySet<string>;
  readonly #records: ReadonlySet<string>;
  readonly #orders = new WeakMap<XmlElement, Map<string, number>>();
  #namespace = '';
  #current: XmlElement | null = null;
  /** Depth at which the element began that is being passed over. */
  #skippedFrom: number | undefined;
  /** The child of a container that is being collected whole, and how many elements it has so far. */
  #collected: XmlElement | null = null;
  #collectedCount = 0;

  constructor(shape: MessageShape, report: (event: 'open' | 'record' | 'close', element: XmlElement) => void) {
    this.#shape = shape;
    this.#report = report;
    this.#containers = new Set([`Document/${shape.root}`, ...shape.containers]);
    this.#records = new Set(shape.records);
    const handler = {
      open: (start: XmlStart, depth: number) => this.#openTag(start, depth),
      text: (text: string) => this.#addText(text),
      close: (depth: number) => this.#closeTag(depth),
    };
    this.#xml = new XmlStream(handler, LIMITS);
  }

  get position(): XmlPosition {
    return this.#xml.position;
  }

  write(piece: string): void {
    this.#xml.write(piece);
  }

  end(): void {
    this.#xml.end();
  }

  /** A fault of the XML as this package tells it, in the element that was being read. */
  refusalOf(error: XmlError): Iso20022Error {
    const { code, message }: Refusal = REFUSALS[error.fault];
    const words = error.fault === 'malformed' ? `the file is not well-formed XML: ${error.sentence}` : error.reason;
    return new Iso20022Error(code, message ?? words, { path: this.#current?.path ?? '/', position: error });
  }

  #refusal(code: Iso20022ErrorCode, message: string): Iso20022Error {
    return new Iso20022Error(code, message, { path: this.#current?.path ?? '/', position: this.position });
  }

  #openTag(start: XmlStart, depth: number): void {
    if (this.#skippedFrom !== undefined) {
      return;
    }
    if (this.#current === null) {
      this.#openRoot(start);
      return;
    }
    if (start.namespace !== this.#namespace) {
      this.#skippedFrom = depth;
      return;
    }
    const element = new XmlElement(start, this.#current);
    if (this.#collected === null) {
      this.#enter(element, this.#current);
    } else {
      this.#countCollected();
      this.#current.children.push(element);
    }
    this.#current = element;
  }

  #openRoot(start: XmlStart): void {
    const { message, versions } = this.#shape;
    const prefix = 'urn:iso:std:iso:20022:tech:xsd:';
    const [, version] = /^(\d{2})$/.exec(start.namespace.slice(prefix.length + message.length + 1)) ?? [];
    const known = start.namespace.startsWith(`${prefix}${message}.`) && version !== undefined;
    if (start.name !== 'Document' || !known || Number(version) < versions.first || Number(version) > versions.last) {
      const range = `${message}.${twoDigits(versions.first)} to .${twoDigits(versions.last)}`;
      throw this.#refusal('message-unsupported', `the root must be Document in the namespace of ${range}`);
    }
    this.#namespace = start.namespace;
    this.#current = new XmlElement(start, null);
    this.messageName = `${message}.${version}`;
  }

  /** A child of a container: another container, a record, or a part of the container itself. */
  #enter(element: XmlElement, parent: XmlElement): void {
    const pair = `${parent.name}/${element.name}`;
    if (parent.name === 'Document' && element.name !== this.#shape.root) {
      throw element.refusal('element-unexpected', `Document must hold ${this.#shape.root}`);
    }
    if (this.#containers.has(pair)) {
      element.order = this.#nextOrder(parent, element.name);
      if (parent.name === 'Document' && element.order > 1) {
        throw element.refusal('element-repeated', `Document must hold one ${element.name}`);
      }
      this.#report('open', element);
      return;
    }
    this.#collected = element;
    this.#collectedCount = 1;
    if (this.#records.has(pair)) {
      element.order = this.#nextOrder(parent, element.name);
      return;
    }
    if (parent.children.length >= ELEMENTS_OF_RECORD_MAX) {
      throw element.refusal('too-complex', `${parent.name} has more than ${ELEMENTS_OF_RECORD_MAX} parts`);
    }
    parent.children.push(element);
  }

  #nextOrder(parent: XmlElement, name: string): number {
    const orders = this.#orders.get(parent) ?? new Map<string, number>();
    this.#orders.set(parent, orders);
    const order = (orders.get(name) ?? 0) + 1;
    orders.set(name, order);
    return order;
  }

  #countCollected(): void {
    this.#collectedCount += 1;
    if (this.#collectedCount > ELEMENTS_OF_RECORD_MAX) {
      throw this.#refusal('too-complex', `a part of the message has more than ${ELEMENTS_OF_RECORD_MAX} elements`);
    }
  }

  #addText(text: string): void {
    if (this.#skippedFrom !== undefined || this.#current === null) {
      return;
    }
    if (this.#collected !== null) {
      this.#current.text += text;
    } else if (text.trim() !== '') {
      throw this.#current.refusal('element-unexpected', `${this.#current.name} must not hold text`);
    }
  }

  #closeTag(depth: number): void {
    if (this.#skippedFrom !== undefined) {
      this.#skippedFrom = this.#skippedFrom === depth ? undefined : this.#skippedFrom;
      return;
    }
    const element = this.#current;
    if (element === null) {
      return;
    }
    if (element.children.length > 0 && element.text.trim() !== '') {
      throw element.refusal('element-unexpected', `${element.name} must not mix text and elements`);
    }
    if (element.parent === null && !this.#orders.has(element)) {
      throw element.refusal('element-missing', `Document must hold ${this.#shape.root}`);
    }
    this.#current = element.parent;
    if (this.#collected === null) {
      this.#report('close', element);
    } else if (this.#collected === element) {
      this.#collected = null;
      if (element.order !== null) {
        this.#report('record', element);
      }
    }
  }
}

const twoDigits = (version: number): string => {
  return version.toString().padStart(2, '0');
};
