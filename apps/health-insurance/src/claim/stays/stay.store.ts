import { hundredths } from '@ansinh/contracts/vocabulary/money';
import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { instantOfMinute } from '../../notation/national-time';
import { areCounted } from '../claim-status.sql';
import type { StoredClaim } from '../stored-claim.store';
import type { Lookalike } from './same-stay.rules';

const LookalikeRow = z.object({
  of: z.string(),
  encounter_key: z.string(),
  care_type: z.string(),
  arrived_at: z.string(),
  left_at: z.string(),
  total_hospital: z.bigint(),
  shared_cost: z.bigint(),
});

/** A stay, and whose it is: by the register, and by the number that all cards of one person print. */
export type StayOfPerson = { readonly stored: StoredClaim; readonly participantId: string | null };

const stayRecord = ({ stored: { claimId, version, claim }, participantId }: StayOfPerson) => ({
  of: claimId,
  version,
  facility_code: claim.facilityCode,
  participant_id: participantId,
  insurance_number: claim.cardNumbers[0]?.slice(5, 15) ?? '',
  arrived_at: instantOfMinute(claim.arrivedAt),
  left_at: instantOfMinute(claim.leftAt),
});

/** No stay that began earlier is looked for: by its length it is an error of another kind. */
const LONGEST_STAY = Prisma.sql`interval '180 days'`;

const atMinute = (column: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`to_char(${column} AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI')`;

/**
 * Claims of the same persons at the same facilities whose times meet those of these, by claim, as far as they were there
 * first: accepted ones, and those that came earlier and wait. Which of them are the same stay is for `isSameStay` to say.
 * The persons are locked since the claims were loaded, so that of two that meet exactly one sees the other.
 */
export const findLookalikes = async (
  tx: Tx,
  stays: readonly StayOfPerson[],
): Promise<ReadonlyMap<string, readonly Lookalike[]>> => {
  const rows = await tx.db.$queryRaw<unknown[]>`
    SELECT stay."of"::text, encounter_key, care_type, ${atMinute(Prisma.sql`other.arrived_at`)} AS arrived_at,
      ${atMinute(Prisma.sql`other.left_at`)} AS left_at, total_hospital,
      (SELECT coalesce(sum(own.hospital_amount), 0)::bigint FROM claim_lines own
        WHERE own.claim_id = stay."of" AND own.version = stay.version AND EXISTS (
          SELECT FROM claim_lines theirs
          WHERE theirs.claim_id = other.claim_id AND theirs.version = other.version AND theirs.code = own.code
            AND theirs.quantity = own.quantity
            AND (theirs.ordered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = (own.ordered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
            AND (theirs.ordered_at = own.ordered_at
              OR theirs.fields ->> 'MA_BAC_SI' = own.fields ->> 'MA_BAC_SI'))) AS shared_cost
    FROM jsonb_to_recordset(${JSON.stringify(stays.map(stayRecord))}::jsonb) AS stay("of" uuid, version int,
      facility_code text, participant_id uuid, insurance_number text, arrived_at timestamptz, left_at timestamptz)
    CROSS JOIN LATERAL (
      SELECT claim_id, version, encounter_key, care_type, arrived_at, left_at, total_hospital FROM claims
      WHERE stay.insurance_number <> '' AND facility_code = stay.facility_code
        AND substring(card_numbers FROM 6 FOR 10) = stay.insurance_number
        AND arrived_at BETWEEN stay.arrived_at - ${LONGEST_STAY} AND stay.left_at AND left_at >= stay.arrived_at
        AND claim_id <> stay."of" AND (${areCounted('claims')} OR (status = 'received' AND claim_id < stay."of"))
      UNION
      SELECT claim_id, version, encounter_key, care_type, arrived_at, left_at, total_hospital FROM claims
      WHERE participant_id = stay.participant_id AND facility_code = stay.facility_code
        AND arrived_at BETWEEN stay.arrived_at - ${LONGEST_STAY} AND stay.left_at AND left_at >= stay.arrived_at
        AND claim_id <> stay."of" AND ${areCounted('claims')}) AS other
    ORDER BY other.claim_id`;
  const found = rows.map((row) => LookalikeRow.parse(row));
  const facilityOf = new Map(stays.map(({ stored }) => [stored.claimId, stored.claim.facilityCode]));
  return new Map(
    [...Map.groupBy(found, ({ of }) => of)].map(([of, others]) => [
      of,
      others.map((row) => ({
        encounterKey: row.encounter_key,
        facilityCode: facilityOf.get(of) ?? '',
        careType: row.care_type,
        arrivedAt: row.arrived_at,
        leftAt: row.left_at,
        totalHospital: hundredths(row.total_hospital),
        sharedCost: hundredths(row.shared_cost),
      })),
    ]),
  );
};

type OrderRow = { code: string; ordered_at: string };

/** `code|yyyymmddHHMM` of what this facility ordered for the person in other visits of these days; mostly there are none. */
export const findOrdersBefore = async (
  { db }: Pick<Tx, 'db'>,
  { facilityCode, claim }: StoredClaim,
  otherVisits: readonly { readonly claimId: string; readonly facilityCode: string }[],
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
