import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations, DATABASE_MIGRATIONS, migrate, readMigrations } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { probeService } from '../probe/probe';
import { createEmptyDatabase, type TestDatabase } from '../servers/databases';
import { readTables } from './catalogue';
import { type Lost, upgradeWithRows } from './upgrade';
import type { Known } from './values';

const SEED = 20_261_129;
const ROOT = join(__dirname, '../../../..');

const foldersIn = (under: string, inside: string): string[] =>
  readdirSync(join(ROOT, under))
    .map((name) => join(ROOT, under, name, inside))
    .filter((folder) => existsSync(folder));

/** Of every package that has tables, and of every service: a new one is tried by existing. */
const PACKAGES = foldersIn('packages', 'migrations').filter((folder) => folder !== DATABASE_MIGRATIONS);
const SERVICES = foldersIn('apps', 'prisma/migrations').map((service) => ({
  name: service.split('/').at(-3) ?? '',
  service,
}));

/** What the code of a time wrote where no constraint of that time says so. */
const KNOWN: Record<string, Known> = {
  collection: {
    'postings.account': ['bank', 'suspense', 'receivable:health', 'receivable:interest', 'income:household-premium'],
  },
};

/** What a migration takes away on purpose: it must stand here. */
const GIVEN_UP: Record<string, Lost> = {
  // The days off that the service knew by itself: enrollment tells them, first values stand in the contracts.
  'health-insurance': { '20261201000000_calendar_of_enrollment': ['table public.holidays'] },
  // Nothing goes out by telephone yet.
  notification: { '20261202000000_addresses_by_channel': ['values of public.contacts.phone'] },
};

let database: TestDatabase;
beforeEach(async () => {
  database = await createEmptyDatabase();
});
afterEach(() => database.drop());

describe(`the migrations, over rows of seed ${SEED}`, () => {
  it.each(SERVICES)(
    'of $name fail over none, and take none away that is not given up',
    async ({ name, service }) => {
      const folders = { packages: PACKAGES, service };
      const lost = await upgradeWithRows({ url: database.url, folders, seed: SEED, known: KNOWN[name] ?? {} });
      expect(lost).toEqual(GIVEN_UP[name] ?? {});
      const empty = await withClient(database.url, async (client) => {
        const tables = await readTables(client);
        const counts = tables.map(({ sql }) => `SELECT '${sql}' AS name WHERE NOT EXISTS (SELECT FROM ${sql})`);
        return (await client.query<{ name: string }>(counts.join(' UNION ALL '))).rows;
      });
      expect(empty).toEqual([]);
    },
    120_000,
  );
});

type Move = {
  readonly migration: string;
  readonly service: string;
  /** Written by the version before it. */
  readonly rows: string;
  readonly read: string;
  readonly found: readonly object[];
};

const PERSONS = ['01a109ae-99c0-7a08-8b1c-5d2f3a4b6c18', '01a109ae-99c0-7a09-8b1c-5d2f3a4b6c19'] as const;

/** What migrations that move values make of them, where it matters which. */
const MOVES: readonly Move[] = [
  {
    migration: '20261203000000_entry_positions',
    service: 'collection',
    rows: `INSERT INTO entries (entry_id, kind, source_id, source_version, entered_at) VALUES
      ('${PERSONS[1]}', 'credit', '${PERSONS[1]}', 1, '2026-10-05T01:30:00Z');
      INSERT INTO entries (entry_id, kind, source_id, source_version, entered_at) VALUES
      ('${PERSONS[0]}', 'credit', '${PERSONS[0]}', 1, '2026-10-05T01:31:00Z')`,
    read: 'SELECT entry_id, position::int FROM entries ORDER BY position',
    // Each is numbered, in the order in which they came: without a number it would be under no seal.
    found: [
      { entry_id: PERSONS[1], position: 1 },
      { entry_id: PERSONS[0], position: 2 },
    ],
  },
  {
    migration: '20261202000000_addresses_by_channel',
    service: 'notification',
    rows: `INSERT INTO contacts (participant_id, full_name, phone, email, version) VALUES
      ('${PERSONS[0]}', 'Nguyễn Văn Mẫu', '0905123456', 'mau@mau.example', 1), ('${PERSONS[1]}', 'Trần Thị Mẫu', NULL, NULL, 1)`,
    read: 'SELECT participant_id, addresses FROM contacts ORDER BY participant_id',
    found: [
      { participant_id: PERSONS[0], addresses: { email: 'mau@mau.example' } },
      { participant_id: PERSONS[1], addresses: {} },
    ],
  },
  {
    migration: '20261202000000_addresses_by_channel',
    service: 'notification',
    rows: `INSERT INTO contact_choices (recipient_kind, recipient_id, email, language, changed_at, verified_at) VALUES
      ('facility', '66001', 'bhyt@bv.example', 'en', '2026-10-05T01:30:00Z', '2026-10-06T01:30:00Z'),
      ('participant', '${PERSONS[0]}', NULL, 'vi', '2026-10-05T01:30:00Z', NULL)`,
    read: `SELECT recipient_kind, channel, address, language, verified_at IS NOT NULL AS verified
           FROM contact_choices ORDER BY recipient_kind`,
    found: [
      { recipient_kind: 'facility', channel: 'email', address: 'bhyt@bv.example', language: 'en', verified: true },
      { recipient_kind: 'participant', channel: 'email', address: null, language: 'vi', verified: false },
    ],
  },
  {
    migration: '20261202000000_watch_signal_settings',
    service: 'health-insurance',
    rows: `INSERT INTO appraisal_rule_settings (rule, valid_from, enabled, parameters, reason, changed_at, changed_by) VALUES
      ('WATCH_COST', '2026-10-01', false, '{"weight": 10}', 'công văn 1', '2026-10-05T01:30:00Z', 'officer-01'),
      ('QTY', '2026-10-01', false, '{}', 'công văn 2', '2026-10-05T01:30:00Z', 'officer-01')`,
    read: `SELECT signal AS name, enabled, parameters, reason FROM watch_signal_settings
           UNION ALL SELECT rule, enabled, parameters, reason FROM appraisal_rule_settings`,
    found: [
      { name: 'COST', enabled: false, parameters: { weight: 10 }, reason: 'công văn 1' },
      { name: 'QTY', enabled: false, parameters: {}, reason: 'công văn 2' },
    ],
  },
];

