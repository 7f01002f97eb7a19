import { summaryOf } from './query-summary.rules';

describe('the name of a statement', () => {
  it.each([
    ['SELECT 1', 'SELECT'],
    ['SELECT status FROM claims WHERE id = $1', 'SELECT claims'],
    ['SELECT "public"."counters"."id" FROM "public"."counters" WHERE "id" = $1 LIMIT $2', 'SELECT counters'],
    ['INSERT INTO platform.audit (subject) VALUES ($1)', 'INSERT platform.audit'],
    ['INSERT INTO payouts(id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = excluded.id', 'INSERT payouts'],
    ['DELETE FROM platform.held_messages WHERE event_id = $1', 'DELETE platform.held_messages'],
    [`SELECT id FROM payouts WHERE status = 'FROM nowhere' ORDER BY id FOR UPDATE`, 'SELECT payouts'],
    ['SELECT id FROM claims FOR NO KEY UPDATE', 'SELECT claims'],
    ['SELECT extract(epoch FROM held_at) FROM platform.held_messages', 'SELECT platform.held_messages'],
    ['SELECT a FROM claims WHERE a IS DISTINCT FROM b', 'SELECT claims'],
    ['SELECT one -- FROM elsewhere\nFROM claims JOIN facilities USING (facility_code)', 'SELECT claims, facilities'],
    [
      'UPDATE payouts SET batch_id = $1 FROM unnest($2::uuid[]) AS rows (id) WHERE payouts.id = rows.id',
      'UPDATE payouts',
    ],
    ['SELECT pg_advisory_xact_lock($1)', 'SELECT'],
  ])('says operation and tables of %s', (sql, summary) => {
    expect(summaryOf(sql)?.summary).toBe(summary);
  });

  it('is by what it changes, where it also reads, and knows the parts of a WITH from tables', () => {
    const sql = `
      WITH kinds AS MATERIALIZED (SELECT * FROM unnest($1::text[]) AS rows (topic)),
        numbered AS (INSERT INTO platform.outbox_sequences AS known (topic, key, last) SELECT * FROM kinds
                     ON CONFLICT (topic, key) DO UPDATE SET last = known.last + excluded.last RETURNING topic, key, last)
      INSERT INTO platform.outbox (topic) SELECT topic FROM kinds JOIN numbered USING (topic)`;
    expect(summaryOf(sql)).toEqual({
      summary: 'INSERT platform.outbox_sequences, platform.outbox',
      operation: 'INSERT',
      collection: undefined,
    });
  });

  it('names one table as its collection', () => {
    expect(summaryOf('SELECT a FROM claims JOIN claims AS other ON true')?.collection).toBe('claims');
  });

  it('is not longer for many tables', () => {
    const sql = `SELECT * FROM a ${['b', 'c', 'd', 'e', 'f'].map((table) => `JOIN ${table} ON true`).join(' ')}`;
    expect(summaryOf(sql)?.summary).toBe('SELECT a, b, c, d');
  });

  it.each([['BEGIN'], ['COMMIT'], ['ROLLBACK'], ['SET TRANSACTION ISOLATION LEVEL READ COMMITTED']])(
    'is none for %s',
    (sql) => {
      expect(summaryOf(sql)).toBeUndefined();
    },
  );
});
