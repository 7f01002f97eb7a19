/** Where in a text something was found; lines and columns count from 1. */
export type XmlPosition = { readonly line: number; readonly column: number };

/** Why a text is not read. `content` is what the caller refuses: well-formed, but not what is expected there. */
export type XmlFault =
  | 'attributes'
  | 'content'
  | 'depth'
  | 'doctype'
  | 'elements'
  | 'encoding'
  | 'entity'
  | 'instruction'
  | 'malformed'
  | 'size'
  | 'text';

/** XML that cannot or may not be read, and where. */
export class XmlError extends Error {
  readonly fault: XmlFault;
  readonly reason: string;
  /** The reason with the full stop that the parser sets behind some of its own. */
  readonly sentence: string;
  readonly line: number;
  readonly column: number;

  constructor(fault: XmlFault, reason: string, { line, column }: XmlPosition, sentence = reason) {
    super(`${reason} (line ${line}, column ${column})`);
    this.name = 'XmlError';
    this.fault = fault;
    this.reason = reason;
    this.sentence = sentence;
    this.line = line;
    this.column = column;
  }
}
