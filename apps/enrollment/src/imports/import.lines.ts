import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { problemOf } from '@ansinh/contracts/catalogue/problems';
import { ImportRow } from '@ansinh/contracts/enrollment/api';
import { brokenTextIn } from '@ansinh/contracts/vocabulary/text';
import { pointerOf } from '@ansinh/contracts/wire/field-error';
import type { ReadRow } from './import.rules';

export type ImportError = {
  readonly line: number;
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
};
export type ReadLine = ReadRow | { readonly line: number; readonly error: ImportError };
/** Makes a row of the text of a line; undefined when it says nothing about anybody. */
export type RowReader = (text: string, line: number) => ReadLine | undefined;

/** A row has a dozen short fields; a longer line is a broken file, and must not fill the memory. */
export const LINE_LENGTH_MAX = 16_384;

const refused = (line: number, error: Omit<ImportError, 'line'>): ReadLine => ({ line, error: { line, ...error } });

const tooLong = (line: number): ReadLine =>
  refused(line, {
    pointer: '',
    code: 'request.body-too-large',
    detail: `a line has at most ${LINE_LENGTH_MAX} characters`,
  });

/** A line that is not what its file should be made of. */
export const malformed = (line: number, detail: string = problemOf('request.malformed').title): ReadLine =>
  refused(line, { pointer: '', code: 'request.malformed', detail });

/** What was read of a line as a row; what is wrong with it is named by its first fault. */
export const checkedRow = (value: unknown, line: number): ReadLine => {
  const parsed = ImportRow.safeParse(value);
  if (parsed.success) return { line, row: parsed.data };
  const [issue] = parsed.error.issues;
  return refused(line, {
    pointer: pointerOf(issue?.path ?? []),
    code: 'request.invalid',
    detail: issue?.message ?? '',
  });
};

export const ndjsonRow: RowReader = (text, line) => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed(line);
  }
  const broken = text.includes('\\u') ? brokenTextIn(value) : undefined;
  if (broken !== undefined)
    return refused(line, {
      pointer: pointerOf(broken),
      code: 'request.invalid',
      detail: 'holds NUL or half of a character',
    });
  return checkedRow(value, line);
};

/** Stands in the text for bytes that are no UTF-8: a name with it would be wrong for ever. */
const NOT_UTF8 = '\ufffd';

/**
 * Lines of a byte stream with bounded memory: a line that is too long is skipped and reported. Empty lines count, but say
 * nothing.
 */
export async function* readLines(body: Readable, read: RowReader): AsyncGenerator<ReadLine> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let line = 0;
  let skipping = false;
  const next = (text: string): ReadLine | undefined => {
    line += 1;
    if (skipping || text.length > LINE_LENGTH_MAX) return tooLong(line);
    if (text.includes(NOT_UTF8)) return malformed(line, 'the line is not UTF-8');
    if (text.includes('\0')) return malformed(line, 'the line holds NUL');
    return text.trim() === '' ? undefined : read(text, line);
  };
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) {
      const told = next(text);
      skipping = false;
      if (told !== undefined) yield told;
    }
    if (rest.length > LINE_LENGTH_MAX) {
      skipping = true;
      rest = '';
    }
  }
  const last = next(rest + decoder.end());
  if (last !== undefined) yield last;
}

/** Groups into arrays of `size`; the last one may be shorter. */
export async function* inBatches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
