import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import type { Tx } from '../../kit';
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

/**
 * The coverage of each known card number, in the order of the numbers; unknown numbers are left out. One statement:
 * it reads all cards of the persons concerned, because a newer card of the same person changes the answer.
 */
export const findCoverages = async (db: Db, cardNumbers: readonly string[]): Promise<CardCoverage[]> => {
  const rows = await db.$queryRaw<CardRow[]>`
    SELECT card_id::text, version, participant_id::text, card_number, full_name, birth_date::text, sex, personal_id,
      initial_facility_code, five_years_on::text,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('version', period.version, 'from', period.valid_from,
          'to', period.valid_to, 'fiveYearsOn', period.five_years_on)), '[]')
        FROM card_periods period WHERE period.card_id = cards.card_id) AS periods,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('version', withdrawal.version, 'from', withdrawal.withdrawn_from)), '[]')
        FROM card_withdrawals withdrawal WHERE withdrawal.card_id = cards.card_id) AS withdrawals
    FROM (SELECT DISTINCT participant_id AS id FROM cards WHERE card_number = ANY(${[...cardNumbers]})) AS person
    CROSS JOIN LATERAL (SELECT * FROM cards WHERE cards.participant_id = person.id OFFSET 0) AS cards`;
  const byNumber = new Map(coveragesOf(rows.map(recordOf)).map((coverage) => [coverage.cardNumber, coverage]));
  return [...new Set(cardNumbers)].flatMap((cardNumber) => byNumber.get(cardNumber) ?? []);
};
