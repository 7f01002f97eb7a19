// What the same rows cost without our code, measured in the same run.
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '@ansinh/local';
import { importRows } from '@ansinh/sample-data';
import { CARD_FIELDS, csvOf, PERSON_FIELDS, WISH } from './files.ts';

export type Beside = { readonly parseUs: number; readonly copyUs: number };

/** Microseconds of one row: JSON.parse alone, and COPY of person and card into a bare table with its keys. */
export const measureBeside = async (url: string, count: number): Promise<Beside> => {
  const rows = [...importRows({ ...WISH, count })];
  const lines = rows.map((row) => JSON.stringify(row));
  const parsing = performance.now();
  for (const line of lines) JSON.parse(line);
  const parseUs = ((performance.now() - parsing) / count) * 1_000;
  // Not in a folder that is the caller's alone: the server reads it.
  const file = join(tmpdir(), `ansinh-people-${randomUUID()}.csv`);
  writeFileSync(file, rows.map((row) => `${randomUUID()},${csvOf(row)}`).join('\n'), { mode: 0o644 });
  try {
    return { parseUs, copyUs: ((await copyMs(url, file)) / count) * 1_000 };
  } finally {
    rmSync(file);
  }
};

const copyMs = (url: string, file: string): Promise<number> =>
  withClient(url, async (client) => {
    const columns = [...PERSON_FIELDS, ...CARD_FIELDS].map((name) => `"${name}" text`).join(', ');
    await client.query(`CREATE TABLE bare_people (id uuid PRIMARY KEY, ${columns},
      UNIQUE ("personalId"), UNIQUE ("cardNumber"))`);
    const started = performance.now();
    await client.query(`COPY bare_people FROM '${file}' (FORMAT csv)`);
    const spent = performance.now() - started;
    await client.query('DROP TABLE bare_people');
    return spent;
  });
