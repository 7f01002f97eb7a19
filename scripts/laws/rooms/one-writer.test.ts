import { houseOf } from '../house/house.mts';
import { oneWriter } from './one-writer.mts';

const SCHEMA = `
model Payout {
  id    String @id
  batch PayoutBatch?

  @@map("payouts")
}

model PayoutBatch {
  id      String   @id
  payouts Payout[]

  @@map("payout_batches")
}
`;

const ROOMS = {
  batches: { tables: ['payout_batches'], reads: [], imports: [] },
  payouts: { tables: ['payouts'] },
};

const planted = (text: string, rooms: object = ROOMS, others: Readonly<Record<string, string>> = {}) =>
  oneWriter.check(
    houseOf(
      new Map([
        ['apps/payment/prisma/schema.prisma', SCHEMA],
        ['apps/payment/rooms.json', JSON.stringify({ rooms })],
        ['apps/payment/src/payouts/payout.store.ts', 'export const PAYABLE = Prisma.sql`payouts (id)`;'],
        ['apps/payment/src/batches/batch.store.ts', text],
        ...Object.entries(others),
      ]),
    ),
  );

/** A value that the planted template puts in. */
const value = (name: string) => `$\{${name}}`;

const sentences = (text: string, rooms?: object) => planted(text, rooms).map(({ sentence }) => sentence);

