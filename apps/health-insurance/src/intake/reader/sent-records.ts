import type { SentRecords } from '../../claim/claim.store';
import type { ClaimLine, ParsedClaim } from '../../claim/parsed-claim';
import { withSealedWords } from '../../claim/words/claim-words';
import { instantOfMinute } from '../../notation/national-time';
import type { Encounter } from '../form/claim-file';
import type { TableRow } from '../form/fields/field.rules';
import type { TableName } from '../form/fields/field-spec';

/** An encounter as sent and as read. */
export type ReadEncounter = {
  /** Ties its records together until its claim is known; the id of the claim when that is new. */
  readonly sentId: string;
  /** Place of the HOSO in the file, from 1. */
  readonly position: number;
  readonly encounter: Encounter;
  readonly claim: ParsedClaim;
};

const COST_TABLES = ['XML2', 'XML3'] as const;

// JSON has no bigint: numbers that may be large travel as text, and PostgreSQL reads them exactly.
const text = (value: bigint): string => value.toString();

const claimRecord = ({ sentId, position, encounter, claim }: ReadEncounter) => ({
  sent_id: sentId,
  position,
  encounter_key: claim.encounterKey,
  card_numbers: claim.cardNumbers.join(';'),
  full_name: claim.fullName,
  visit_reason: claim.visitReason,
  care_type: claim.careType,
  main_disease: claim.mainDisease,
  arrived_at: instantOfMinute(claim.arrivedAt),
  left_at: instantOfMinute(claim.leftAt),
  settlement_month: claim.settlementMonth,
  total_hospital: text(claim.totals.T_TONGCHI_BV),
  total_in_scope: text(claim.totals.T_TONGCHI_BH),
  patient_pays: text(claim.totals.T_BNTT),
  co_payment: text(claim.totals.T_BNCCT),
  fund_claimed: text(claim.totals.T_BHTT),
  row_counts: Object.fromEntries([...encounter.tables].map(([table, rows]) => [table, rows.length])),
});

type Fields = Readonly<Record<string, string>>;

const lineRecord = (sentId: string, line: ClaimLine, fields: Fields) => ({
  sent_id: sentId,
  table_name: line.table,
  row_number: line.row,
  code: line.code,
  cost_group: line.group,
  quantity: text(line.quantityThousandths),
  hospital_price: text(line.hospitalPriceThousandths),
  insurance_price: text(line.insurancePriceThousandths),
  service_ratio: text(line.serviceRatio),
  insurance_ratio: text(line.insuranceRatio),
  level: text(line.level),
  hospital_amount: text(line.hospitalAmount),
  in_scope_amount: text(line.inScopeAmount),
  self_paid: text(line.selfPaid),
  co_payment: text(line.coPayment),
  fund_amount: text(line.fundAmount),
  other_amount: text(line.otherAmount),
  ordered_at: instantOfMinute(line.orderedAt),
  fields,
});

const lineRecords = ({ sentId, encounter, claim }: ReadEncounter) => {
  const sent = new Map<string, Fields>();
  for (const table of COST_TABLES)
    for (const { row, fields } of encounter.tables.get(table) ?? []) sent.set(`${table}/${row}`, fields);
  return claim.lines.map((line) => lineRecord(sentId, line, sent.get(`${line.table}/${line.row}`) ?? {}));
};

const isCostTable = (table: TableName): boolean => COST_TABLES.some((name) => name === table);

/** Rows with their numbers; a table whose numbers repeat (it needs none) is numbered by position. */
const numbered = (rows: readonly TableRow[]): readonly TableRow[] =>
  new Set(rows.map(({ row }) => row)).size === rows.length
    ? rows
    : rows.map(({ fields }, index) => ({ row: index + 1, fields }));

const rowRecords = ({ sentId, encounter, claim: { facilityCode } }: ReadEncounter) =>
  [...encounter.tables]
    .filter(([table]) => !isCostTable(table))
    .flatMap(([table, sent]) =>
      numbered(sent).map(({ row, fields }) => ({
        sent_id: sentId,
        table_name: table,
        row_number: row,
        fields: withSealedWords(fields, { facilityCode, encounterKey: encounter.encounterKey, table, row }),
      })),
    );

const utf8 = new TextEncoder();
const encode = (records: readonly object[]): Uint8Array => utf8.encode(JSON.stringify(records).slice(1, -1));

/** What is stored of the encounters of a file. */
export const recordsOf = (encounters: readonly ReadEncounter[]): SentRecords => ({
  claims: encode(encounters.map(claimRecord)),
  lines: encode(encounters.flatMap(lineRecords)),
  rows: encode(encounters.flatMap(rowRecords)),
});
