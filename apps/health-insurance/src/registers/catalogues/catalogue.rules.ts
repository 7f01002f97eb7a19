import { reject } from '@ansinh/contracts/catalogue/problems';
import type { CatalogueKind } from '@ansinh/contracts/health-insurance/registers.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { FindingCount } from '@ansinh/contracts/wire/field-error';
import { COLUMNS, type Column, type Entry, NEEDED } from './catalogue-column';
import { cellText } from './file/cell.rules';
import { ROWS_MAX, type SentFile, type SentRow } from './file/sent-row';

export type { Entry } from './catalogue-column';

const readRow = (kind: CatalogueKind, row: SentRow, refuse: (column: string, detail: string) => void): Entry => {
  const columns = COLUMNS[kind];
  const read = <Member extends keyof Entry>(member: Member): NonNullable<Entry[Member]> | undefined => {
    const column: Column<NonNullable<Entry[Member]>> | undefined = columns[member];
    if (column === undefined) return undefined;
    const name = column.names.find((each) => row[each] !== undefined) ?? column.names[0];
    const sent = row[name];
    if (sent === undefined) {
      if (NEEDED[kind].includes(member)) refuse(name, 'is required');
      return undefined;
    }
    const cell = cellText(sent, column.use);
    const value = 'text' in cell ? column.read(cell.text) : undefined;
    if (value === undefined) refuse(name, 'fault' in cell ? cell.fault : `is not ${column.expected}`);
    return value;
  };
  const [validFrom, validTo] = [read('validFrom'), read('validTo')];
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) refuse('DEN_NGAY', 'is before TU_NGAY');
  return {
    code: read('code') ?? '',
    name: read('name'),
    registration: read('registration'),
    bid: read('bid'),
    price: read('price'),
    insuranceRatio: read('insuranceRatio'),
    scope: read('scope'),
    quantity: read('quantity'),
    validFrom,
    validTo,
    sex: read('sex'),
    ageFrom: read('ageFrom'),
    ageTo: read('ageTo'),
    opens: read('opens'),
    closes: read('closes'),
  };
};

/**
 * Rows of a file as entries. Throws `catalogue.unreadable` for an empty or endless list, `catalogue.rows-invalid` with
 * the place of each value that is missing or cannot be read. One code may stand in several rows: several bids.
 */
export const entriesOf = (kind: CatalogueKind, rows: SentFile['rows'], placeOf?: SentFile['placeOf']): Entry[] => {
  if (rows.length === 0) throw reject('catalogue.unreadable', { reason: 'there are no rows' });
  if (rows.length > ROWS_MAX) throw reject('catalogue.unreadable', { reason: `a list has at most ${ROWS_MAX} rows` });
  const found = new FindingCount();
  const entries = rows.map((row, index) =>
    readRow(kind, row, (column, detail) => {
      found.add(() => {
        const place = placeOf?.(index, column);
        return { pointer: `/${index}/${column}`, detail: place === undefined ? detail : `${detail} (${place})` };
      });
    }),
  );
  if (found.findings > 0) throw reject('catalogue.rows-invalid', found.told);
  return entries;
};

/** One uploaded list of a facility. */
export type Version = {
  readonly catalogueId: string;
  readonly kind: CatalogueKind;
  readonly validFrom: LocalDate;
  readonly version: number;
};

const isNewer = (one: Version, other: Version | undefined): boolean =>
  other === undefined ||
  one.validFrom > other.validFrom ||
  (one.validFrom === other.validFrom && one.version > other.version);

/** The list of a kind that counts on a day: the latest first day up to it, and of one day the latest version. */
export const versionOn = (versions: readonly Version[], kind: CatalogueKind, day: LocalDate): Version | undefined => {
  let found: Version | undefined;
  for (const version of versions)
    if (version.kind === kind && version.validFrom <= day && isNewer(version, found)) found = version;
  return found;
};

/** The rows of a code that hold on a day. */
export type OnDay = (code: string) => readonly Entry[];

/** What a facility may use, by kind and day; undefined where it has uploaded no list: then there is nothing to compare. */
export type Catalogues = (kind: CatalogueKind, day: LocalDate) => OnDay | undefined;

export const NO_CATALOGUES: Catalogues = () => undefined;

type Stored = { readonly catalogueId: string; readonly entry: Entry };

/** Lists with the rows of the codes that matter; look-ups are by day, and worked out once a day and kind. */
export const cataloguesOf = (versions: readonly Version[], stored: readonly Stored[]): Catalogues => {
  if (versions.length === 0) return NO_CATALOGUES;
  const rows = new Map<string, Entry[]>();
  for (const { catalogueId, entry } of stored) {
    const key = `${catalogueId}|${entry.code}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, [entry]);
    else known.push(entry);
  }
  const days = new Map<string, OnDay | undefined>();
  const listOn = (kind: CatalogueKind, day: LocalDate): OnDay | undefined => {
    const version = versionOn(versions, kind, day);
    if (version === undefined) return undefined;
    return (code) =>
      (rows.get(`${version.catalogueId}|${code}`) ?? []).filter(
        ({ validFrom, validTo }) =>
          (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo),
      );
  };
  return (kind, day) => {
    const key = `${kind}|${day}`;
    if (!days.has(key)) days.set(key, listOn(kind, day));
    return days.get(key);
  };
};
