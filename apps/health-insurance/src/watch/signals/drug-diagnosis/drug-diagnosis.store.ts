import { Prisma } from '../../../generated/prisma/client';
import type { Tx } from '../../../kit';
import { notingEvidence, type Run } from '../../evidence/evidence.store';
import { ofMonth } from '../../evidence/month-claims.sql';
import type { FacilityShare } from '../../scoring/scoring.rules';
import { DRUG_WITHOUT_DIAGNOSIS, type DrugSubject } from './drug-diagnosis.rules';

type Shares = Pick<FacilityShare, 'judged' | 'claims'>;

/**
 * Claims of a facility with a paid drug of the list of indications, and those in which the drug fits neither the main
 * nor another diagnosis (MA_BENH_CHINH, MA_BENH_KT); these become evidence of the facility, the person and whoever
 * ordered the drug. Diagnoses are compared without the dot of ICD-10.
 */
export const findDrugsWithoutDiagnosis = async (
  tx: Tx,
  { runId, month }: Run,
  { facilityCode, version }: { readonly facilityCode: string; readonly version: number },
): Promise<FacilityShare> => {
  const [row] = await tx.db.$queryRaw<Shares[]>`
    WITH listed AS MATERIALIZED (
      SELECT item."drugCode" AS code, item.diagnoses FROM watch_indications,
        jsonb_to_recordset(items) AS item("drugCode" text, diagnoses text[]) WHERE version = ${version}),
    judged AS MATERIALIZED (
      SELECT claim.claim_id, claim.version, claim.encounter_key, claim.participant_id, claim.arrived_at, claim.left_at,
        claim.total_in_scope, claim.fund_pays, listed.diagnoses, line.fields ->> 'MA_BAC_SI' AS doctors,
        EXISTS (SELECT FROM unnest(listed.diagnoses) AS indicated
          WHERE starts_with(translate(upper(claim.main_disease), '. ', ''), indicated)) AS fits_main
      FROM claims claim
      JOIN claim_lines line ON line.claim_id = claim.claim_id AND line.version = claim.version
        AND line.table_name = 'XML2' AND coalesce(line.fund_pays, line.fund_amount) > 0
      JOIN listed ON listed.code = line.code
      WHERE claim.facility_code = ${facilityCode} AND ${ofMonth('claim', month)}),
    missed AS MATERIALIZED (
      SELECT judged.* FROM judged
      WHERE NOT fits_main AND NOT EXISTS (
        SELECT FROM claim_rows summary,
          string_to_table(translate(upper(summary.fields ->> 'MA_BENH_KT'), '. ', ''), ';') AS other,
          unnest(judged.diagnoses) AS indicated
        WHERE summary.claim_id = judged.claim_id AND summary.version = judged.version AND summary.table_name = 'XML1'
          AND starts_with(other, indicated))),
    noted AS (${notingEvidence(Prisma.sql`
      SELECT DISTINCT ${runId}::uuid, ${DRUG_WITHOUT_DIAGNOSIS.code}, kind, id, ${facilityCode}, encounter_key, claim_id,
        arrived_at, left_at, total_in_scope, fund_pays
      FROM missed CROSS JOIN LATERAL (
        SELECT 'facility' AS kind, ${facilityCode}::text AS id
        UNION ALL SELECT 'person', participant_id::text
        UNION ALL SELECT 'practitioner', trim(licence) FROM string_to_table(doctors, ';') AS licence) AS subject
      WHERE id <> ''`)})
    SELECT (SELECT count(DISTINCT claim_id) FROM judged)::int AS judged,
      (SELECT count(DISTINCT claim_id) FROM missed)::int AS claims`;
  return { facilityCode, judged: row?.judged ?? 0, claims: row?.claims ?? 0 };
};

/** Persons and practitioners with such claims at any facility, counted in the evidence of the run. */
export const findDrugSubjects = (tx: Tx, { runId }: Run): Promise<DrugSubject[]> =>
  tx.db.$queryRaw<DrugSubject[]>`
    SELECT subject_kind AS kind, subject_id AS id, count(*)::int AS claims FROM watch_evidence
    WHERE run_id = ${runId}::uuid AND signal = ${DRUG_WITHOUT_DIAGNOSIS.code} AND subject_kind <> 'facility'
    GROUP BY subject_kind, subject_id ORDER BY subject_kind, subject_id`;
