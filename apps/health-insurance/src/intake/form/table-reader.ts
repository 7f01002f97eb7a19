import type { Finding } from '@ansinh/contracts/health-insurance/api';
import { readXml, XmlError } from '@ansinh/xml';
import { ROWS_MAX, TABLE_LIMITS } from './claim-file-limits';
import type { TableRow } from './fields/field.rules';
import { type TableName, tableSpec } from './fields/field-spec';
import { structureFinding } from './fields/structure-finding';

export type ReadTable = { readonly rows: readonly TableRow[]; readonly findings: readonly Finding[] };

const FINDINGS_MAX = 200;

/** A check-in is signed inside its root; the signature is no part of the table and is not read. */
const SIGNATURE = 'CHUKYDONVI';

const rowNumber = (fields: Record<string, string>, position: number): number => {
  const stt = fields.STT ?? '';
  return /^\d{1,9}$/.test(stt) && Number(stt) > 0 ? Number(stt) : position;
};

/**
 * Reads the inner XML of one table by element names. Unknown, repeated and nested elements are findings; XML that is
 * not well-formed, or has another root, is one finding with the place.
 */
export const readTable = (table: TableName, xml: string): ReadTable => {
  const { elements, fields: known, former } = tableSpec(table);
  const rowDepth = elements.length - 1;
  const rows: TableRow[] = [];
  const findings: Finding[] = [];
  let fields: Record<string, string> = {};
  let isInSignature = false;

  const report = (field: string, message: string, messageVi: string): void => {
    if (findings.length >= FINDINGS_MAX) return;
    const row = rowNumber(fields, rows.length + 1);
    findings.push(structureFinding({ table, row, field: field.slice(0, 100), message, messageVi }));
  };

  const open = (name: string, depth: number, fail: (reason: string) => never): void => {
    if (depth === 1 && name === SIGNATURE && table === 'XML0') isInSignature = true;
    if (isInSignature) return;
    if (depth === 0 && name !== elements[0]) fail(`the root is <${name}> where ${table} has <${elements[0]}>`);
    if (depth > 0 && depth <= rowDepth && name !== elements[depth])
      fail(`<${name}> stands where ${table} has <${elements[depth]}>`);
    if (depth === rowDepth && rows.length >= ROWS_MAX) fail(`${table} has more than ${ROWS_MAX} rows`);
    if (depth > rowDepth + 1) fail(`<${name}> stands inside a field of ${table}`);
  };
  const close = (name: string, depth: number, text: string): void => {
    if (isInSignature) {
      isInSignature = depth > 1;
      return;
    }
    if (depth === rowDepth + 1) {
      const value = text.trim();
      // The name as the specification has it: V8 need not look each name up among all its texts.
      const field = known.get(name)?.name ?? former.get(name);
      if (field === undefined) report(name, `${name} is not a field of ${table}`, `${name} không thuộc bảng ${table}`);
      else if (fields[field] !== undefined)
        report(name, `${name} stands twice in a row`, `${name} lặp lại trong một dòng`);
      else if (value !== '') fields[field] = value;
      return;
    }
    if (text.trim() !== '')
      report(name, `there is text directly inside <${name}>`, `có nội dung nằm ngoài các trường trong <${name}>`);
    if (depth !== rowDepth) return;
    rows.push({ row: rowNumber(fields, rows.length + 1), fields });
    fields = {};
  };

  try {
    const allowsAttribute = (name: string): boolean => isInSignature || /^(xmlns|xsi)(:|$)/.test(name);
    readXml(xml, { open, close, allowsAttribute, mayDeclareUtf16: true }, TABLE_LIMITS);
    return { rows, findings };
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const fault = structureFinding({
      table,
      message: `the XML of ${table} cannot be read: ${error.message}`,
      messageVi: `không đọc được XML của bảng ${table}: dòng ${error.line}, cột ${error.column}`,
    });
    return { rows: [], findings: [fault] };
  }
};
