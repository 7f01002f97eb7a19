import { CatalogueKind, Facility, LocalDateText, type Quarter, QuarterText } from '@ansinh/contracts';
import { z } from 'zod';
import type { Version } from '../catalogues/catalogue.rules';
import type { CoPayment } from '../copayment/copayment.rules';
import type { Tx } from '../kit';
import { instantOfMinute, localDateOfDigits } from '../xml/national-time';
import type { StoredClaim } from './appraisal.store';
import type { OtherVisit } from './rule';
import { yearsOf } from './rules/level/exemption';
import type { RuleSetting } from './settings/settings.rules';

const Minute = z.string().regex(/^\d{12}$/);

const Row = z.object({
  facility: Facility.nullable(),
  settings: z
    .array(
      z.object({
        rule: z.string(),
        from: LocalDateText,
        enabled: z.boolean(),
        parameters: z.record(z.string(), z.int()),
      }),
    )
    .nullable(),
  lists: z
    .array(z.object({ catalogueId: z.string(), kind: CatalogueKind, validFrom: LocalDateText, version: z.int() }))
    .nullable(),
  visits: z
    .array(
      z.object({
        claimId: z.string(),
        facilityCode: z.string(),
        encounterKey: z.string(),
        careType: z.string(),
        arrivedAt: Minute,
        leftAt: Minute,
      }),
    )
    .nullable(),
  closed: z.array(QuarterText).nullable(),
  co_payments: z.array(z.object({ at: Minute, amount: z.string().transform(BigInt) })).nullable(),
});

export type Background = {
  readonly facility: Facility | undefined;
  readonly settings: readonly RuleSetting[];
  /** Lists of the facility that began up to the discharge. */
  readonly lists: readonly Version[];
  readonly otherVisits: readonly (OtherVisit & { readonly claimId: string })[];
  readonly coPayments: readonly CoPayment[];
  readonly closedQuarters: ReadonlySet<Quarter>;
};

/**
 * What a claim is held against besides itself, in one statement: its facility, the settings of the rules, the lists of
 * the facility, the closed quarters, and what the person paid in these years and was treated for in these days. A visit with the same arrival
 * and discharge at the same facility is the business of DUP.
 */
export const findBackground = async (
  { db }: Pick<Tx, 'db'>,
  { claimId, facilityCode, claim }: StoredClaim,
  participantId: string | null,
): Promise<Background> => {
  const [arrivedAt, leftAt] = [instantOfMinute(claim.arrivedAt), instantOfMinute(claim.leftAt)];
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT
      (SELECT json_strip_nulls(json_build_object('facilityCode', facility_code, 'name', name, 'level', level,
          'points', points, 'formerRoute', former_route, 'inpatient', inpatient, 'contractFrom', contract_from,
          'contractTo', contract_to, 'account', json_build_object('bankBin', bank_bin,
          'accountNumber', account_number, 'accountName', account_name)))
        FROM facilities WHERE facility_code = ${facilityCode}) AS facility,
      (SELECT json_agg(quarter) FROM closed_periods) AS closed,
      (SELECT json_agg(json_build_object('rule', rule, 'from', valid_from, 'enabled', enabled,
          'parameters', parameters)) FROM appraisal_rule_settings) AS settings,
      (SELECT json_agg(json_build_object('catalogueId', catalogue_id, 'kind', kind, 'validFrom', valid_from,
          'version', version)) FROM catalogues
        WHERE facility_code = ${facilityCode} AND valid_from <= ${localDateOfDigits(claim.leftAt)}::date) AS lists,
      (SELECT json_agg(json_build_object('claimId', claim_id, 'facilityCode', facility_code,
          'encounterKey', encounter_key, 'careType', care_type,
          'arrivedAt', to_char(arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI'),
          'leftAt', to_char(left_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI')) ORDER BY claim_id) FROM claims
        WHERE participant_id = ${participantId}::uuid AND claim_id <> ${claimId}::uuid
          AND status IN ('accepted', 'settled', 'paid') AND fund_pays > 0
          AND arrived_at < ${leftAt}::timestamptz + interval '1 day'
          AND left_at > ${arrivedAt}::timestamptz - interval '1 day'
          AND NOT (facility_code = ${facilityCode} AND arrived_at = ${arrivedAt} AND left_at = ${leftAt})) AS visits,
      (SELECT json_agg(json_build_object('at', to_char(paid_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI'),
          'amount', amount::text) ORDER BY paid_at, claim_id) FROM co_payments
        WHERE participant_id = ${participantId}::uuid AND year = ANY(${yearsOf(claim)}::int[])
          AND claim_id <> ${claimId}::uuid) AS co_payments`;
  const { facility, settings, lists, visits, co_payments, closed } = Row.parse(row);
  return {
    facility: facility ?? undefined,
    settings: settings ?? [],
    lists: lists ?? [],
    otherVisits: visits ?? [],
    coPayments: co_payments ?? [],
    closedQuarters: new Set(closed),
  };
};

type OrderRow = { code: string; ordered_at: string };

/** `code|yyyymmddHHMM` of what this facility ordered for the person in other visits of these days; mostly there are none. */
export const findOrdersBefore = async (
  { db }: Pick<Tx, 'db'>,
  { facilityCode, claim }: StoredClaim,
  otherVisits: Background['otherVisits'],
): Promise<ReadonlySet<string>> => {
  const ours = otherVisits.filter((visit) => visit.facilityCode === facilityCode).map(({ claimId }) => claimId);
  if (ours.length === 0) return new Set();
  const orders = await db.$queryRaw<OrderRow[]>`
    SELECT line.code, to_char(line.ordered_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI') AS ordered_at
    FROM claim_lines line JOIN claims claim ON claim.claim_id = line.claim_id AND claim.version = line.version
    WHERE line.claim_id = ANY(${ours}::uuid[]) AND line.table_name = 'XML3' AND line.fund_amount > 0
      AND line.code = ANY(${[...new Set(claim.lines.map(({ code }) => code))]})`;
  return new Set(orders.map(({ code, ordered_at }) => `${code}|${ordered_at}`));
};
