import { CatalogueKind, Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths } from '@ansinh/contracts/vocabulary/money';
import { z } from 'zod';
import { areCounted } from '../../claim/claim-status.sql';
import type { StoredClaim } from '../../claim/stored-claim.store';
import type { Tx } from '../../kit';
import { instantOfMinute, localDateOfDigits } from '../../notation/national-time';
import type { Version } from '../../registers/catalogues/catalogue.rules';
import type { CoPayment } from '../co-payments/co-payment.rules';
import { yearsOf } from '../rules/level/exemption';
import type { OtherVisit } from '../rules/rule';

const Minute = z.string().regex(/^\d{12}$/);

const RegisteredFacility = Facility.omit({ account: true });

const Row = z.object({
  claim_id: z.string(),
  facility: RegisteredFacility.nullable(),
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
  co_payments: z
    .array(z.object({ at: Minute, amount: z.string().transform((text) => hundredths(BigInt(text))) }))
    .nullable(),
});

export type Background = {
  readonly facility: z.infer<typeof RegisteredFacility> | undefined;
  /** Lists of the facility that began up to the discharge. */
  readonly lists: readonly Version[];
  readonly otherVisits: readonly (OtherVisit & { readonly claimId: string })[];
  readonly coPayments: readonly CoPayment[];
};

/** A claim and whom it is about. */
export type ClaimOfPerson = { readonly stored: StoredClaim; readonly participantId: string | null };

const wantedRecord = ({ stored: { claimId, facilityCode, claim }, participantId }: ClaimOfPerson) => ({
  claim_id: claimId,
  facility_code: facilityCode,
  participant_id: participantId,
  arrived_at: instantOfMinute(claim.arrivedAt),
  left_at: instantOfMinute(claim.leftAt),
  left_on: localDateOfDigits(claim.leftAt),
  years: yearsOf(claim),
});

/**
 * What claims are held against besides themselves, in one statement, by claim: the facility and its lists, and what the
 * person paid in these years and was treated for in these days. What is the same stay is left to DUP, which sends it back.
 */
export const findBackgrounds = async (
  { db }: Pick<Tx, 'db'>,
  claims: readonly ClaimOfPerson[],
): Promise<ReadonlyMap<string, Background>> => {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT wanted.claim_id::text,
      (SELECT json_strip_nulls(json_build_object('facilityCode', facility_code, 'name', name, 'level', level,
          'points', points, 'formerRoute', former_route, 'inpatient', inpatient, 'contractFrom', contract_from,
          'contractTo', contract_to))
        FROM facilities WHERE facility_code = wanted.facility_code) AS facility,
      (SELECT json_agg(json_build_object('catalogueId', catalogue_id, 'kind', kind, 'validFrom', valid_from,
          'version', version)) FROM catalogues
        WHERE facility_code = wanted.facility_code AND valid_from <= wanted.left_on) AS lists,
      (SELECT json_agg(json_build_object('claimId', claim_id, 'facilityCode', facility_code,
          'encounterKey', encounter_key, 'careType', care_type,
          'arrivedAt', to_char(arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI'),
          'leftAt', to_char(left_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI')) ORDER BY claim_id) FROM claims
        WHERE participant_id = wanted.participant_id AND claim_id <> wanted.claim_id
          AND ${areCounted('claims')} AND fund_pays > 0
          AND arrived_at < wanted.left_at + interval '1 day' AND left_at > wanted.arrived_at - interval '1 day') AS visits,
      (SELECT json_agg(json_build_object('at', to_char(paid_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI'),
          'amount', amount::text) ORDER BY paid_at, claim_id) FROM co_payments
        WHERE participant_id = wanted.participant_id AND year = ANY(wanted.years)
          AND claim_id <> wanted.claim_id) AS co_payments
    FROM jsonb_to_recordset(${JSON.stringify(claims.map(wantedRecord))}::jsonb) AS wanted(claim_id uuid,
      facility_code text, participant_id uuid, arrived_at timestamptz, left_at timestamptz, left_on date, years int[])`;
  return new Map(
    rows.map((row) => {
      const { claim_id, facility, lists, visits, co_payments } = Row.parse(row);
      const found: Background = {
        facility: facility ?? undefined,
        lists: lists ?? [],
        otherVisits: visits ?? [],
        coPayments: co_payments ?? [],
      };
      return [claim_id, found];
    }),
  );
};
