import type { Finding } from '@ansinh/contracts/health-insurance/api';
import { decodeUtf8, readXml, XmlError } from '@ansinh/xml';
import { isDay } from '../../notation/national-time';
import { ENCOUNTERS_MAX, ENVELOPE_LIMITS } from './claim-file-limits';
import { checkTable, type TableRow } from './fields/field.rules';
import { TABLE_SPECS, type TableName } from './fields/field-spec';
import { structureFinding } from './fields/structure-finding';
import { readTable } from './table-reader';

/** One HOSO: one visit or stay, its rows by table. */
export type Encounter = {
  /** MA_LK of the hospital. */
  readonly encounterKey: string;
  readonly tables: ReadonlyMap<TableName, readonly TableRow[]>;
};

/** A fault and the HOSO (from 1) it stands in; undefined when the envelope is meant. */
export type LocatedFinding = { readonly encounter: number | undefined; readonly finding: Finding };

export type ClaimFile = {
  /** MACSKCB of the envelope. */
  readonly facilityCode: string;
  readonly encounters: readonly Encounter[];
  /** The file as text: what a signature is verified on. */
  readonly xml: string;
  /** Whether CHUKYDONVI holds an element; what it is worth is not known here. */
  readonly hasSignature: boolean;
  readonly findings: readonly LocatedFinding[];
};

const ROOT = 'GIAMDINHHS';
const LIST = `${ROOT}/THONGTINHOSO/DANHSACHHOSO`;
const FILE = `${LIST}/HOSO/FILEHOSO`;
const BRANCHES = new Set([ROOT, `${ROOT}/THONGTINDONVI`, `${ROOT}/THONGTINHOSO`, LIST, `${LIST}/HOSO`, FILE]);
const LEAVES = new Set([
  `${ROOT}/THONGTINDONVI/MACSKCB`,
  `${ROOT}/THONGTINHOSO/NGAYLAP`,
  `${ROOT}/THONGTINHOSO/SOLUONGHOSO`,
  `${FILE}/LOAIHOSO`,
  `${FILE}/NOIDUNGFILE`,
]);
/** The XML signature is verified as bytes elsewhere; its elements are no fields of the claim. */
const SIGNATURE = `${ROOT}/CHUKYDONVI`;

const FINDINGS_MAX = 1_000;

type Part = { readonly kind: string; readonly content: string };

/** Base64 in lines of any length; undefined unless it is exactly the canonical text of its bytes. */
const decodeBase64 = (content: string): Buffer | undefined => {
  const text = content.replace(/\s+/g, '');
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};

const fault = (message: string, messageVi: string, more: Partial<Finding> = {}): Finding =>
  structureFinding({
    message,
    messageVi,
    ...(more.table === undefined ? {} : { table: more.table }),
    ...(more.row === undefined ? {} : { row: more.row }),
    ...(more.field === undefined ? {} : { field: more.field }),
    ...(more.found === undefined ? {} : { found: more.found }),
    ...(more.expected === undefined ? {} : { expected: more.expected }),
  });

const readPart = (part: Part): { rows: readonly TableRow[]; findings: readonly Finding[] } => {
  if (part.content.trim() === '') return { rows: [], findings: [] };
  const spec = TABLE_SPECS.get(part.kind);
  if (spec === undefined || spec.name === 'XML0') {
    const kind = part.kind.slice(0, 20);
    return {
      rows: [],
      findings: [fault(`LOAIHOSO ${kind} is unknown`, `LOAIHOSO ${kind} không hợp lệ`, { field: 'LOAIHOSO' })],
    };
  }
  const table = spec.name;
  const bytes = decodeBase64(part.content);
  if (bytes === undefined)
    return {
      rows: [],
      findings: [fault('NOIDUNGFILE is not base64', 'NOIDUNGFILE không phải base64', { table, field: 'NOIDUNGFILE' })],
    };
  const xml = decodeUtf8(bytes);
  if (xml === undefined)
    return {
      rows: [],
      findings: [
        fault('the content is not UTF-8', 'nội dung không phải UTF-8', {
          table,
          field: 'NOIDUNGFILE',
          expected: 'UTF-8',
        }),
      ],
    };
  const read = readTable(table, xml);
  return { rows: read.rows, findings: [...read.findings, ...checkTable(table, read.rows)] };
};

