import { XmlError, type XmlInput, xmlPieces } from '@ansinh/xml';
import { MessageParser, type MessageShape } from './message-parser';
import type { XmlElement } from './xml-element';

export type ReadOptions = {
  /** Largest accepted file in bytes of UTF-8; 64 MiB when not given. */
  readonly maxBytes?: number | undefined;
};

export type ReadContext<Item> = {
  /** For instance `camt.053.001.08`, from the namespace. */
  readonly messageName: string;
  readonly emit: (item: Item) => void;
};

/**
 * What is done at `open X` and `close X` of a container and at `record X`. It happens while the file is parsed, so that
 * what is read does not depend on where the file was cut into chunks.
 */
export type ReadHandlers<Item> = {
  readonly [event: string]: (element: XmlElement, context: ReadContext<Item>) => void;
};

/**
 * Reads one ISO 20022 message piece by piece. Prefixes do not matter, elements of other namespaces (signatures,
 * supplementary data) are passed over. Refused are: DOCTYPE, entities other than the five of XML, another encoding than
 * UTF-8, another message or version, and files that are too large or too deep.
 * @throws Iso20022Error
 */
export async function* readMessage<Item>(
  input: XmlInput,
  message: { shape: MessageShape; handlers: ReadHandlers<Item> },
  options: ReadOptions = {},
): AsyncGenerator<Item, void, undefined> {
  const items: Item[] = [];
  const parser = new MessageParser(message.shape, (event, element) => {
    const emit = (item: Item): void => void items.push(item);
    message.handlers[`${event} ${element.name}`]?.(element, { messageName: parser.messageName, emit });
  });
  try {
    for await (const piece of xmlPieces(input, { maxBytes: options.maxBytes, position: () => parser.position })) {
      parser.write(piece);
      yield* items.splice(0);
    }
    parser.end();
  } catch (error) {
    throw error instanceof XmlError ? parser.refusalOf(error) : error;
  }
  yield* items;
}
