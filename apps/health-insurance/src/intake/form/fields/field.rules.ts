import type { Finding } from '@ansinh/contracts/health-insurance/api';
import { measureDecimal, parseDecimal } from '../../../notation/decimals';
import { isBirthMinute, isDay, isMinute } from '../../../notation/national-time';
import { CODE_LISTS, type CodeList, NATIONAL_CODES } from './code-list';
import { CONDITIONS, type Condition } from './field-condition';
import { type FieldSpec, TABLE_NAMES, type TableName, type TableSpec, tableSpec } from './field-spec';
import { structureFinding } from './structure-finding';

export type TableRow = {
  /** STT as sent; the position from 1 where a table has none or it cannot be read. */
  readonly row: number;
  /** Fields by their national names; empty ones are left out. */
  readonly fields: Readonly<Record<string, string>>;
};

type Fault = { readonly expected: string; readonly message: string; readonly messageVi: string };

const NOT_EMPTY: Fault = { expected: 'a value', message: 'is required', messageVi: 'bắt buộc phải có' };

const isAboveHundred = (value: string, { decimals }: FieldSpec): boolean =>
  (parseDecimal(value, decimals) ?? 0n) > 100n * 10n ** BigInt(decimals);

const numberFault = (spec: FieldSpec, value: string): Fault | undefined => {
  const shape = measureDecimal(value);
  if (shape === undefined || shape.decimals > spec.decimals)
    return {
      expected: spec.decimals === 0 ? 'a whole number' : `a number with at most ${spec.decimals} decimals`,
      message: 'is not a plain number',
      messageVi: 'không phải số hợp lệ',
    };
  if (spec.width !== undefined && shape.digits > spec.width)
    return {
      expected: `at most ${spec.width} digits`,
      message: 'has too many digits',
      messageVi: 'vượt quá số chữ số cho phép',
    };
  if (spec.isPercent && shape.whole > 2 && isAboveHundred(value, spec))
    return { expected: '0 to 100', message: 'is above 100 %', messageVi: 'lớn hơn 100 %' };
  return undefined;
};

const dateFault = (expected: string): Fault => ({
  expected,
  message: 'is not a date that exists',
  messageVi: 'không phải ngày tháng có thật',
});

const CHECKS: Readonly<Record<FieldSpec['type'], (spec: FieldSpec, value: string) => Fault | undefined>> = {
  text: (spec, value) =>
    spec.width !== undefined && value.length > spec.width
      ? {
          expected: `at most ${spec.width} characters`,
          message: 'is too long',
          messageVi: 'vượt quá độ dài cho phép',
        }
      : undefined,
  number: numberFault,
  minute: (_, value) => (isMinute(value) ? undefined : dateFault('yyyymmddHHMM')),
  day: (_, value) => (isDay(value) ? undefined : dateFault('yyyymmdd')),
  birth: (_, value) => (isBirthMinute(value) ? undefined : dateFault('yyyymmddHHMM, unknown parts 00')),
  exemption: (_, value) => (isDay(value) || isMinute(value) ? undefined : dateFault('yyyymmdd or yyyymmddHHMM')),
};

const located = (spec: TableSpec, row: TableRow, field: string) => {
  const nationalCode = NATIONAL_CODES.get(`${spec.name}.${field}`);
  return { table: spec.name, row: row.row, field, ...(nationalCode === undefined ? {} : { nationalCode }) };
};

/** What is checked of one field of a table, looked up once and not for every value. */
type FieldCheck = {
  readonly field: FieldSpec;
  readonly isRequired: boolean;
  readonly faultOf: (spec: FieldSpec, value: string) => Fault | undefined;
  readonly codes: CodeList | undefined;
};
type TableCheck = { readonly fields: readonly FieldCheck[]; readonly conditions: readonly Condition[] };

