import type { Finding } from '@ansinh/contracts';
import { parseDecimal, significantDigits } from '../decimals';
import { isBirthMinute, isDay, isMinute } from '../national-time';
import { structureFinding } from '../structure-finding';
import { CODE_LISTS, NATIONAL_CODES } from './code-lists';
import { CONDITIONS, type Condition } from './field-conditions';
import { type FieldSpec, type TableName, type TableSpec, tableSpec } from './field-spec';

export type TableRow = {
  /** STT as sent; the position from 1 where a table has none or it cannot be read. */
  readonly row: number;
  /** Fields by their national names; empty ones are left out. */
  readonly fields: Readonly<Record<string, string>>;
};

type Fault = { readonly expected: string; readonly message: string; readonly messageVi: string };

const NOT_EMPTY: Fault = { expected: 'a value', message: 'is required', messageVi: 'bắt buộc phải có' };

/** Percentages are not above 100; other numbers are bounded by their width alone. */
const isPercent = (name: string): boolean => name.startsWith('TYLE_') || name === 'MUC_HUONG';

const numberFault = (spec: FieldSpec, value: string): Fault | undefined => {
  const parsed = parseDecimal(value, spec.decimals);
  if (parsed === undefined)
    return {
      expected: spec.decimals === 0 ? 'a whole number' : `a number with at most ${spec.decimals} decimals`,
      message: 'is not a plain number',
      messageVi: 'không phải số hợp lệ',
    };
  if (spec.width !== undefined && significantDigits(value) > spec.width)
    return {
      expected: `at most ${spec.width} digits`,
      message: 'has too many digits',
      messageVi: 'vượt quá số chữ số cho phép',
    };
  if (isPercent(spec.name) && parsed > 100n * 10n ** BigInt(spec.decimals))
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

const fieldFinding = (spec: TableSpec, row: TableRow, field: FieldSpec): Finding | undefined => {
  const value = row.fields[field.name] ?? '';
  if (value === '') {
    if (field.requirement !== 'required') return undefined;
    const { message, messageVi, expected } = NOT_EMPTY;
    return structureFinding({
      ...located(spec, row, field.name),
      expected,
      message: `${field.name} ${message}`,
      messageVi: `${field.name} ${messageVi}`,
    });
  }
  const fault = CHECKS[field.type](field, value);
  if (fault !== undefined)
    return structureFinding({
      ...located(spec, row, field.name),
      found: value,
      expected: fault.expected,
      message: `${field.name} ${fault.message}`,
      messageVi: `${field.name} ${fault.messageVi}`,
    });
  const codes = CODE_LISTS.get(`${spec.name}.${field.name}`);
  if (codes === undefined || codes.values.has(value)) return undefined;
  return structureFinding({
    ...located(spec, row, field.name),
    rule: 'CODES',
    found: value,
    expected: codes.text,
    message: `${field.name} is not in the national list`,
    messageVi: `${field.name} không có trong danh mục`,
  });
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

const repeatedNumbers = (spec: TableSpec, rows: readonly TableRow[]): Finding[] => {
  if (spec.fields.get('STT')?.requirement !== 'required') return [];
  const seen = new Set<number>();
  const repeated = rows.filter(({ row }) => seen.has(row) || !seen.add(row));
  return repeated.map((row) =>
    structureFinding({
      ...located(spec, row, 'STT'),
      found: String(row.row),
      expected: 'a number of its own in the table',
      message: 'STT is used by two rows',
      messageVi: 'STT bị trùng trong bảng',
    }),
  );
};

/** Faults of form in the rows of one table: types, widths, requirements, dates, codes. */
export const checkTable = (name: TableName, rows: readonly TableRow[]): Finding[] => {
  const spec = tableSpec(name);
  const fields = [...spec.fields.values()];
  const conditions = CONDITIONS.filter(({ table }) => table === name);
  return [
    ...rows.flatMap((row) => [
      ...fields.flatMap((field) => fieldFinding(spec, row, field) ?? []),
      ...missingByCondition(spec, row, conditions),
    ]),
    ...repeatedNumbers(spec, rows),
  ];
};
