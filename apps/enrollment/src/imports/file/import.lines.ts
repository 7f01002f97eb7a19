import { StringDecoder } from 'node:string_decoder';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { problemOf } from '@ansinh/contracts/catalogue/problems';
import { ImportRow } from '@ansinh/contracts/enrollment/imports.api';
import { brokenTextIn } from '@ansinh/contracts/vocabulary/text';
import { pointerOf } from '@ansinh/contracts/wire/field-error';
import type { ImportError, ReadLine } from './row.rules';

/** Makes a row of the text of a line; undefined when it says nothing about anybody. */
export type RowReader = (text: string, line: number) => ReadLine | undefined;

/** A row has a dozen short fields; a longer line is a broken file. */
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

const PIECE_BYTES = 65_536;

/** A file piece by piece, each in a turn of the event loop, so that others are answered between two of them. */
export async function* piecesOf(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += PIECE_BYTES) {
    yield content.subarray(at, at + PIECE_BYTES);
    await turnOfOthers();
  }
}

/** Lines of the bytes that come: a line that is too long is skipped and reported. Empty lines count, but say nothing. */
export async function* readLines(body: AsyncIterable<Buffer>, read: RowReader): AsyncGenerator<ReadLine> {
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
  for await (const chunk of body) {
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
