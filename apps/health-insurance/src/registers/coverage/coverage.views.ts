import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import type { PersonNumber } from './card-check.rules';
import { type CardCoverage, type CardRecord, coveragesOf } from './coverage.rules';

type Db = Tx['db'];

type CardRow = {
  card_id: string;
  version: number;
  participant_id: string;
  card_number: string;
  full_name: string;
  birth_date: LocalDate;
  sex: Sex;
  personal_id: string | null;
  initial_facility_code: string;
  five_years_on: LocalDate | null;
  periods: CardRecord['periods'];
  withdrawals: CardRecord['withdrawals'];
};

const recordOf = (row: CardRow): CardRecord => ({
  cardId: row.card_id,
  version: row.version,
  cardNumber: row.card_number,
  participantId: row.participant_id,
  holder: { fullName: row.full_name, birthDate: row.birth_date, sex: row.sex, personalId: row.personal_id },
  initialFacilityCode: row.initial_facility_code,
  fiveYearsOn: row.five_years_on,
  periods: row.periods,
  withdrawals: row.withdrawals,
});

/** Cards of these persons; `persons` gives their `id`. */
const loadCards = async (db: Db, persons: Prisma.Sql): Promise<CardCoverage[]> => {
  const rows = await db.$queryRaw<CardRow[]>`
    SELECT card_id::text, version, participant_id::text, card_number, full_name, birth_date::text, sex, personal_id,
      initial_facility_code, five_years_on::text,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('version', period.version, 'from', period.valid_from,
          'to', period.valid_to, 'fiveYearsOn', period.five_years_on)), '[]')
        FROM card_periods period WHERE period.card_id = cards.card_id) AS periods,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('version', withdrawal.version, 'from', withdrawal.withdrawn_from)), '[]')
        FROM card_withdrawals withdrawal WHERE withdrawal.card_id = cards.card_id) AS withdrawals
    FROM (${persons}) AS person
    CROSS JOIN LATERAL (SELECT * FROM cards WHERE cards.participant_id = person.id OFFSET 0) AS cards`;
  return coveragesOf(rows.map(recordOf));
};

/** The cards of a person by the personal id (12 digits) or the social-insurance number that all of them print (10 digits). */
export const findCoveragesOf = (db: Db, number: PersonNumber): Promise<CardCoverage[]> =>
  loadCards(
    db,
    'personalId' in number
      ? Prisma.sql`SELECT DISTINCT participant_id AS id FROM cards WHERE personal_id = ${number.personalId}`
      : Prisma.sql`SELECT DISTINCT participant_id AS id FROM cards
          WHERE substring(card_number FROM 6 FOR 10) = ${number.insuranceNumber}`,
  );

/**
 * The coverage of each known card number, in the order of the numbers; unknown numbers are left out. One statement:
 * it reads all cards of the persons concerned, because a newer card of the same person changes the answer.
 */
export const findCoverages = async (db: Db, cardNumbers: readonly string[]): Promise<CardCoverage[]> => {
  const cards = await loadCards(
    db,
    Prisma.sql`SELECT DISTINCT participant_id AS id FROM cards WHERE card_number = ANY(${[...cardNumbers]})`,
  );
  const byNumber = new Map(cards.map((coverage) => [coverage.cardNumber, coverage]));
  return [...new Set(cardNumbers)].flatMap((cardNumber) => byNumber.get(cardNumber) ?? []);
};
