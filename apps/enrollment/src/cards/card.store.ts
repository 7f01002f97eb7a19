import { reject } from '@ansinh/contracts/catalogue/problems';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Prisma } from '../generated/prisma/client';
import type { Db } from '../kit';
import type { CardState } from './card.rules';

/** A card as raw SQL reads it. */
const CARD_COLUMNS = Prisma.sql`
  cards.id AS "cardId", cards.participant_id AS "participantId", cards.card_number AS "cardNumber", cards.status,
  cards.initial_facility_code AS "initialFacilityCode", cards.valid_from::text AS "validFrom",
  cards.valid_to::text AS "validTo", cards.five_years_on::text AS "fiveYearsOn",
  cards.withdrawn_from::text AS "withdrawnFrom", cards.version`;

/** Locks all cards of these persons, in one order. */
export const loadCardsOf = async (db: Db, participantIds: readonly string[]): Promise<CardState[]> =>
  db.$queryRaw<CardState[]>`
    SELECT ${CARD_COLUMNS} FROM cards WHERE participant_id = ANY(${participantIds}::uuid[]) ORDER BY id FOR UPDATE`;

/** Who has these cards: card number -> participant id. */
export const listCardOwners = async (db: Db, cardNumbers: readonly string[]): Promise<Map<string, string>> => {
  if (cardNumbers.length === 0) return new Map();
  const rows = await db.$queryRaw<{ card_number: string; participant_id: string }[]>`
    SELECT card_number, participant_id FROM cards WHERE card_number = ANY(${cardNumbers}::text[])`;
  return new Map(rows.map((row) => [row.card_number, row.participant_id]));
};

/** Refuses when another request issued one of the numbers at this moment. */
export const insertCards = async (db: Db, cards: readonly CardState[]): Promise<void> => {
  if (cards.length === 0) return;
  const inserted = await db.$executeRaw`
    INSERT INTO cards (id, participant_id, card_number, status, initial_facility_code, valid_from, valid_to, five_years_on)
    SELECT "cardId", "participantId", "cardNumber", status, "initialFacilityCode", "validFrom", "validTo", "fiveYearsOn"
    FROM json_to_recordset(${JSON.stringify(cards)}::json) AS row ("cardId" uuid, "participantId" uuid, "cardNumber" text,
      status text, "initialFacilityCode" text, "validFrom" date, "validTo" date, "fiveYearsOn" date)
    ORDER BY "cardNumber"
    ON CONFLICT DO NOTHING`;
  if (inserted !== cards.length) throw reject('participant.changed-meanwhile');
};

/** Saves new states of cards that the caller has locked. */
export const saveCards = async (db: Db, cards: readonly CardState[]): Promise<void> => {
  if (cards.length === 0) return;
  const saved = await db.$executeRaw`
    UPDATE cards SET status = row.status, initial_facility_code = row."initialFacilityCode", valid_from = row."validFrom",
      valid_to = row."validTo", five_years_on = row."fiveYearsOn", withdrawn_from = row."withdrawnFrom", version = row.version
    FROM json_to_recordset(${JSON.stringify(cards)}::json) AS row ("cardId" uuid, status text, "initialFacilityCode" text,
      "validFrom" date, "validTo" date, "fiveYearsOn" date, "withdrawnFrom" date, version int)
    WHERE cards.id = row."cardId" AND cards.version = row.version - 1`;
  if (saved !== cards.length) throw reject('participant.changed-meanwhile');
};

export type PaidWorkerCard = CardState & { readonly lastMonth: YearMonth | null };

/** Locks the cards of everybody who was insured through the employer in a month. */
export const loadCardsOfWorkers = async (db: Db, employerId: string, month: YearMonth): Promise<PaidWorkerCard[]> =>
  db.$queryRaw<PaidWorkerCard[]>`
    SELECT ${CARD_COLUMNS}, worked."lastMonth"
    FROM cards
    JOIN (SELECT card_id, CASE WHEN bool_or(last_month IS NULL) THEN NULL ELSE max(last_month) END AS "lastMonth"
          FROM participations
          WHERE employer_id = ${employerId}::uuid AND from_month <= ${month} AND (last_month IS NULL OR last_month >= ${month})
          GROUP BY card_id) worked ON worked.card_id = cards.id
    ORDER BY cards.id FOR UPDATE OF cards`;
