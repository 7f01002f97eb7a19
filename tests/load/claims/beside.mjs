// What the bare libraries need for the same files, measured in the same run on the same machine.
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileAt } from './world.mjs';

const app = resolve(fileURLToPath(import.meta.url), '../../../../apps/health-insurance');
const require = createRequire(join(app, 'package.json'));
const { SaxesParser } = require('saxes');
const { readClaimFile } = require(join(app, 'dist/xml/claim-file.js'));
const { parseClaim } = require(join(app, 'dist/claims/parsed-claim.js'));

const FILES = 200;
const FIRST = 5_001;
const ROUNDS = 5;

function bareParse(text) {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let letters = 0;
  parser.on('opentagstart', () => undefined);
  parser.on('text', (part) => {
    letters += part.length;
  });
  parser.on('closetag', () => undefined);
  parser.write(text).close();
  return letters;
}

/** saxes alone, over the envelope and over each table inside. */
function bareParseFile(xml) {
  const text = xml.toString('utf8');
  bareParse(text);
  for (const [, part] of text.matchAll(/<NOIDUNGFILE>([^<]*)</g))
    bareParse(Buffer.from(part, 'base64').toString('utf8'));
}

const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1];

/** Milliseconds of one file: the median of some rounds. */
function perFile(files, work) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    for (const file of files) work(file);
    return (performance.now() - started) / files.length;
  });
  return median(rounds);
}

/** Milliseconds of one claim: its lines, typed and as JSON, by one insert and one commit of a bare pg client; and by COPY. */
async function insertLines(local, url, claims) {
  return local.withClient(url, async (client) => {
    await client.query(`CREATE TABLE bare_lines (claim_id uuid, row_number int, code text, quantity bigint, price bigint,
      hospital bigint, in_scope bigint, self_paid bigint, co_payment bigint, fund bigint, fields jsonb,
      PRIMARY KEY (claim_id, row_number))`);
    const started = performance.now();
    for (const { lines } of claims) {
      const column = (pick) => lines.map(({ line }) => String(pick(line)));
      await client.query({
        name: 'bare',
        text: `INSERT INTO bare_lines SELECT $1::uuid, * FROM unnest($2::int[], $3::text[], $4::bigint[], $5::bigint[],
          $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::jsonb[])`,
        values: [
          randomUUID(),
          lines.map((_, index) => index + 1),
          column((line) => line.code),
          column((line) => line.quantityThousandths),
          column((line) => line.hospitalPriceThousandths),
          column((line) => line.hospitalAmount),
          column((line) => line.inScopeAmount),
          column((line) => line.selfPaid),
          column((line) => line.coPayment),
          column((line) => line.fundAmount),
          lines.map(({ fields }) => JSON.stringify(fields)),
        ],
      });
    }
    const insert = (performance.now() - started) / claims.length;
    const copy = await copyLines(client);
    await client.query('DROP TABLE bare_lines');
    return { insert, copy };
  });
}

/** Milliseconds of one claim: the lines that were inserted once more, by one COPY of a file that the server reads itself. */
async function copyLines(client) {
  const file = join(tmpdir(), `ansinh-lines-${randomUUID()}.csv`);
  const { rows } = await client.query('SELECT * FROM bare_lines');
  const claims = new Set(rows.map(({ claim_id: claim }) => claim)).size;
  const cell = (value) =>
    `"${(typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('"', '""')}"`;
  writeFileSync(file, rows.map((row) => Object.values(row).map(cell).join(',')).join('\n'), { mode: 0o644 });
  try {
    await client.query('TRUNCATE bare_lines');
    const started = performance.now();
    await client.query(`COPY bare_lines FROM '${file}' (FORMAT csv)`);
    return (performance.now() - started) / claims;
  } finally {
    rmSync(file);
  }
}

/** @returns milliseconds of one file or claim: saxes alone, our reader with all checks, insert and COPY of the lines */
export async function measureBeside(local, url) {
  const files = Array.from({ length: FILES }, (_, index) => fileAt(FIRST + index).xml);
  const claims = files.map((xml) => {
    const [encounter] = readClaimFile(xml).encounters;
    const fields = ['XML2', 'XML3'].flatMap((table) => encounter.tables.get(table) ?? []);
    return { lines: parseClaim(encounter).lines.map((line, index) => ({ line, fields: fields[index].fields })) };
  });
  return {
    bytes: files.reduce((sum, { length }) => sum + length, 0) / files.length,
    saxes: perFile(files, bareParseFile),
    reader: perFile(files, readClaimFile),
    ...(await insertLines(local, url, claims)),
  };
}
