import type { Catalogue } from '@ansinh/contracts/health-insurance/registers.api';
import type { FileRow } from '@ansinh/contracts/operations/held-rows.api';
import { dateColumn } from '@ansinh/database';
import type { CatalogueEntry as EntryRow } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { findCatalogue, toldEntry } from './catalogue.views';
import { catalogueReading, type SentRecord } from './catalogue-records';

type List = Pick<Catalogue, 'facilityCode' | 'kind' | 'validFrom'>;

/** As it would be read back once it is stored. */
const storedOf = (sent: SentRecord): EntryRow => ({
  catalogueId: '',
  rowNumber: sent.row_number,
  code: sent.code,
  name: sent.name ?? null,
  registration: sent.registration ?? null,
  bid: sent.bid ?? null,
  price: sent.price === undefined ? null : BigInt(sent.price),
  insuranceRatio: sent.insurance_ratio === undefined ? null : Number(sent.insurance_ratio),
  scope: sent.scope ?? null,
  quantity: sent.quantity === undefined ? null : BigInt(sent.quantity),
  validFrom: sent.valid_from === undefined ? null : dateColumn(sent.valid_from),
  validTo: sent.valid_to === undefined ? null : dateColumn(sent.valid_to),
  sex: sent.sex ?? null,
  ageFrom: sent.age_from ?? null,
  ageTo: sent.age_to ?? null,
  opens: sent.opens ?? null,
  closes: sent.closes ?? null,
});

type Named = { readonly name: string; readonly row: number; readonly values: Readonly<Record<string, unknown>> };

/** One code may stand in several rows, by several bids: then the first one is the first one. */
const namedOf = (rows: readonly EntryRow[]): readonly Named[] => {
  const seen = new Map<string, number>();
  return rows.map((stored) => {
    const { row, ...values } = toldEntry(stored);
    const name = `${stored.code}|${stored.bid ?? ''}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { name: `${name}|${before}`, row, values };
  });
};

/** The list that counts on the first day of the new one, row by row. */
const listNow = async (db: Tx['db'], list: List): Promise<readonly Named[]> => {
  const found = await findCatalogue(db, list, list.validFrom);
  if (found === undefined) return [];
  const { catalogueId } = found;
  return namedOf(await db.catalogueEntry.findMany({ where: { catalogueId }, orderBy: { rowNumber: 'asc' } }));
};

const codeOf = (name: string): string => name.split('|')[0] ?? '';

/** What a new list would change, row by row; at its end what is in the list of now and no longer in the new one. */
export const listChanges = async (
  db: Tx['db'],
  { content, ...list }: List & { readonly content: Buffer },
): Promise<readonly FileRow[]> => {
  const { records } = await catalogueReading.of(content, list.kind);
  // Written by the reading, of its own type.
  const sent = namedOf((JSON.parse(new TextDecoder().decode(records)) as SentRecord[]).map(storedOf));
  const left = new Map((await listNow(db, list)).map((one) => [one.name, one.values]));
  const rows = sent.map(({ name, row, values: after }): FileRow => {
    const before = left.get(name) ?? null;
    left.delete(name);
    return { row, key: codeOf(name), before, after };
  });
  return [...rows, ...[...left].map(([name, before]) => ({ row: null, key: codeOf(name), before, after: null }))];
};
