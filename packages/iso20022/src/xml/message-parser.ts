import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Iso20022Error } from '../errors';
import { XmlElement } from './xml-element';

/** A message needs far less; beyond these a file is made to exhaust the reader. */
const deepestElement = 40;
const mostAttributes = 20;
const mostElementsInRecord = 5_000;

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

/**
 * The one wrapper of saxes: takes the text of a message in pieces and reports its containers and records.
 * @throws Iso20022Error out of `write` and `end`; a parser that threw is not used again.
 */
export class MessageParser {
  messageName = '';
  private readonly sax = new SaxesParser({ xmlns: true, position: true });
  private readonly containers: ReadonlySet<string>;
  private readonly records: ReadonlySet<string>;
  private readonly orders = new WeakMap<XmlElement, Map<string, number>>();
  private namespace = '';
  private current: XmlElement | null = null;
  private depth = 0;
  /** Depth at which a passed-over element began; 0 when none is being passed over. */
  private skippedFrom = 0;
  /** The child of a container that is being collected whole, and how many elements it has so far. */
  private collected: XmlElement | null = null;
  private collectedCount = 0;
  private attributeCount = 0;
  private tagStart = { line: 1, column: 1 };

  constructor(
    private readonly shape: MessageShape,
    private readonly report: (event: 'open' | 'record' | 'close', element: XmlElement) => void,
  ) {
    this.containers = new Set([`Document/${shape.root}`, ...shape.containers]);
    this.records = new Set(shape.records);
    this.sax.on('error', (error) => {
      throw this.malformed(error);
    });
    this.sax.on('doctype', () => {
      throw this.refusal('doctype-refused', 'a document type definition is not accepted');
    });
    this.sax.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') {
        throw this.refusal('encoding-refused', 'the file must be UTF-8');
      }
    });
    this.sax.on('opentagstart', ({ name }) => this.startTag(name));
    this.sax.on('attribute', () => {
      this.attributeCount += 1;
      if (this.attributeCount > mostAttributes) {
        throw this.refusal('too-complex', `an element has more than ${mostAttributes} attributes`);
      }
    });
    this.sax.on('opentag', (tag) => this.openTag(tag));
    this.sax.on('text', (text) => this.addText(text));
    this.sax.on('cdata', (text) => this.addText(text));
    this.sax.on('closetag', () => this.closeTag());
  }

  position(): { path: string; position: { line: number; column: number } } {
    const position = { line: this.sax.line, column: this.sax.column + 1 };
    return { path: this.current?.path ?? '/', position };
  }

  write(chunk: string): void {
    this.sax.write(chunk);
  }

  end(): void {
    this.sax.close();
  }

  private refusal(code: Iso20022Error['code'], message: string): Iso20022Error {
    return new Iso20022Error(code, message, this.position());
  }

  /** saxes puts its own line and column before the sentence; the error carries them as fields instead. */
  private malformed(error: Error): Iso20022Error {
    const sentence = error.message.replace(/^[\d:]+\s*/, '');
    return sentence.startsWith('undefined entity')
      ? this.refusal('entity-refused', 'only the five entities of XML are accepted')
      : this.refusal('xml-malformed', `the file is not well-formed XML: ${sentence}`);
  }

  private startTag(name: string): void {
    this.attributeCount = 0;
    // The parser stands one character behind the name; two back from its start is the bracket, counted from 1.
    this.tagStart = { line: this.sax.line, column: Math.max(1, this.sax.column - name.length - 1) };
  }

  private openTag(tag: SaxesTagNS): void {
    this.depth += 1;
    if (this.depth > deepestElement) {
      throw this.refusal('too-complex', `elements are nested more than ${deepestElement} deep`);
    }
    if (this.skippedFrom > 0) {
      return;
    }
    if (this.current === null) {
      this.openRoot(tag);
      return;
    }
    if (tag.uri !== this.namespace) {
      this.skippedFrom = this.depth;
      return;
    }
    const element = this.create(tag, this.current);
    if (this.collected === null) {
      this.enter(element, this.current);
    } else {
      this.countCollected();
      this.current.children.push(element);
    }
    this.current = element;
  }

  private openRoot(tag: SaxesTagNS): void {
    const { message, versions } = this.shape;
    const prefix = 'urn:iso:std:iso:20022:tech:xsd:';
    const [, version] = /^(\d{2})$/.exec(tag.uri.slice(prefix.length + message.length + 1)) ?? [];
    const known = tag.uri.startsWith(`${prefix}${message}.`) && version !== undefined;
    if (tag.local !== 'Document' || !known || Number(version) < versions.first || Number(version) > versions.last) {
      const range = `${message}.${twoDigits(versions.first)} to .${twoDigits(versions.last)}`;
      throw this.refusal('message-unsupported', `the root must be Document in the namespace of ${range}`);
    }
    this.namespace = tag.uri;
    this.current = this.create(tag, null);
    this.messageName = `${message}.${version}`;
  }

  private create(tag: SaxesTagNS, parent: XmlElement | null): XmlElement {
    let attributes: Map<string, string> | null = null;
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.prefix === '' && attribute.uri === '') {
        attributes ??= new Map();
        attributes.set(attribute.local, attribute.value);
      }
    }
    return new XmlElement(tag.local, parent, { ...this.tagStart, attributes });
  }

  /** A child of a container: another container, a record, or a part of the container itself. */
  private enter(element: XmlElement, parent: XmlElement): void {
    const pair = `${parent.name}/${element.name}`;
    if (parent.name === 'Document' && element.name !== this.shape.root) {
      throw element.refusal('element-unexpected', `Document must hold ${this.shape.root}`);
    }
    if (this.containers.has(pair)) {
      element.order = this.nextOrder(parent, element.name);
      if (parent.name === 'Document' && element.order > 1) {
        throw element.refusal('element-repeated', `Document must hold one ${element.name}`);
      }
      this.report('open', element);
      return;
    }
    this.collected = element;
    this.collectedCount = 1;
    if (this.records.has(pair)) {
      element.order = this.nextOrder(parent, element.name);
      return;
    }
    if (parent.children.length >= mostElementsInRecord) {
      throw element.refusal('too-complex', `${parent.name} has more than ${mostElementsInRecord} parts`);
    }
    parent.children.push(element);
  }

  private nextOrder(parent: XmlElement, name: string): number {
    const orders = this.orders.get(parent) ?? new Map<string, number>();
    this.orders.set(parent, orders);
    const order = (orders.get(name) ?? 0) + 1;
    orders.set(name, order);
    return order;
  }

  private countCollected(): void {
    this.collectedCount += 1;
    if (this.collectedCount > mostElementsInRecord) {
      throw this.refusal('too-complex', `a part of the message has more than ${mostElementsInRecord} elements`);
    }
  }

  private addText(text: string): void {
    if (this.skippedFrom > 0 || this.current === null) {
      return;
    }
    if (this.collected !== null) {
      this.current.text += text;
    } else if (text.trim() !== '') {
      throw this.current.refusal('element-unexpected', `${this.current.name} must not hold text`);
    }
  }

  private closeTag(): void {
    const closing = this.depth;
    this.depth -= 1;
    if (this.skippedFrom > 0) {
      this.skippedFrom = this.skippedFrom === closing ? 0 : this.skippedFrom;
      return;
    }
    const element = this.current;
    if (element === null) {
      return;
    }
    if (element.children.length > 0 && element.text.trim() !== '') {
      throw element.refusal('element-unexpected', `${element.name} must not mix text and elements`);
    }
    if (element.parent === null && !this.orders.has(element)) {
      throw element.refusal('element-missing', `Document must hold ${this.shape.root}`);
    }
    this.current = element.parent;
    if (this.collected === null) {
      this.report('close', element);
    } else if (this.collected === element) {
      this.collected = null;
      if (element.order !== null) {
        this.report('record', element);
      }
    }
  }
}

const twoDigits = (version: number): string => {
  return version.toString().padStart(2, '0');
};
