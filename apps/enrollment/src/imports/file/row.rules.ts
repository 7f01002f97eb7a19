import type { ImportRow } from '@ansinh/contracts/enrollment/imports.api';

/** A line of a file that is a row of the register. */
export type ReadRow = { readonly line: number; readonly row: ImportRow };

/** What is wrong with a line. */
export type ImportError = {
  readonly line: number;
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
};
export type ReadLine = ReadRow | { readonly line: number; readonly error: ImportError };
