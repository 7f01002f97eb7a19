import { columnOf } from '@ansinh/database';
import type { SealedColumn } from '@ansinh/secrets';
import type { Tx } from '../../kit';
import { ofDecision, ofExplanation } from './sealing';

type TextRow = {
  readonly claimId: string;
  readonly version: number;
  readonly position: number;
  readonly value: string;
};

const keyOf = ({ claimId, version, position }: TextRow): string => `${claimId}|${version}|${position}`;

/** Where a page of explanations begins, by their primary key: `<claim>|<version>|<position>`. */
const FIRST = '00000000-0000-0000-0000-000000000000|0|0';

/** What hospitals explain of a treatment, as a column of sealed values. */
export const EXPLANATIONS: SealedColumn<Tx['db']> = {
  name: 'claim_explanations.text',
  count: (db) => db.$queryRaw`
    SELECT CASE WHEN starts_with(text, 'v1.') THEN split_part(text, '.', 2) ELSE '' END AS key, count(*)::int AS values
    FROM claim_explanations GROUP BY 1 ORDER BY 1`,
  load: async (db, { prefix, after, limit }) => {
    const [claimId, version, position] = (after === '' ? FIRST : after).split('|');
    const rows = await db.$queryRaw<TextRow[]>`
      SELECT claim_id AS "claimId", version, position, text AS value FROM claim_explanations
      WHERE (claim_id, version, position) > (${claimId}::uuid, ${Number(version)}, ${Number(position)})
        AND NOT starts_with(text, ${prefix})
      ORDER BY claim_id, version, position LIMIT ${limit} FOR UPDATE`;
    return rows.map((row) => ({
      key: keyOf(row),
      owner: ofExplanation(row.claimId, row.version, row.position),
      value: row.value,
    }));
  },
  save: (db, values) => db.$executeRaw`
    UPDATE claim_explanations AS told SET text = row.value
    FROM unnest(${columnOf(values, 'key')}::text[], ${columnOf(values, 'value')}::text[]) AS row (key, value)
    WHERE told.claim_id = split_part(row.key, '|', 1)::uuid AND told.version = split_part(row.key, '|', 2)::int
      AND told.position = split_part(row.key, '|', 3)::int`,
};

/** Why officers decided as they did, as a column of sealed values. */
export const DECISIONS: SealedColumn<Tx['db']> = {
  name: 'claim_decisions.reason',
  count: (db) => db.$queryRaw`
    SELECT CASE WHEN starts_with(reason, 'v1.') THEN split_part(reason, '.', 2) ELSE '' END AS key, count(*)::int AS values
    FROM claim_decisions GROUP BY 1 ORDER BY 1`,
  load: async (db, { prefix, after, limit }) => {
    const rows = await db.$queryRaw<{ id: string; value: string }[]>`
      SELECT decision_id AS id, reason AS value FROM claim_decisions
      WHERE decision_id > coalesce(nullif(${after}, ''), '00000000-0000-0000-0000-000000000000')::uuid
        AND NOT starts_with(reason, ${prefix})
      ORDER BY decision_id LIMIT ${limit} FOR UPDATE`;
    return rows.map(({ id, value }) => ({ key: id, owner: ofDecision(id), value }));
  },
  save: (db, values) => db.$executeRaw`
    UPDATE claim_decisions SET reason = row.value
    FROM unnest(${columnOf(values, 'key')}::uuid[], ${columnOf(values, 'value')}::text[]) AS row (id, value)
    WHERE claim_decisions.decision_id = row.id`,
};
