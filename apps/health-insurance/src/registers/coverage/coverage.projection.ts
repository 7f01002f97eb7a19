import type { CardActivated, CardIssued, CardWithdrawn } from '@ansinh/contracts/enrollment/events';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { byText, newestBy } from '@ansinh/contracts/vocabulary/orders';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import type { Tx } from '../../kit';

type Db = Tx['db'];
/** The part of a received event that the projection needs. */
type Told<Data> = { readonly attributes: { readonly aggregateversion: number }; readonly data: Data };

/** Only the newest row of each card: one statement must not touch a row twice. */
const newestOfEachCard = <Row extends { card_id: string; version: number }>(rows: readonly Row[]): Row[] =>
  newestBy(
    rows,
    (row) => row.card_id,
    (row) => row.version,
  ).sort((left, right) => byText(left.card_id, right.card_id));

type PeriodRow = {
  card_id: string;
  version: number;
  valid_from: LocalDate;
  valid_to: LocalDate;
  five_years_on: LocalDate | null;
};

const insertPeriods = async (db: Db, rows: readonly PeriodRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await db.$executeRaw`
    INSERT INTO card_periods (card_id, version, valid_from, valid_to, five_years_on)
    SELECT card_id, version, valid_from, valid_to, five_years_on
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row(card_id uuid, version int, valid_from date, valid_to date, five_years_on date)
    ON CONFLICT (card_id, version) DO NOTHING`;
};

/** Writes what cards print; a card that is born active brings its first period along. */
export const projectIssuedCards = async (
  tx: Tx,
  events: readonly Told<EventData<typeof CardIssued>>[],
): Promise<void> => {
  const told = events.map(({ attributes, data }) => ({
    card_id: data.cardId,
    version: attributes.aggregateversion,
    participant_id: data.participantId,
    card_number: data.cardNumber,
    full_name: data.holder.fullName,
    birth_date: data.holder.birthDate,
    sex: data.holder.sex,
    personal_id: data.holder.personalId,
    initial_facility_code: data.initialFacilityCode,
    five_years_on: data.fiveYearsOn,
  }));
  await tx.db.$executeRaw`
    INSERT INTO cards (card_id, version, participant_id, card_number, full_name, birth_date, sex, personal_id,
      initial_facility_code, five_years_on)
    SELECT card_id, version, participant_id, card_number, full_name, birth_date, sex, personal_id,
      initial_facility_code, five_years_on
    FROM jsonb_to_recordset(${JSON.stringify(newestOfEachCard(told))}::jsonb)
      AS row(card_id uuid, version int, participant_id uuid, card_number text, full_name text, birth_date date,
        sex text, personal_id text, initial_facility_code text, five_years_on date)
    ON CONFLICT (card_id) DO UPDATE SET
      version = excluded.version, participant_id = excluded.participant_id, card_number = excluded.card_number,
      full_name = excluded.full_name, birth_date = excluded.birth_date, sex = excluded.sex,
      personal_id = excluded.personal_id, initial_facility_code = excluded.initial_facility_code,
      five_years_on = excluded.five_years_on
    WHERE cards.version < excluded.version`;
  const periods = events.flatMap(({ attributes, data }) =>
    data.status === 'active' && data.validFrom !== null && data.validTo !== null
      ? [
          {
            card_id: data.cardId,
            version: attributes.aggregateversion,
            valid_from: data.validFrom,
            valid_to: data.validTo,
            five_years_on: data.fiveYearsOn,
          },
        ]
      : [],
  );
  await insertPeriods(tx.db, periods);
};

export const projectActivatedCards = (
  tx: Tx,
  events: readonly Told<EventData<typeof CardActivated>>[],
): Promise<void> =>
  insertPeriods(
    tx.db,
    events.map(({ attributes, data }) => ({
      card_id: data.cardId,
      version: attributes.aggregateversion,
      valid_from: data.validFrom,
      valid_to: data.validTo,
      five_years_on: data.fiveYearsOn,
    })),
  );

export const projectWithdrawnCards = async (
  tx: Tx,
  events: readonly Told<EventData<typeof CardWithdrawn>>[],
): Promise<void> => {
  const rows = events.map(({ attributes, data }) => ({
    card_id: data.cardId,
    version: attributes.aggregateversion,
    withdrawn_from: data.from,
    reason: data.reason,
  }));
  await tx.db.$executeRaw`
    INSERT INTO card_withdrawals (card_id, version, withdrawn_from, reason)
    SELECT card_id, version, withdrawn_from, reason
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row(card_id uuid, version int, withdrawn_from date, reason text)
    ON CONFLICT (card_id, version) DO NOTHING`;
};
