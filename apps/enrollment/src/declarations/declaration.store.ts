import type { DeclarationLineResult } from '@ansinh/contracts/enrollment/api';
import { DeclarationLineResult as LineResult } from '@ansinh/contracts/enrollment/api';
import type { WageZone } from '@ansinh/contracts/enrollment/events';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import type { Db } from '../kit';
import type { OpenParticipation } from './declaration.rules';

export type DeclaringEmployer = { readonly employerId: string; readonly unitCode: string; readonly wageZone: WageZone };

/** Locks the employer: two declarations of one employer follow each other. */
export const loadEmployer = async (db: Db, employerId: string): Promise<DeclaringEmployer | undefined> => {
  const rows = await db.$queryRaw<DeclaringEmployer[]>`
    SELECT id AS "employerId", unit_code AS "unitCode", wage_zone AS "wageZone" FROM employers
    WHERE id = ${employerId}::uuid FOR UPDATE`;
  return rows[0];
};

export type OpenRow = OpenParticipation & { readonly participantId: string; readonly employerId: string };

/** All open participations of these persons, at whatever employer. */
export const listOpenParticipations = async (db: Db, participantIds: readonly string[]): Promise<OpenRow[]> =>
  db.$queryRaw<OpenRow[]>`
    SELECT id AS "participationId", participant_id AS "participantId", employer_id AS "employerId", card_id AS "cardId",
           from_month AS "fromMonth", version,
           (SELECT max(wage.from_month) FROM participation_wages wage WHERE wage.participation_id = id) AS "wageFromMonth"
    FROM participations
    WHERE participant_id = ANY(${participantIds}::uuid[]) AND last_month IS NULL`;

export type WageRow = { readonly participationId: string; readonly fromMonth: YearMonth; readonly wageVnd: string };
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
export const saveWages = async (db: Db, rows: readonly WageRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO participation_wages (participation_id, from_month, wage_vnd)
    SELECT "participationId", "fromMonth", "wageVnd"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row ("participationId" uuid, "fromMonth" text, "wageVnd" bigint)
    ON CONFLICT (participation_id, from_month) DO UPDATE SET wage_vnd = excluded.wage_vnd`;
};

export type SavedParticipation = { readonly participationId: string; readonly lastMonth: YearMonth | null };

/** Raises the version of each, and ends those with a last month. The employer's row is locked, so nobody else writes them. */
export const saveParticipations = async (db: Db, rows: readonly SavedParticipation[]): Promise<void> => {
  if (rows.length === 0) return;
  await db.$executeRaw`
    UPDATE participations SET last_month = row."lastMonth", version = version + 1
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row ("participationId" uuid, "lastMonth" text)
    WHERE participations.id = row."participationId"`;
};

export type StoredDeclaration = {
  readonly declarationId: string;
  readonly employerId: string;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  readonly accepted: number;
  readonly rejected: number;
  readonly lines: readonly DeclarationLineResult[];
};

export const insertDeclaration = async (
  db: Db,
  { declarationId, lines, ...rest }: StoredDeclaration,
): Promise<void> => {
  await db.declaration.create({ data: { id: declarationId, ...rest, results: lines.map((line) => ({ ...line })) } });
};

export const findDeclaration = async (
  db: Db,
  employerId: string,
  declarationId: string,
): Promise<StoredDeclaration | undefined> => {
  const row = await db.declaration.findFirst({ where: { id: declarationId, employerId } });
  if (row === null) return undefined;
  const { id, results, ...rest } = row;
  return { declarationId: id, ...rest, lines: z.array(LineResult).parse(results) };
};