const keyFindings = (encounterKey: string, tables: ReadonlyMap<TableName, readonly TableRow[]>): Finding[] =>
  [...tables].flatMap(([table, rows]) =>
    rows
      .filter(({ fields }) => fields.MA_LK !== undefined && fields.MA_LK !== encounterKey)
      .slice(0, FINDINGS_MAX)
      .map(({ row, fields }) =>
        fault('MA_LK differs from XML1', 'MA_LK khác với bảng XML1', {
          table,
          row,
          field: 'MA_LK',
          found: fields.MA_LK,
          expected: encounterKey,
        }),
      ),
  );

const readEncounter = (parts: readonly Part[], facilityCode: string): { encounter: Encounter; findings: Finding[] } => {
  const tables = new Map<TableName, readonly TableRow[]>();
  const findings: Finding[] = [];
  for (const part of parts) {
    const { rows, findings: found } = readPart(part);
    findings.push(...found);
    const table = TABLE_SPECS.get(part.kind)?.name;
    if (table === undefined || rows.length === 0) continue;
    if (tables.has(table)) findings.push(fault(`${table} stands twice`, `bảng ${table} bị lặp lại`, { table }));
    tables.set(table, rows);
  }
  const summary = tables.get('XML1')?.[0]?.fields ?? {};
  const encounterKey = summary.MA_LK ?? '';
  if (parts[0]?.kind !== 'XML1')
    findings.unshift(
      fault('the first FILEHOSO must be XML1', 'FILEHOSO đầu tiên phải là XML1', {
        field: 'LOAIHOSO',
        found: parts[0]?.kind ?? '',
        expected: 'XML1',
      }),
    );
  else if (!tables.has('XML1') && findings.length === 0)
    findings.push(fault('XML1 is empty', 'bảng XML1 không có dữ liệu', { table: 'XML1' }));
  if (summary.MA_CSKCB !== undefined && summary.MA_CSKCB !== facilityCode)
    findings.push(
      fault('MA_CSKCB differs from MACSKCB of the envelope', 'MA_CSKCB khác với MACSKCB', {
        table: 'XML1',
        row: 1,
        field: 'MA_CSKCB',
        found: summary.MA_CSKCB,
        expected: facilityCode,
      }),
    );
  // Without a key of XML1 there is nothing that the others could differ from.
  if (encounterKey !== '') findings.push(...keyFindings(encounterKey, tables));
  return { encounter: { encounterKey, tables }, findings };
};

/** The envelope as it stands: values of its leaves and the parts of each HOSO. */
type Envelope = {
  readonly values: Map<string, string>;
  readonly encounters: Part[][];
  readonly unknown: string[];
  hasSignature: boolean;
};

