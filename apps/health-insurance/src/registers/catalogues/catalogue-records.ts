import { createHash } from 'node:crypto';
import type { CatalogueKind } from '@ansinh/contracts/health-insurance/registers.api';
import { reading } from '@ansinh/threads';
import { entriesOf } from './catalogue.rules';
import { type Entry, headingsOf } from './catalogue-column';
import { readCatalogueFile } from './file/catalogue-file';

/** A list that was read and may be stored. Plain data: it comes from a thread. */
export type ReadCatalogue = {
  readonly sha256: string;
  readonly rowCount: number;
  /** Its rows for the database: a JSON array in UTF-8, which nobody reads again on its way there. */
  readonly records: Uint8Array;
};

const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

// JSON has no bigint: they travel as text, and PostgreSQL reads them exactly.
const numberText = (value: bigint | undefined): string | undefined => value?.toString();

const recordOf = (entry: Entry, index: number) => ({
  row_number: index + 1,
  code: entry.code,
  name: entry.name,
  registration: entry.registration,
  bid: entry.bid,
  price: numberText(entry.price),
  insurance_ratio: numberText(entry.insuranceRatio),
  scope: entry.scope,
  quantity: numberText(entry.quantity),
  valid_from: entry.validFrom,
  valid_to: entry.validTo,
  sex: entry.sex,
  age_from: entry.ageFrom,
  age_to: entry.ageTo,
  opens: entry.opens,
  closes: entry.closes,
});

/** A row on its way to the database; what it does not have is left out. */
export type SentRecord = ReturnType<typeof recordOf>;

/** Reads a list whole. @throws Rejection catalogue.unreadable, catalogue.rows-invalid */
const readCatalogue = async (content: Buffer, kind: CatalogueKind): Promise<ReadCatalogue> => {
  const { rows, placeOf } = await readCatalogueFile(content, headingsOf(kind));
  const entries = entriesOf(kind, rows, placeOf);
  return {
    sha256: sha256Of(content),
    rowCount: entries.length,
    records: new TextEncoder().encode(JSON.stringify(entries.map(recordOf))),
  };
};

/** A workbook of 50,000 rows takes a second and a hundred megabytes: no list is read where others are answered. */
export const catalogueReading = reading({ name: 'catalogue', read: readCatalogue });
