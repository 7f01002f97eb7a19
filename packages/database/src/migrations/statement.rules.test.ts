import { requireRestartable, statementsOf } from './statement.rules';

describe('the statements of a script', () => {
  it('end at semicolons outside of texts, names, bodies and comments', () => {
    const script = `-- outside a transaction; really
      CREATE INDEX a ON t (x) WHERE y = 'it''s; one';
      /* no; statement */ SELECT "b;c" FROM t -- the end;
      ;
      DO $do$ BEGIN PERFORM $$;$$; END $do$;;`;
    expect(statementsOf(script).map((statement) => statement.replace(/\s+/g, ' '))).toEqual([
      `CREATE INDEX a ON t (x) WHERE y = 'it''s; one'`,
      'SELECT "b;c" FROM t',
      'DO $do$ BEGIN PERFORM $$;$$; END $do$',
    ]);
  });
});

describe('a script outside a transaction', () => {
  it('builds indexes whose name and table are known, and does what may be done twice', () => {
    const script = `
      CREATE INDEX CONCURRENTLY by_day ON visits (day);
      create unique index concurrently "By Key" on only platform."Odd ""one""" (key);
      DROP INDEX CONCURRENTLY IF EXISTS by_month;
      ALTER TABLE visits VALIDATE CONSTRAINT visits_positive;
      ANALYZE visits`;
    expect(requireRestartable(script).map(({ index }) => index)).toEqual([
      { name: 'by_day', table: 'visits' },
      { name: '"By Key"', table: 'platform."Odd ""one"""' },
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    'CREATE INDEX by_day ON visits (day)',
    // It would take a half index for a whole one.
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS by_day ON visits (day)',
    'CREATE INDEX CONCURRENTLY ON visits (day)',
    'DROP INDEX CONCURRENTLY by_day',
    'UPDATE visits SET day = day + 1',
    'ALTER TABLE visits VALIDATE CONSTRAINT a, DROP COLUMN day',
  ])('does nothing that cannot be begun again: %s', (statement) => {
    expect(() => requireRestartable(`ANALYZE visits; ${statement}`)).toThrow(statement);
  });
});