const TABLE_CHECKS: ReadonlyMap<TableName, TableCheck> = new Map(
  TABLE_NAMES.map((name): [TableName, TableCheck] => {
    const fields = [...tableSpec(name).fields.values()].map((field) => ({
      field,
      isRequired: field.requirement === 'required',
      faultOf: CHECKS[field.type],
      codes: CODE_LISTS.get(`${name}.${field.name}`),
    }));
    return [name, { fields, conditions: CONDITIONS.filter(({ table }) => table === name) }];
  }),
);

const faultFinding = (spec: TableSpec, row: TableRow, { field, codes, faultOf }: FieldCheck): Finding | undefined => {
  const value = row.fields[field.name] ?? '';
  const place = located(spec, row, field.name);
  const fault = value === '' ? NOT_EMPTY : faultOf(field, value);
  if (fault !== undefined)
    return structureFinding({
      ...place,
      ...(value === '' ? {} : { found: value }),
      expected: fault.expected,
      message: `${field.name} ${fault.message}`,
      messageVi: `${field.name} ${fault.messageVi}`,
    });
  if (codes === undefined) return undefined;
  return structureFinding({
    ...place,
    rule: 'CODES',
    found: value,
    expected: codes.text,
    message: `${field.name} is not in the national list`,
    messageVi: `${field.name} không có trong danh mục`,
  });
};

const isGood = ({ field, isRequired, faultOf, codes }: FieldCheck, value: string | undefined): boolean => {
  if (value === undefined || value === '') return !isRequired;
  return faultOf(field, value) === undefined && (codes === undefined || codes.values.has(value));
};

const missingByCondition = (spec: TableSpec, row: TableRow, conditions: readonly Condition[]): Finding[] =>
  conditions
    .filter(({ field, needed }) => (row.fields[field] ?? '') === '' && needed(row.fields))
    .map(({ field, because, becauseVi }) =>
      structureFinding({
        ...located(spec, row, field),
        expected: 'a value',
        message: `${field} is required because ${because}`,
        messageVi: `${field} bắt buộc vì ${becauseVi}`,
      }),
    );

/** Of one table: a file of 20,000 rows may have a fault in each of its fields. */
const FINDINGS_MAX = 1_000;

const repeatedNumbers = (spec: TableSpec, rows: readonly TableRow[]): Finding[] => {
  if (spec.fields.get('STT')?.requirement !== 'required') return [];
  const seen = new Set<number>();
  const repeated = rows.filter(({ row }) => seen.has(row) || !seen.add(row));
  const fromZero = repeated.length === 0 ? undefined : rows.find(({ fields }) => Number(fields.STT) === 0);
  if (fromZero !== undefined)
    return [
      structureFinding({
        ...located(spec, fromZero, 'STT'),
        found: fromZero.fields.STT ?? '',
        expected: 'from 1',
        message: 'STT counts from 1',
        messageVi: 'STT phải bắt đầu từ 1',
      }),
    ];
  return repeated.slice(0, FINDINGS_MAX).map((row) =>
    structureFinding({
      ...located(spec, row, 'STT'),
      found: String(row.row),
      expected: 'a number of its own in the table',
      message: 'STT is used by two rows',
      messageVi: 'STT bị trùng trong bảng',
    }),
  );
};

/** Faults of form in the rows of one table: types, widths, requirements, dates, codes. Many more than are told are not looked for. */
export const checkTable = (name: TableName, rows: readonly TableRow[]): Finding[] => {
  const spec = tableSpec(name);
  const { fields, conditions } = TABLE_CHECKS.get(name) ?? { fields: [], conditions: [] };
  const findings: Finding[] = [];
  for (const row of rows) {
    if (findings.length >= FINDINGS_MAX) break;
    for (const check of fields) {
      if (isGood(check, row.fields[check.field.name])) continue;
      const finding = faultFinding(spec, row, check);
      if (finding !== undefined) findings.push(finding);
    }
    findings.push(...missingByCondition(spec, row, conditions));
  }
  findings.push(...repeatedNumbers(spec, rows));
  return findings;
};
