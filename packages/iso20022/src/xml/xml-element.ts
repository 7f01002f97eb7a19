import type { XmlStart } from '@ansinh/xml';
import { Iso20022Error, type Iso20022ErrorCode } from '../errors';

/** One element of a received message, with its place in the file; small, and only kept while its record is read. */
export class XmlElement {
  readonly name: string;
  readonly parent: XmlElement | null;
  readonly origin: XmlStart;
  text = '';
  readonly children: XmlElement[] = [];
  /** Place among its siblings, from 1; only known for the repeated elements that the reader streams. */
  order: number | null = null;

  constructor(origin: XmlStart, parent: XmlElement | null) {
    this.name = origin.name;
    this.origin = origin;
    this.parent = parent;
  }

  get path(): string {
    const step = this.order === null ? this.name : `${this.name}[${this.order}]`;
    return this.parent === null ? step : `${this.parent.path}/${step}`;
  }

  attribute(name: string): string | undefined {
    return this.origin.attributes?.get(name);
  }

  /** The refusal of this element. */
  refusal(code: Iso20022ErrorCode, message: string): Iso20022Error {
    return new Iso20022Error(code, message, { path: this.path, position: this.origin });
  }
}

/**
 * The element at a path of single children, or undefined when it is not there.
 * @throws Iso20022Error `element-repeated` when a step is there twice: nobody could say which of the two is meant.
 */
export const find = (element: XmlElement, ...steps: string[]): XmlElement | undefined => {
  let current: XmlElement = element;
  for (const step of steps) {
    const [first, second] = current.children.filter((child) => child.name === step);
    if (second !== undefined) {
      throw second.refusal('element-repeated', `${step} may occur only once here`);
    }
    if (first === undefined) {
      return undefined;
    }
    current = first;
  }
  return current;
};

/** As `find`. @throws Iso20022Error `element-missing` when the element is not there. */
export const need = (element: XmlElement, ...steps: string[]): XmlElement => {
  const found = find(element, ...steps);
  if (found === undefined) {
    throw missing(element, steps.join('/'));
  }
  return found;
};

/** The refusal of an element because a part of it is not there; its path names the absent part. */
export const missing = (element: XmlElement, steps: string): Iso20022Error => {
  const at = { path: `${element.path}/${steps}`, position: element.origin };
  return new Iso20022Error('element-missing', `${steps} is missing`, at);
};

/** All children of a name, in their order. */
export const findAll = (element: XmlElement, name: string): XmlElement[] => {
  return element.children.filter((child) => child.name === name);
};