const readEnvelope = (xml: string): Envelope => {
  const envelope: Envelope = { values: new Map(), encounters: [], unknown: [], hasSignature: false };
  const path: string[] = [];
  let part = { kind: '', content: '' };
  const enter = (here: string, fail: (reason: string) => never): void => {
    if (here === `${LIST}/HOSO` && envelope.encounters.push([]) > ENCOUNTERS_MAX)
      fail(`a file has at most ${ENCOUNTERS_MAX} HOSO`);
    if (here === FILE) part = { kind: '', content: '' };
  };
  const open = (name: string, depth: number, fail: (reason: string) => never): void => {
    if (depth === 0 && name !== ROOT) fail(`the root is <${name}>, a claim file has <${ROOT}>`);
    path.push(depth === 0 ? name : `${path[depth - 1]}/${name}`);
    const here = path[depth] ?? '';
    if (here.startsWith(`${SIGNATURE}/`)) envelope.hasSignature = true;
    else if (BRANCHES.has(here)) enter(here, fail);
    else if (here !== SIGNATURE && !LEAVES.has(here) && envelope.unknown.length < FINDINGS_MAX)
      envelope.unknown.push(here);
  };
  const close = (name: string, _depth: number, text: string): void => {
    const here = path.pop() ?? '';
    if (here === FILE) envelope.encounters.at(-1)?.push(part);
    else if (here === `${FILE}/LOAIHOSO`) part.kind = text.trim();
    else if (here === `${FILE}/NOIDUNGFILE`) part.content = text;
    else if (LEAVES.has(here)) envelope.values.set(name, text.trim());
  };
  // The root may declare namespaces; the signature has attributes of its own.
  const allowsAttribute = (name: string): boolean =>
    /^(xmlns|xsi)(:|$)/.test(name) || (path.at(-1) ?? '').startsWith(SIGNATURE);
  readXml(xml, { open, close, allowsAttribute }, ENVELOPE_LIMITS);
  return envelope;
};

const envelopeFindings = ({ values, encounters, unknown }: Envelope): Finding[] => {
  const findings = unknown.map((path) =>
    fault(`<${path.slice(-80)}> is not part of a claim file`, `thẻ <${path.slice(-80)}> không hợp lệ`),
  );
  const facilityCode = values.get('MACSKCB') ?? '';
  if (!/^\d{5}$/.test(facilityCode))
    findings.push(fault('MACSKCB has 5 digits', 'MACSKCB gồm 5 chữ số', { field: 'MACSKCB', found: facilityCode }));
  const created = values.get('NGAYLAP') ?? '';
  if (!isDay(created) && !isDay(created.slice(0, 8)))
    findings.push(fault('NGAYLAP is not a date', 'NGAYLAP không hợp lệ', { field: 'NGAYLAP', found: created }));
  const declared = values.get('SOLUONGHOSO') ?? '';
  if (declared !== String(encounters.length))
    findings.push(
      fault('SOLUONGHOSO is not the number of HOSO', 'SOLUONGHOSO khác số hồ sơ trong file', {
        field: 'SOLUONGHOSO',
        found: declared,
        expected: String(encounters.length),
      }),
    );
  if (encounters.length === 0) findings.push(fault('there is no HOSO', 'không có HOSO'));
  return findings;
};

/**
 * Reads a GIAMDINHHS file (QD 130/4750/3176): envelope, base64 parts, rows by name, and all faults of form. Throws
 * XmlError when the envelope itself cannot be read: not UTF-8, not well-formed, another root, beyond a limit.
 */
export const readClaimFile = (bytes: Uint8Array): ClaimFile => {
  const xml = decodeUtf8(bytes);
  if (xml === undefined) throw new XmlError('encoding', 'the file is not UTF-8', { line: 1, column: 1 });
  const envelope = readEnvelope(xml);
  const facilityCode = envelope.values.get('MACSKCB') ?? '';
  const findings: LocatedFinding[] = envelopeFindings(envelope).map((finding) => ({ encounter: undefined, finding }));
  const encounters: Encounter[] = [];
  const keys = new Set<string>();
  for (const [index, parts] of envelope.encounters.entries()) {
    const read = readEncounter(parts, facilityCode);
    const { encounterKey } = read.encounter;
    if (encounterKey !== '' && keys.has(encounterKey))
      read.findings.push(fault('MA_LK stands in two HOSO', 'MA_LK bị trùng giữa hai HOSO', { found: encounterKey }));
    keys.add(encounterKey);
    encounters.push(read.encounter);
    for (const finding of read.findings.slice(0, Math.max(0, FINDINGS_MAX - findings.length)))
      findings.push({ encounter: index + 1, finding });
  }
  return { facilityCode, encounters, xml, hasSignature: envelope.hasSignature, findings };
};
