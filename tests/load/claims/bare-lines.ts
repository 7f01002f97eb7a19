// The lines of claims in a bare table, by a bare client.
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '@ansinh/local';
import type { ClaimLine } from '../../../apps/health-insurance/src/claim/parsed-claim.ts';

type Client = Parameters<Parameters<typeof withClient>[1]>[0];

export type BareClaim = readonly { readonly line: ClaimLine; readonly fields: unknown }[];
export type InsertTimes = { readonly insert: number; readonly copy: number };

const TABLE = `CREATE TABLE bare_lines (claim_id uuid, row_number int, code text, quantity bigint, price bigint,
  hospital bigint, in_scope bigint, self_paid bigint, co_payment bigint, fund bigint, fields jsonb,
  PRIMARY KEY (claim_id, row_number))`;
const INSERT = `INSERT INTO bare_lines SELECT $1::uuid, * FROM unnest($2::int[], $3::text[], $4::bigint[], $5::bigint[],
  $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::jsonb[])`;

/** Milliseconds of one claim: its lines, typed and as JSON, by one insert and one commit of a bare pg client; and by COPY. */
export const insertLines = (url: string, claims: readonly BareClaim[]): Promise<InsertTimes> =>
  withClient(url, async (client) => {
    await client.query(TABLE);
    const started = performance.now();
    for (const claim of claims) {
      const column = (pick: (line: ClaimLine) => unknown) => claim.map(({ line }) => String(pick(line)));
      await client.query({
        name: 'bare',
        text: INSERT,
        values: [
          randomUUID(),
          claim.map((_, index) => index + 1),
          column((line) => line.code),
          column((line) => line.quantityThousandths),
          column((line) => line.hospitalPriceThousandths),
          column((line) => line.hospitalAmount),
          column((line) => line.inScopeAmount),
          column((line) => line.selfPaid),
          column((line) => line.coPayment),
          column((line) => line.fundAmount),
          claim.map(({ fields }) => JSON.stringify(fields)),
        ],
      });
    }
    const insert = (performance.now() - started) / claims.length;
    const copy = await copyLines(client);
    await client.query('DROP TABLE bare_lines');
    return { insert, copy };
  });

const cellOf = (value: unknown): string =>
  `"${(typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('"', '""')}"`;

/** Milliseconds of one claim: the lines that were inserted once more, by one COPY of a file that the server reads itself. */
const copyLines = async (client: Client): Promise<number> => {
  const file = join(tmpdir(), `ansinh-lines-${randomUUID()}.csv`);
  const { rows } = await client.query('SELECT * FROM bare_lines');
  const claims = new Set(rows.map(({ claim_id: claim }) => claim)).size;
  writeFileSync(file, rows.map((row) => Object.values(row).map(cellOf).join(',')).join('\n'), { mode: 0o644 });
  try {
    await client.query('TRUNCATE bare_lines');
    const started = performance.now();
    await client.query(`COPY bare_lines FROM '${file}' (FORMAT csv)`);
    return (performance.now() - started) / claims;
  } finally {
    rmSync(file);
  }
};
