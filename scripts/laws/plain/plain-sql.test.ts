import { houseOf } from '../house/house.mts';
import { plainSql } from './plain-sql.mts';

const planted = (text: string, path = 'apps/payment/src/payouts/payout.store.ts') =>
  plainSql
    .check(
      houseOf(
        new Map([
          [path, text],
          ['packages/contracts/src/payment/statements.ts', "export const STATEMENT = 'UPDATE payouts SET id = 1';"],
        ]),
      ),
    )
    .map(({ sentence }) => sentence);

/** A value that the planted template puts in. */
const value = (name: string) => `$\{${name}}`;

describe('The law of plain SQL', () => {
  it.each([
    'export const f = (db: Db) => db.$queryRaw<Row[]>`SELECT FROM payouts`;',
    `const PART = Prisma.sql\`payouts\`;\nexport const f = (tx) => tx.db.$executeRaw\`DELETE FROM ${value('PART')} ${value('Prisma.empty')}\`;`,
    `export const of = (alias: string): Prisma.Sql => Prisma.sql\`${value('sqlName(alias)')}.status = ${value('PAID')}\`;`,
    'export const f = async ({ db }: Tx) => db.payout.findMany();',
    "type Db = Pick<Prisma.TransactionClient, 'client'>;",
    "import type { Prisma, PrismaClient } from '../generated/prisma/client';\nexport type Tx = ServiceTx<Prisma.TransactionClient>;",
    'const { payout } = tx.db;',
    'export const service = defineService<Db, PrismaClient>({ client: PrismaClient });',
  ])('lets be: %s', (text) => {
    expect(planted(text)).toEqual([]);
  });

  it.each([
    'db.$executeRaw(statement)',
    'db.$queryRaw(Prisma.sql`SELECT FROM payouts`)',
    'run(db.$executeRaw)',
    'db.$queryRawTyped(find())',
    'db.$executeRawUnsafe(text)',
    "db['$executeRawUnsafe'](text)",
    '{ const { $executeRaw } = db; }',
    '{ const { $executeRaw: run } = db; }',
  ])('finds a statement that is no template: %s', (statement) => {
    expect(planted(`export const f = (db) => ${statement};`)).toEqual([
      expect.stringMatching(/^\$\w+ stands here without a template: a statement is a template where it runs/),
    ]);
  });

  it.each([
    'Prisma.raw(STATEMENT)',
    "Prisma['raw'](STATEMENT)",
    "Prisma.join(parts, ' payouts SET ')",
    'Prisma.sql([STATEMENT])',
    'new Prisma.Sql([STATEMENT], [])',
    'Prisma[name](STATEMENT)',
    'make(Prisma.raw)',
  ])('finds SQL that is made of a text, also of one in contracts or JSON: %s', (made) => {
    for (const from of ["'@ansinh/contracts/payment/statements'", "'./statements.json'"])
      expect(planted(`import { STATEMENT } from ${from};\nexport const f = () => ${made};`)).toEqual([
        expect.stringMatching(
          /^Prisma\..* makes SQL of a text whose tables nobody sees: write a template of Prisma\.sql/,
        ),
      ]);
  });

  it.each([
    ['const P = Prisma;', /^Prisma is used under another name/],
    ['const { raw } = Prisma;', /^Prisma is used under another name/],
    ["import { Prisma as P } from '../generated/prisma/client';", /^Prisma is imported as P/],
    [
      "import { raw } from '@prisma/client/runtime/client';",
      /^@prisma\/client\/runtime\/client makes or runs SQL by itself/,
    ],
    ["import sql from 'sql-template-tag';", /^sql-template-tag makes or runs SQL/],
    ["import { Client } from 'pg';", /^pg makes or runs SQL/],
    ["import { Client } from '@ansinh/database/session';", /^@ansinh\/database\/session makes or runs SQL/],
  ])('finds what makes or runs SQL under another name: %s', (text, sentence) => {
    expect(planted(text)).toEqual([expect.stringMatching(sentence)]);
  });

  it.each([
    ['export const f = (handle: Prisma.TransactionClient) => save(handle.payout);', 'handle'],
    ["export const f = (handle: Tx['db']) => save(handle.payout);", 'handle'],
    ['export const f = (client: Db | undefined) => save(client?.payout);', 'client'],
    ["export const f = (some: Pick<Db, 'payout'>) => save(some.payout);", 'some'],
    ['type Context = { readonly client: PrismaClient };', 'client'],
    ['class Store { readonly client: Db; }', 'client'],
    ['class Store { constructor(readonly client: Db) {} }', 'client'],
    ['export const f = (tx) => {\n  const handle = tx.db;\n};', 'handle'],
    ['export const f = (db) => {\n  const handle = db;\n};', 'handle'],
    ['export const f = ({ db: handle }: Tx) => save(handle.payout);', 'handle'],
    ['export const f = ({ db: handle = other }: Tx) => save(handle.payout);', 'handle'],
  ])('finds a handle with another name: %s', (text, name) => {
    expect(planted(text)).toEqual([
      `${name}: the handle of the database is called db everywhere, so that it can be seen what is written by it`,
    ]);
  });

  it('finds a type of the handle with another name', () => {
    expect(planted('type Handle = Prisma.TransactionClient;')).toEqual(['Handle: the type of the handle is called Db']);
    expect(planted("import type { Db as Handle } from '../kit';")).toEqual([
      'Db is imported as Handle: laws know it by its own name',
    ]);
  });

  it.each([
    'PayoutBatchUpdateInput',
    'PayoutBatchUncheckedCreateInput',
    'PayoutBatchUpsertArgs',
    'PayoutBatchDelegate',
  ])('finds a parameter under which more than a row is handed on: %s', (type) => {
    expect(planted(`export const f = (db, data: Prisma.${type}) => 1;`)).toEqual([
      `${type} may write other tables too: give the function the columns that it writes, and call the model here`,
    ]);
  });

  it('looks into packages, but for those that run the statements of others', () => {
    const text = 'export const f = (db) => db.$executeRawUnsafe(text);';
    expect(planted(text, 'packages/http/src/server/run.ts')).toHaveLength(1);
    expect(planted(text, 'packages/jobs/src/boss/run.ts')).toEqual([]);
  });
});
