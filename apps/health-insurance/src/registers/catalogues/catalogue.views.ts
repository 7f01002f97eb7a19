import { type Catalogue, type CatalogueEntry, CatalogueKind } from '@ansinh/contracts/health-insurance/registers.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { dateColumn, localDateOf } from '@ansinh/database';
import { cursorPage, NUMBER_PART } from '@ansinh/http';
import type { CatalogueEntry as EntryRow, Catalogue as Row } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { decimalText } from '../../notation/decimals';
import { type Catalogues, cataloguesOf, type Entry, NO_CATALOGUES, type Version, versionOn } from './catalogue.rules';

type Db = Tx['db'];

export const catalogueOf = (row: Row): Catalogue => ({
  catalogueId: row.catalogueId,
  facilityCode: row.facilityCode,
  kind: CatalogueKind.parse(row.kind),
  validFrom: localDateOf(row.validFrom),
  version: row.version,
  rows: row.rowCount,
  uploadedAt: row.uploadedAt.toISOString(),
});

/** Every list of a facility that began up to a day. */
const listVersions = async (db: Db, facilityCode: string, until: LocalDate): Promise<Catalogue[]> => {
  const rows = await db.catalogue.findMany({ where: { facilityCode, validFrom: { lte: dateColumn(until) } } });
  return rows.map(catalogueOf);
};

/** The lists of a facility that count on a day, one of each kind that it has. */
export const listCatalogues = async (db: Db, facilityCode: string, day: LocalDate): Promise<Catalogue[]> => {
  const versions = await listVersions(db, facilityCode, day);
  return CatalogueKind.options.flatMap((kind) => {
    const found = versionOn(versions, kind, day);
    return versions.filter(({ catalogueId }) => catalogueId === found?.catalogueId);
  });
};

/** The list of one kind that counts on a day. */
export const findCatalogue = async (
  db: Db,
  { facilityCode, kind }: Pick<Catalogue, 'facilityCode' | 'kind'>,
  day: LocalDate,
): Promise<Catalogue | undefined> => (await listCatalogues(db, facilityCode, day)).find((list) => list.kind === kind);

const entryOf = (row: EntryRow): Entry => ({
  code: row.code,
  name: row.name ?? undefined,
  registration: row.registration ?? undefined,
  bid: row.bid ?? undefined,
  price: row.price ?? undefined,
  insuranceRatio: row.insuranceRatio === null ? undefined : BigInt(row.insuranceRatio),
  scope: row.scope ?? undefined,
  quantity: row.quantity ?? undefined,
  validFrom: row.validFrom === null ? undefined : localDateOf(row.validFrom),
  validTo: row.validTo === null ? undefined : localDateOf(row.validTo),
  sex: row.sex === null ? undefined : Sex.parse(row.sex),
  ageFrom: row.ageFrom ?? undefined,
  ageTo: row.ageTo ?? undefined,
  opens: row.opens ?? undefined,
  closes: row.closes ?? undefined,
});

/** What is known of a row, as it is told. */
export const toldEntry = (row: EntryRow): CatalogueEntry => {
  const { price, insuranceRatio, quantity, ...entry } = entryOf(row);
  const known = Object.entries({
    ...entry,
    price: price === undefined ? undefined : decimalText(price, 3),
    insuranceRatio: insuranceRatio === undefined ? undefined : decimalText(insuranceRatio, 2),
    quantity: quantity === undefined ? undefined : decimalText(quantity, 3),
  }).filter(([, value]) => value !== undefined);
  return { row: row.rowNumber, code: row.code, ...Object.fromEntries(known) };
};

export type EntryFilter = { readonly pageSize: number; readonly cursor?: string | undefined };

/** The rows of a list in the order in which they were sent. */
export const listEntries = (db: Db, catalogueId: string, query: EntryFilter): Promise<Page<CatalogueEntry>> =>
  cursorPage({
    query,
    parts: [NUMBER_PART],
    find: ([after], take) =>
      db.catalogueEntry.findMany({
        where: { catalogueId, ...(after === undefined ? {} : { rowNumber: { gt: after } }) },
        orderBy: { rowNumber: 'asc' },
        take,
      }),
    cursorOf: ({ rowNumber }) => [String(rowNumber)],
    view: toldEntry,
  });

export type Wanted = {
  /** Codes of drugs, services, supplies, persons, machines and beds, of all kinds together. */
  readonly codes: readonly string[];
  readonly days: readonly LocalDate[];
};

/** What a facility may use of some codes on some days, by its lists: no query without a list, one for all kinds with. */
export const findCatalogues = async (
  db: Db,
  versions: readonly Version[],
  { codes, days }: Wanted,
): Promise<Catalogues> => {
  const kinds = [...new Set(versions.map(({ kind }) => kind))];
  const used = new Set(
    kinds.flatMap((kind) => days.flatMap((day) => versionOn(versions, kind, day)?.catalogueId ?? [])),
  );
  if (used.size === 0) return NO_CATALOGUES;
  const rows = await db.catalogueEntry.findMany({
    where: { catalogueId: { in: [...used] }, code: { in: [...codes] } },
    orderBy: [{ catalogueId: 'asc' }, { rowNumber: 'asc' }],
  });
  return cataloguesOf(
    versions,
    rows.map((row) => ({ catalogueId: row.catalogueId, entry: entryOf(row) })),
  );
};
