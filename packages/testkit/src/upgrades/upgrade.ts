import { applyMigrations, type MigrationFolders, type Migrations, readMigrations } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import type { Table } from './catalogue';
import { fillTables } from './fill';
import { lostBetween, readHoldings } from './holdings';
import type { Known } from './values';

export type Upgrade = {
  /** Of a database without a table. */
  readonly url: string;
  readonly folders: MigrationFolders;
  readonly seed: number;
  readonly known?: Known;
};

/** What migrations took from rows that were there, by the name of the migration. */
export type Lost = Readonly<Record<string, readonly string[]>>;

const ROWS = 200;
const MORE = 20;

/** One script more at a time: those of the packages, then those of the service. */
const statesOf = ({ ofPackages, ofService }: Migrations): { readonly name: string; readonly state: Migrations }[] => [
  ...ofPackages.map(({ name }, index) => ({
    name,
    state: { ofPackages: ofPackages.slice(0, index + 1), ofService: [] },
  })),
  ...ofService.map(({ name }, index) => ({ name, state: { ofPackages, ofService: ofService.slice(0, index + 1) } })),
];

/**
 * Applies migrations one by one to a database whose every table has rows, made after each of them for the next one. Only
 * the first finds no row.
 * @throws Error that names the migration which the rows of its time do not allow
 */
export const upgradeWithRows = async ({ url, folders, seed, known = {} }: Upgrade): Promise<Lost> => {
  const lost: Record<string, readonly string[]> = {};
  const states = statesOf(await readMigrations(folders));
  await withClient(url, async (client) => {
    let tables: readonly Table[] = [];
    for (const { name, state } of states) {
      const before = await readHoldings(client);
      await applyMigrations(url, state).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`migration ${name} fails over rows of seed ${seed}: ${why}`, { cause: error });
      });
      const taken = lostBetween(before, await readHoldings(client, before));
      if (taken.length > 0) lost[name] = taken;
      tables = await fillTables(client, { seed, rows: ROWS, more: MORE, known, before: tables });
    }
  });
  return lost;
};