describe('values that a migration moves', () => {
  it.each(MOVES)('are there in their new place after $migration', async ({ migration, service, rows, read, found }) => {
    const folder = SERVICES.find(({ name }) => name === service)?.service ?? '';
    const { ofPackages, ofService } = await readMigrations({ packages: PACKAGES, service: folder });
    const place = ofService.findIndex(({ name }) => name === migration);
    await applyMigrations(database.url, { ofPackages, ofService: ofService.slice(0, place) });
    const answer = await withClient(database.url, async (client) => {
      await client.query(rows);
      await applyMigrations(database.url, { ofPackages, ofService: ofService.slice(0, place + 1) });
      return (await client.query<Record<string, unknown>>(read)).rows;
    });
    expect(answer).toEqual(found);
  });
});

describe('a migration', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'upgrades-'));
    await cp(probeService.migrationsDir, directory, { recursive: true });
  });
  afterEach(() => rm(directory, { recursive: true }));

  const upgrade = async (...scripts: string[]): Promise<Lost> => {
    for (const [index, script] of scripts.entries()) {
      const folder = join(directory, `2026110${index + 2}000000_next`);
      await mkdir(folder);
      await writeFile(join(folder, 'migration.sql'), script);
    }
    return upgradeWithRows({ url: database.url, folders: { packages: [], service: directory }, seed: SEED });
  };

  it.each([
    ['a column that must have a value', 'ALTER TABLE counters ADD COLUMN note TEXT NOT NULL;', 'contains null values'],
    ['a key that is none', 'CREATE UNIQUE INDEX ON counters ((total > 5));', 'could not create unique index'],
    ['a check that old rows break', 'ALTER TABLE counters ADD CHECK (version > 50);', 'is violated by some row'],
    ['a type that old values do not fit', 'ALTER TABLE counters ALTER COLUMN total TYPE SMALLINT;', 'out of range'],
    [
      'such an index outside a transaction',
      '-- outside a transaction\nCREATE UNIQUE INDEX CONCURRENTLY by_version ON counters (version);',
      'could not create unique index',
    ],
  ])('with %s passes on an empty database, and is found here', async (_what, script, why) => {
    const found = new RegExp(`^migration 20261102000000_next fails over rows of seed ${SEED}: .*${why}`);
    await expect(upgrade(script)).rejects.toThrow(found);
    const other = await createEmptyDatabase();
    await migrate(other.url, { packages: [], service: directory });
    await other.drop();
  });

  it.each([
    ['rows', 'DELETE FROM counters WHERE version > 5;', 'rows of public.counters'],
    ['a column', 'ALTER TABLE counters DROP COLUMN version;', 'values of public.counters.version'],
    ['a table', 'DROP TABLE counters;', 'table public.counters'],
    [
      'a table in whose place another one comes',
      'DROP TABLE counters; CREATE TABLE counters (id UUID PRIMARY KEY);',
      'table public.counters',
    ],
  ])('that takes away %s is found', async (_what, script, lost) => {
    expect(await upgrade(script)).toEqual({ '20261102000000_next': [lost] });
  });

  it('that takes values away is found in the rows of the version before it', async () => {
    expect(await upgrade('ALTER TABLE counters ADD COLUMN note TEXT;', 'UPDATE counters SET note = NULL;')).toEqual({
      '20261103000000_next': ['values of public.counters.note'],
    });
  });

  it('may give another name, another type and another key', async () => {
    const script = `ALTER TABLE counters RENAME COLUMN total TO amount;
      ALTER TABLE counters ADD COLUMN kind TEXT NOT NULL DEFAULT 'any';
      ALTER TABLE counters DROP CONSTRAINT counters_pkey;
      ALTER TABLE counters ADD PRIMARY KEY (id, kind);
      ALTER TABLE counters ALTER COLUMN id TYPE TEXT USING id::text;
      ALTER TABLE counters RENAME TO tallies;`;
    expect(await upgrade(script)).toEqual({});
  });
});
