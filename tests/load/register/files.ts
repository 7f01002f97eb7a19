// The register as the two kinds of file that the import takes.
import type { ImportRow } from '@ansinh/contracts/enrollment/imports.api';

export type Format = 'ndjson' | 'csv';

export const TYPES = { ndjson: 'application/x-ndjson', csv: 'text/csv' } as const satisfies Record<Format, string>;
export const WISH = { seed: 26, initialFacilityCodes: ['66001', '66101', '66012'] } as const;

/** As many as a second person approves at a time. */
export const FILE_ROWS = 5_000;
export const PERSON_FIELDS = [
  'personalId',
  'fullName',
  'birthDate',
  'sex',
  'siNumber',
  'phone',
  'email',
  'communeCode',
] as const satisfies readonly (keyof ImportRow)[];
export const CARD_FIELDS = [
  'cardNumber',
  'validFrom',
  'validTo',
  'initialFacilityCode',
  'fiveYearsOn',
] as const satisfies readonly (keyof NonNullable<ImportRow['card']>)[];

const cells = (values: readonly (string | undefined)[]): string =>
  values.map((value) => `"${(value ?? '').replaceAll('"', '""')}"`).join(',');

export const csvOf = ({ card, ...person }: ImportRow): string =>
  cells([...PERSON_FIELDS.map((name) => person[name]), ...CARD_FIELDS.map((name) => card?.[name])]);

const HEADING = [...PERSON_FIELDS, ...CARD_FIELDS.map((name) => `card.${name}`)].join(',');

/** One file of the rows. */
export const fileOf = (format: Format, rows: Iterable<ImportRow>): string => {
  const lines = format === 'csv' ? [HEADING] : [];
  for (const row of rows) lines.push(format === 'csv' ? csvOf(row) : JSON.stringify(row));
  return `${lines.join('\n')}\n`;
};
