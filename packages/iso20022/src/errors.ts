import type { XmlPosition } from '@ansinh/xml';

/** Every reason for which a message is not built or not read. */
export type Iso20022ErrorCode =
  | 'amount-invalid'
  | 'amount-not-whole'
  | 'amount-out-of-range'
  | 'batch-count-mismatch'
  | 'batch-empty'
  | 'batch-sum-mismatch'
  | 'code-invalid'
  | 'control-count-mismatch'
  | 'control-sum-mismatch'
  | 'currency-unsupported'
  | 'date-invalid'
  | 'doctype-refused'
  | 'element-missing'
  | 'element-repeated'
  | 'element-unexpected'
  | 'encoding-refused'
  | 'end-to-end-id-repeated'
  | 'entity-refused'
  | 'input-too-large'
  | 'message-unsupported'
  | 'number-invalid'
  | 'text-invalid'
  | 'text-too-long'
  | 'too-complex'
  | 'xml-malformed';

/**
 * A message that cannot be built or must not be trusted.
 *
 * `path` names the element, for instance `Document/BkToCstmrStmt/Stmt[1]/Ntry[17]/Amt`. `line` and `column` are set when
 * a file was read, and null when a message was being built. The text never repeats a value of the message, because
 * names, accounts and amounts must not reach a log.
 */
export class Iso20022Error extends Error {
  readonly code: Iso20022ErrorCode;
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;

  constructor(code: Iso20022ErrorCode, message: string, at: { path: string; position?: XmlPosition | undefined }) {
    super(message);
    this.name = 'Iso20022Error';
    this.code = code;
    this.path = at.path;
    this.line = at.position?.line ?? null;
    this.column = at.position?.column ?? null;
  }
}
