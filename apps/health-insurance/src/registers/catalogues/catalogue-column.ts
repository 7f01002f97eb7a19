import type { CatalogueKind } from '@ansinh/contracts/health-insurance/registers.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { parseDecimal } from '../../notation/decimals';
import { isDay, localDateOfDigits } from '../../notation/national-time';
import type { CellUse } from './file/cell.rules';
import type { Headings } from './file/sent-row';

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

type Names = [string, ...string[]];

export type Column<Value> = {
  /** National names, the usual one first: the first of them that a row has is read. */
  readonly names: Readonly<Names>;
  /** What a cell of a spreadsheet is taken for. */
  readonly use: CellUse;
  /** Undefined when the text cannot be read. */
  readonly read: (text: string) => Value | undefined;
  readonly expected: string;
};

const text = (...names: Names): Column<string> => ({
  names,
  use: 'text',
  read: (value) => (value.length <= 1_024 ? value : undefined),
  expected: 'at most 1024 characters',
});
const decimal = (decimals: number, ...names: Names): Column<bigint> => ({
  names,
  use: 'number',
  read: (value) => parseDecimal(value, decimals),
  expected: `a number with at most ${decimals} decimals`,
});
const PERCENT_MAX = 10_000n;
const percent = (...names: Names): Column<bigint> => ({
  names,
  use: 'percent',
  read: (value) => {
    const read = parseDecimal(value, 2);
    return read !== undefined && read <= PERCENT_MAX ? read : undefined;
  },
  expected: '0 to 100',
});
const date = (...names: Names): Column<LocalDate> => ({
  names,
  use: 'date',
  read: (value) => {
    const digits = value.replaceAll('-', '');
    return isDay(digits) ? localDateOfDigits(digits) : undefined;
  },
  expected: 'yyyymmdd',
});
const years = (...names: Names): Column<number> => ({
  names,
  use: 'number',
  read: (value) => (/^\d{1,3}$/.test(value) ? Number(value) : undefined),
  expected: 'whole years',
});
/** HHMM of a time; of spans such as `0700-1130;1330-1700` the begin of the first or the end of the last. */
const time = (end: 'begin' | 'end', ...names: Names): Column<string> => ({
  names,
  use: 'time',
  read: (value) => {
    const times = value.replaceAll(':', '').split(/[-;]/);
    const isTime = (digits: string): boolean => /^(([01]\d|2[0-3])[0-5]\d|2400)$/.test(digits.trim());
    return times.every(isTime) ? times.at(end === 'begin' ? 0 : -1)?.trim() : undefined;
  },
  expected: 'HHMM or HHMM-HHMM',
});
const SEXES: Readonly<Record<string, Sex>> = { '1': 'male', '2': 'female' };
const SEX: Column<Sex> = { names: ['GIOI_TINH'], use: 'number', read: (value) => SEXES[value], expected: '1 or 2' };
const SCOPE: Column<string> = {
  names: ['PHAM_VI'],
  use: 'number',
  read: (value) => (/^[123]$/.test(value) ? value : undefined),
  expected: '1, 2 or 3',
};

export type Columns = {
  readonly [Member in keyof Entry]?: Column<NonNullable<Entry[Member]>>;
};

const DATES: Columns = { validFrom: date('TU_NGAY', 'TUNGAY'), validTo: date('DEN_NGAY', 'DENNGAY') };
const INSURED: Columns = { ...DATES, insuranceRatio: percent('TYLE_TT_BH'), scope: SCOPE };
const BOUGHT: Columns = {
  ...INSURED,
  price: decimal(3, 'DON_GIA_BH', 'DON_GIA'),
  bid: text('TT_THAU'),
  quantity: decimal(3, 'SO_LUONG'),
};

/**
 * Which columns of the national forms are read, by kind: drugs 03/DM, supplies 04/DM, services 05/DM, staff 02/DM,
 * machines 06/DM. Form 01/DM counts beds by department; beds are listed by the codes that claims name (MA_GIUONG). Columns
 * that are not named here are the facility's own. Names as the forms of the national portal print them.
 */
export const COLUMNS: Readonly<Record<CatalogueKind, Columns>> = {
  drugs: { ...BOUGHT, code: text('MA_THUOC'), name: text('TEN_THUOC'), registration: text('SO_DANG_KY') },
  supplies: { ...BOUGHT, code: text('MA_VAT_TU'), name: text('TEN_VAT_TU') },
  services: {
    ...INSURED,
    // 05/DM has the price of the service and, with radiopharmaceuticals, the price that is paid for both.
    price: decimal(3, 'DON_GIA_BH', 'GIA_THANH_TOAN', 'DON_GIA'),
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
    opens: time('begin', 'TU_GIO', 'THOIGIAN_NGAY'),
    closes: time('end', 'DEN_GIO', 'THOIGIAN_NGAY'),
  },
  machines: { ...DATES, code: text('MA_MAY'), name: text('TEN_TB') },
  beds: { ...DATES, code: text('MA_GIUONG'), name: text('MA_KHOA') },
};

const LISTED: readonly (keyof Entry)[] = ['code', 'name', 'price'];
export const NEEDED: Readonly<Record<CatalogueKind, readonly (keyof Entry)[]>> = {
  drugs: LISTED,
  supplies: LISTED,
  services: LISTED,
  staff: ['code'],
  machines: ['code'],
  beds: ['code'],
};

export const headingsOf = (kind: CatalogueKind): Headings => ({
  known: new Set(Object.values(COLUMNS[kind]).flatMap(({ names }) => names)),
  codes: COLUMNS[kind].code?.names ?? [],
});