describe('The law of one writer', () => {
  it('finds the UPDATE of a table that another room owns, and says who owns it', () => {
    const [finding, ...others] = planted(
      "import type { Tx } from '../kit';\nexport const send = (tx: Tx) => tx.db.$executeRaw`UPDATE payouts SET status = 'sent'`;\n",
    );
    expect(finding).toMatchObject({
      file: 'apps/payment/src/batches/batch.store.ts',
      line: 2,
      what: 'writes payouts',
      sentence: 'batches writes payouts, which payouts owns: call a function of a store in apps/payment/src/payouts',
    });
    expect(others).toEqual([]);
  });

  it.each([
    ['an INSERT', "db.$executeRaw`INSERT INTO payouts (id) VALUES ('1')`"],
    ['a DELETE with an alias', 'db.$executeRaw`DELETE FROM payouts AS old USING payout_batches b WHERE b.id = old.id`'],
    ['an UPDATE with an alias', 'db.$executeRaw`UPDATE payouts AS p SET id = 1`'],
    ['an UPDATE within WITH', 'db.$queryRaw`WITH done AS (UPDATE payouts SET id = 1 RETURNING id) SELECT FROM done`'],
    ['a TRUNCATE', "db.$executeRawUnsafe('TRUNCATE payout_batches, payouts')"],
    ['a MERGE', 'db.$executeRaw`MERGE INTO payouts USING payout_batches b ON TRUE WHEN MATCHED THEN DO NOTHING`'],
    ['a COPY', 'db.$executeRawUnsafe(`COPY payouts FROM STDIN; INSERT INTO payouts SELECT 1`)'],
    ['small letters', 'db.$executeRaw`update payouts set id = 1`'],
    ['small letters in a text', "run('update payouts p set id = 1')"],
    ['an alias without AS', "db.$executeRawUnsafe('UPDATE payouts p SET id = 1')"],
    ['a DROP', "run('DROP TABLE IF EXISTS payouts')"],
    ['a model in brackets', "db['payout'].update({ where, data })"],
    ['a model that a value names', 'db[payout].update({ where, data })', 'writes $payout'],
    ['a model that is taken out', '{ const { payout } = tx.db; return payout.update({ where, data }); }'],
    ['a model with another name', '{ const p = tx.db.payout; return p.update({ where, data }); }'],
    ['a model that is handed on', 'save(tx.db.payout)'],
    ['a model of any handle, taken out', '{ const { payout } = handle; return payout.update({ where, data }); }'],
    [
      'a model of any handle, under another name',
      '{ const { payout: p } = handle; return p.update({ where, data }); }',
    ],
    ['a model of any handle, kept in a name', '{ const p = handle.payout; return p.deleteMany({ where }); }'],
    ['a model of any handle', 'handle.payout.update({ where, data })'],
    ['a call of Prisma', "db.payout.update({ where: { id: '1' }, data: {} })"],
    [
      'what Prisma writes through a relation',
      'db.payoutBatch.update({ where, data: { payouts: { create: [{ id }] } } })',
    ],
    ['a constant of the other room', `db.$executeRaw\`INSERT INTO ${value('PAYABLE')} VALUES (1)\``],
  ])('finds %s', (_, statement, what = 'writes payouts') => {
    const text = `import { PAYABLE } from '../payouts/payout.store';\nexport const change = (db) => ${statement};\n`;
    expect(planted(text).map(({ what }) => what)).toContain(what);
  });

  it.each([
    ['a constant', 'export const DATA = { payouts: { create: [{ id: 1 }] } };', 'DATA'],
    ['a part of one', 'const PARTS = { create: [{ id: 1 }] };\nexport const DATA = { id: 1, payouts: PARTS };', 'DATA'],
    ['a function', 'export const dataOf = (ids) => ({ payouts: { connect: ids } });', 'dataOf(ids)'],
    [
      'a function that names its answer',
      'export const dataOf = (ids) => {\n  const data = { payouts: { set: ids } };\n  return data;\n};',
      'dataOf(ids)',
    ],
    ['a file that hands it on', "export { DATA } from './more';", 'DATA'],
    ['another name', 'const data = { payouts: { delete: 1 } };\nexport { data as DATA };', 'DATA'],
    ['shorthand', 'const create = [1];\nexport const DATA = { payouts: { create } };', 'DATA'],
  ])('finds what Prisma writes through a relation by data of another file: %s', (_, data, used) => {
    const name = used.replace(/\(.*/, '');
    const text = `import { ${name} } from './data';\nexport const f = (db, ids) => db.payoutBatch.update({ where, data: ${used} });`;
    const others = {
      'apps/payment/src/batches/data.ts': data,
      'apps/payment/src/batches/more.ts': 'export const DATA = { payouts: { create: [] } };',
    };
    expect(planted(text, ROOMS, others).map(({ what }) => what)).toEqual(['writes payouts']);
  });

  it('follows data of files that hand on to each other to no end', () => {
    const text =
      "import { DATA } from './data';\nexport const f = (db) => db.payoutBatch.update({ where, data: DATA });";
    const others = {
      'apps/payment/src/batches/data.ts': "export { DATA } from './more';",
      'apps/payment/src/batches/more.ts': "export { DATA } from './data';",
    };
    expect(planted(text, ROOMS, others)).toEqual([]);
  });

  const withBatches = (more: object) => ({ ...ROOMS, batches: { ...ROOMS.batches, ...more } });

  it('finds a read that is not declared, and lets a declared one be', () => {
    const text = 'export const find = (db) => db.$queryRaw`SELECT FROM payouts`;';
    expect(sentences(text)).toEqual([
      'batches reads payouts, which payouts owns: ask a store or view of apps/payment/src/payouts, or declare it under "reads" in rooms.json',
    ]);
    expect(sentences(text, withBatches({ reads: ['payouts'] }))).toEqual([]);
  });

  it.each([
    'SELECT FROM payouts ORDER BY id FOR UPDATE OF payouts',
    'SELECT FROM payout_batches b JOIN payouts AS p ON TRUE FOR NO KEY UPDATE OF p SKIP LOCKED',
    'SELECT FROM payout_batches, payouts FOR KEY SHARE',
    'WITH one AS (SELECT FROM public.payouts FOR SHARE) SELECT FROM one',
    'SELECT FROM (SELECT * FROM payouts) AS p FOR UPDATE OF p',
    'LOCK TABLE payouts IN EXCLUSIVE MODE',
    `${value('PAID')} FOR UPDATE`,
  ])('finds a lock that is not declared, and lets a declared one be: %s', (statement) => {
    const text = `const PAID = Prisma.sql\`SELECT FROM payouts\`;\nexport const lock = (db) => db.$queryRaw\`${statement}\`;`;
    expect(sentences(text, withBatches({ reads: ['payouts'] }))).toContain(
      'batches locks payouts, which payouts owns: ask a store or view of apps/payment/src/payouts, or declare it under "locks" in rooms.json',
    );
    expect(sentences(text, withBatches({ locks: ['payouts'] }))).toEqual([]);
  });

  it('lets a fragment be that another room locks by, also as a selection of FROM', () => {
    const locking = `export const locking = (wanted) => Prisma.sql\`SELECT FROM payouts, (${value('wanted')}) AS w FOR UPDATE\`;`;
    const text = `import { locking } from '../payouts/locking.store';\nexport const f = (db) => db.$queryRaw\`SELECT FROM (${value('locking(x)')}) AS l\`;`;
    expect(planted(text, ROOMS, { 'apps/payment/src/payouts/locking.store.ts': locking })).toEqual([]);
  });

  it('finds a lock that is declared for nothing, and a read beside the lock that says it', () => {
    const read = 'export const find = (db) => db.$queryRaw`SELECT FROM payout_batches b, payouts FOR UPDATE OF b`;';
    expect(sentences(read, withBatches({ locks: ['payouts'] }))).toEqual([
      'batches no longer locks payouts: remove it from "locks"',
    ]);
    const lock = 'export const find = (db) => db.$queryRaw`SELECT FROM payouts FOR UPDATE`;';
    expect(sentences(lock, withBatches({ reads: ['payouts'], locks: ['payouts'] }))).toEqual([
      'batches locks payouts, which says that it reads it: remove it from "reads"',
    ]);
  });

  it('tells a name of WITH from the table that its own body reads', () => {
    const inside = 'WITH payouts AS (SELECT * FROM payouts) SELECT FROM payouts';
    expect(planted(`export const f = (db) => db.$queryRaw\`${inside}\`;`).map(({ what }) => what)).toEqual([
      'reads payouts',
    ]);
    const recursive = 'WITH RECURSIVE payouts AS (SELECT 1 UNION SELECT id FROM payouts) SELECT FROM payouts';
    expect(sentences(`export const f = (db) => db.$queryRaw\`${recursive}\`;`)).toEqual([]);
  });

  it.each([
    'FROM public.payouts',
    'FROM "public"."payouts"',
    'FROM Payouts',
    'FROM (payouts JOIN payout_batches ON TRUE)',
  ])('finds a table however it is written: %s', (from) => {
    expect(planted(`export const f = (db) => db.$queryRaw\`SELECT 1 ${from}\`;`).map(({ what }) => what)).toEqual([
      'reads payouts',
    ]);
  });

  it('finds SQL that a text makes', () => {
    expect(sentences("export const f = (db) => db.$executeRawUnsafe('DELETE ' + from);")).toEqual([
      '$executeRawUnsafe takes any text, whose tables nobody sees: write a template of $queryRaw or $executeRaw',
    ]);
  });

  it.each([
    [
      'a constant',
      'const WITH = { payouts: true };\nexport const f = (db) => db.payoutBatch.findMany({ include: WITH });',
    ],
    [
      'a choice',
      'export const f = (db, by) => {\n  const own = by ? {} : { payouts: { some: {} } };\n  return db.payoutBatch.count({ where: { id, ...own } });\n};',
    ],
    [
      'a function',
      'const own = (by) => ({ payouts: { some: by } });\nexport const f = (db, by) => db.payoutBatch.findFirst({ where: own(by) });',
    ],
  ])('finds what Prisma reads through a relation in %s', (_, text) => {
    expect(planted(text).map(({ what }) => what)).toEqual(['reads payouts']);
  });

  it('tells names of WITH, aliases, functions and FROM inside of functions from tables', () => {
    const text = `export const count = (db) => db.$queryRaw\`
      WITH payouts AS MATERIALIZED (SELECT * FROM payout_batches), other (id) AS (SELECT 1)
      SELECT extract(year FROM payouts.day), substring(name FROM 2 FOR 3) FROM payouts, other, unnest(ARRAY[1]) AS x
      WHERE a IS DISTINCT FROM payouts.id -- FROM payouts\`;`;
    expect(sentences(text)).toEqual([]);
  });

  it('finds a second writing room of a table, a table without an owner and one that is in no schema', () => {
    const rooms = { batches: { tables: ['payouts', 'claims'] }, payouts: { tables: ['payouts'] } };
    expect(sentences('', rooms)).toEqual([
      'nobody owns the table payout_batches: put it under "tables" of the room that writes it',
      'payouts has 2 owners, batches and payouts: one room writes it, the others ask its store',
      'batches names the table claims, which is in no schema: remove it',
    ]);
  });

  it('finds a table that a value names, a table of the platform, and a read that is declared for nothing', () => {
    expect(
      sentences(`export const f = (db, table) => db.$executeRawUnsafe(\`DELETE FROM ${value('table')}\`);`)[0],
    ).toMatch(/from a value/);
    expect(sentences('export const f = (db) => db.$executeRaw`DELETE FROM platform.outbox`;')[0]).toMatch(
      /no table of apps\/payment/,
    );
    expect(sentences('', { ...ROOMS, batches: { ...ROOMS.batches, reads: ['payouts'] } })).toEqual([
      'batches no longer reads payouts: remove it from "reads"',
    ]);
  });
});
