import { type CatalogueKind, type FieldError, type LocalDate, reject, type Sex } from '@ansinh/contracts';
import { parseDecimal } from '../xml/decimals';
import { isDay, localDateOfDigits } from '../xml/national-time';
import type { SentRow } from './catalogue-file';

/** A row as it is held against claims. What it does not say is undefined and restricts nothing. */
export type Entry = {
  readonly code: string;
  readonly name: string | undefined;
  readonly registration: string | undefined;
  readonly bid: string | undefined;
  /** Thousandths of a dong. */
  readonly price: bigint | undefined;
  /** Hundredths of a percent. */
  readonly insuranceRatio: bigint | undefined;
  readonly scope: string | undefined;
  /** Thousandths. */
  readonly quantity: bigint | undefined;
  readonly validFrom: LocalDate | undefined;
  readonly validTo: LocalDate | undefined;
  readonly sex: Sex | undefined;
  readonly ageFrom: number | undefined;
  readonly ageTo: number | undefined;
  /** HHMM */
  readonly opens: string | undefined;
  readonly closes: string | undefined;
};

type Column<Value> = {
  /** National names, the usual one first: one of them is read. */
  readonly names: readonly [string, ...string[]];
  /** Undefined when the text cannot be read. */
  readonly read: (text: string) => Value | undefined;
  readonly expected: string;
};

const text = (...names: [string, ...string[]]): Column<string> => ({
  names,
  read: (value) => (value.length <= 1_024 ? value : undefined),
  expected: 'at most 1024 characters',
});
const decimal = (decimals: number, ...names: [string, ...string[]]): Column<bigint> => ({
  names,
  read: (value) => parseDecimal(value, decimals),
  expected: `a number with at most ${decimals} decimals`,
});
const PERCENT_MAX = 10_000n;
const percent = (...names: [string, ...string[]]): Column<bigint> => ({
  names,
  read: (value) => {
    const read = parseDecimal(value, 2);
    return read !== undefined && read <= PERCENT_MAX ? read : undefined;
  },
  expected: '0 to 100',
});
const date = (...names: [string, ...string[]]): Column<LocalDate> => ({
  names,
  read: (value) => {
    const digits = value.replaceAll('-', '');
    return isDay(digits) ? localDateOfDigits(digits) : undefined;
  },
  expected: 'yyyymmdd',
});
const years = (...names: [string, ...string[]]): Column<number> => ({
  names,
  read: (value) => (/^\d{1,3}$/.test(value) ? Number(value) : undefined),
  expected: 'whole years',
});
const time = (...names: [string, ...string[]]): Column<string> => ({
  names,
  read: (value) => {
    const digits = value.replace(':', '');
    return /^(([01]\d|2[0-3])[0-5]\d|2400)$/.test(digits) ? digits : undefined;
  },
  expected: 'HHMM',
});
const SEXES: Readonly<Record<string, Sex>> = { '1': 'male', '2': 'female' };
const SEX: Column<Sex> = { names: ['GIOI_TINH'], read: (value) => SEXES[value], expected: '1 or 2' };
const SCOPE: Column<string> = {
  names: ['PHAM_VI'],
  read: (value) => (/^[123]$/.test(value) ? value : undefined),
  expected: '1, 2 or 3',
};

type Columns = {
  readonly [Member in keyof Entry]?: Column<NonNullable<Entry[Member]>>;
};

const DATES: Columns = { validFrom: date('TU_NGAY', 'TUNGAY'), validTo: date('DEN_NGAY', 'DENNGAY') };
const PRICED: Columns = {
  ...DATES,
  price: decimal(3, 'DON_GIA_BH', 'DON_GIA'),
  insuranceRatio: percent('TYLE_TT_BH'),
  scope: SCOPE,
};
const BOUGHT: Columns = { ...PRICED, bid: text('TT_THAU'), quantity: decimal(3, 'SO_LUONG') };

/** What is read of the files 01-06/DM, by kind. Other columns are the facility's own. */
const COLUMNS: Readonly<Record<CatalogueKind, Columns>> = {
  drugs: { ...BOUGHT, code: text('MA_THUOC'), name: text('TEN_THUOC'), registration: text('SO_DANG_KY') },
  supplies: { ...BOUGHT, code: text('MA_VAT_TU'), name: text('TEN_VAT_TU') },
  services: {
    ...PRICED,
    code: text('MA_DICH_VU'),
    name: text('TEN_DICH_VU'),
    sex: SEX,
    ageFrom: years('TUOI_TU'),
    ageTo: years('TUOI_DEN'),
  },
  staff: {
    ...DATES,
    code: text('MACCHN', 'MA_BAC_SI'),
    name: text('HO_TEN'),
    opens: time('TU_GIO'),
    closes: time('DEN_GIO'),
  },
  machines: { ...DATES, code: text('MA_MAY'), name: text('TEN_TB') },
  beds: { ...DATES, code: text('MA_GIUONG'), name: text('MA_KHOA') },
};

const LISTED: readonly (keyof Entry)[] = ['code', 'name', 'price'];
const NEEDED: Readonly<Record<CatalogueKind, readonly (keyof Entry)[]>> = {
  drugs: LISTED,
  supplies: LISTED,
  services: LISTED,
  staff: ['code'],
  machines: ['code'],
  beds: ['code'],
};

const ROWS_MAX = 50_000;
const ERRORS_MAX = 200;

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
    const value = column.read(sent);
    if (value === undefined) refuse(name, `is not ${column.expected}`);
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
export const entriesOf = (kind: CatalogueKind, rows: readonly SentRow[]): Entry[] => {
  if (rows.length === 0) throw reject('catalogue.unreadable', { reason: 'there are no rows' });
  if (rows.length > ROWS_MAX) throw reject('catalogue.unreadable', { reason: `a list has at most ${ROWS_MAX} rows` });
  const errors: FieldError[] = [];
  const entries = rows.map((row, index) =>
    readRow(kind, row, (column, detail) => errors.push({ pointer: `/${index}/${column}`, detail })),
  );
  if (errors.length > 0)
    throw reject('catalogue.rows-invalid', { findings: errors.length, errors: errors.slice(0, ERRORS_MAX) });
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
