import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Db } from '../kit';
import type { OpenParticipation, ParticipationChange } from './participation.rules';

export type OpenRow = OpenParticipation & { readonly participantId: string; readonly employerId: string };

/** All open participations of these persons, at whatever employer. */
export const listOpenParticipations = async (db: Db, participantIds: readonly string[]): Promise<OpenRow[]> =>
  db.$queryRaw<OpenRow[]>`
    SELECT id AS "participationId", participant_id AS "participantId", employer_id AS "employerId", card_id AS "cardId",
           from_month AS "fromMonth", version,
           (SELECT max(wage.from_month) FROM participation_wages wage WHERE wage.participation_id = id) AS "wageFromMonth"
    FROM participations
    WHERE participant_id = ANY(${participantIds}::uuid[]) AND last_month IS NULL`;

type WageRow = { readonly participationId: string; readonly fromMonth: YearMonth; readonly wageVnd: string };
export type StartedRow = WageRow & {
  readonly participantId: string;
  readonly employerId: string;
  readonly cardId: string;
};

export const insertParticipations = async (db: Db, rows: readonly StartedRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO participations (id, participant_id, employer_id, card_id, from_month)
    SELECT "participationId", "participantId", "employerId", "cardId", "fromMonth"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row ("participationId" uuid, "participantId" uuid,
      "employerId" uuid, "cardId" uuid, "fromMonth" text)`;
  await saveWages(db, rows);
};

/** A second wage for the same month replaces the first: the employer corrected it. */
const saveWages = async (db: Db, rows: readonly WageRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO participation_wages (participation_id, from_month, wage_vnd)
    SELECT "participationId", "fromMonth", "wageVnd"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row ("participationId" uuid, "fromMonth" text, "wageVnd" bigint)
    ON CONFLICT (participation_id, from_month) DO UPDATE SET wage_vnd = excluded.wage_vnd`;
};

/** Writes what the moves left. The employer's row is locked, so nobody else writes these. */
export const saveParticipations = async (db: Db, changes: readonly ParticipationChange[]): Promise<void> => {
  if (changes.length === 0) return;
  const wages = changes.flatMap(({ participationId, wage }) =>
    wage === undefined ? [] : [{ participationId, ...wage }],
  );
  await saveWages(db, wages);
  await db.$executeRaw`
    UPDATE participations SET last_month = row."lastMonth", version = row.version
    FROM json_to_recordset(${JSON.stringify(changes)}::json) AS row ("participationId" uuid, "lastMonth" text, version int)
    WHERE participations.id = row."participationId"`;
};
