import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { ImportRow, problemOf } from '@ansinh/contracts';
import type { ReadRow } from './import.rules';

export type ImportError = {
  readonly line: number;
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
};
export type ReadLine = ReadRow | { readonly line: number; readonly error: ImportError };

/** A row has a dozen short fields; a longer line is a broken file, and must not fill the memory. */
export const LINE_LENGTH_MAX = 16_384;

const tooLong = (line: number): ReadLine => ({
  line,
  error: {
    line,
    pointer: '',
    code: 'request.body-too-large',
    detail: `a line has at most ${LINE_LENGTH_MAX} characters`,
  },
});

const pointerOf = (path: readonly PropertyKey[]): string => path.map((part) => `/${String(part)}`).join('');

/** Reads one NDJSON line; what is wrong with it is named by its first fault. */
export const readLine = (text: string, line: number): ReadLine => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const code = 'request.malformed';
    return { line, error: { line, pointer: '', code, detail: problemOf(code).title } };
  }
  const parsed = ImportRow.safeParse(value);
  if (parsed.success) return { line, row: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    line,
    error: { line, pointer: pointerOf(issue?.path ?? []), code: 'request.invalid', detail: issue?.message ?? '' },
  };
};

/** Lines of a byte stream with bounded memory: a line that is too long is skipped and reported. Empty lines count, but say nothing. */
export async function* readLines(body: Readable): AsyncGenerator<ReadLine> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let line = 0;
  let skipping = false;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const text of parts) {
      line += 1;
      if (skipping || text.length > LINE_LENGTH_MAX) yield tooLong(line);
      else if (text.trim() !== '') yield readLine(text, line);
      skipping = false;
    }
    if (rest.length > LINE_LENGTH_MAX) {
      skipping = true;
      rest = '';
    }
  }
  rest += decoder.end();
  line += 1;
  if (skipping) yield tooLong(line);
  else if (rest.trim() !== '') yield readLine(rest, line);
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
