import { columnOf, LEAST_ID } from '@ansinh/database';
import type { SealedColumn, SealedValue } from '@ansinh/secrets';
import type { Tx } from '../../kit';
import { ofFile } from './document.store';

type Row = { readonly id: string; readonly facilityCode: string; readonly sha256: string; readonly value: Uint8Array };

/** As PostgreSQL reads bytes from a text: many of them come in one array. */
const hexOf = ({ key, value }: SealedValue) => ({ key, value: `\\x${Buffer.from(value).toString('hex')}` });

/** A page of files is a piece of memory: fewer of them than of numbers. */
const FILES_MAX = 50;

/** Files of hospitals, as a column of sealed values; the prefix of a sealed one stands before its bytes. */
export const FILE_CONTENTS: SealedColumn<Tx['db']> = {
  name: 'documents.content',
  count: (db) => db.$queryRaw`
    SELECT CASE WHEN substring(content FROM 1 FOR 3) = convert_to('v1.', 'UTF8')
        THEN split_part(encode(substring(content FROM 1 FOR 20), 'escape'), '.', 2) ELSE '' END AS key,
      count(*)::int AS values
    FROM documents GROUP BY 1 ORDER BY 1`,
  next: (db, { after, limit }) => db.$queryRaw`
    SELECT document_id::text AS key FROM documents
    WHERE document_id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid
    ORDER BY documents.document_id LIMIT ${Math.min(limit, FILES_MAX)}`,
  load: async (db, { prefix, after, until }) => {
    const rows = await db.$queryRaw<Row[]>`
      SELECT document_id AS id, facility_code AS "facilityCode", sha256, content AS value FROM documents
      WHERE document_id > coalesce(nullif(${after}, ''), ${LEAST_ID})::uuid AND document_id <= ${until}::uuid
        AND substring(content FROM 1 FOR ${prefix.length}) <> convert_to(${prefix}, 'UTF8')
      FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map(({ id, facilityCode, sha256, value }) => ({ key: id, owner: ofFile(facilityCode, sha256), value }));
  },
  save: async (db, values) => {
    const sealed = values.map(hexOf);
    await db.$executeRaw`
      UPDATE documents SET content = row.value::bytea
      FROM unnest(${columnOf(sealed, 'key')}::uuid[], ${columnOf(sealed, 'value')}::text[]) AS row (id, value)
      WHERE documents.document_id = row.id`;
  },
};
