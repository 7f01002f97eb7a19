import type {
  EmployerRegistered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import { toVnd } from '@ansinh/contracts/vocabulary/money';
import { newestBy } from '@ansinh/contracts/vocabulary/orders';
import type { EventOf } from '@ansinh/contracts/wire/envelope';
import type { Tx } from '../kit';

type Versioned<Data> = { readonly attributes: { readonly aggregateversion: number }; readonly data: Data };
export type EmployerEvent = EventOf<typeof EmployerRegistered>;
export type WageEvent = Versioned<ParticipationStarted | ParticipationChanged>;
export type EndEvent = EventOf<typeof ParticipationEnded>;

const columnOf = <Event, Value>(events: readonly Event[], pick: (event: Event) => Value): Value[] => events.map(pick);
const versionOf = (event: Versioned<unknown>): number => event.attributes.aggregateversion;

export const projectEmployers = async (tx: Tx, events: readonly EmployerEvent[]): Promise<void> => {
  const rows = newestBy(events, ({ data }) => data.employerId, versionOf);
  await tx.db.$executeRaw`
    INSERT INTO employers (employer_id, unit_code, name, wage_zone, version)
    SELECT * FROM unnest(${columnOf(rows, ({ data }) => data.employerId)}::uuid[],
      ${columnOf(rows, ({ data }) => data.unitCode)}::text[], ${columnOf(rows, ({ data }) => data.name)}::text[],
      ${columnOf(rows, ({ data }) => data.wageZone)}::text[], ${columnOf(rows, versionOf)}::int[])
    ON CONFLICT (employer_id) DO UPDATE SET unit_code = excluded.unit_code, name = excluded.name,
      wage_zone = excluded.wage_zone, version = excluded.version
    WHERE employers.version < excluded.version`;
};

/**
 * A wage from a month on. Start and change are facts about their own month, so that any order of arrival ends in the
 * same rows; for the same month the newer version wins.
 */
export const projectWages = async (tx: Tx, events: readonly WageEvent[]): Promise<void> => {
  const rows = newestBy(events, ({ data }) => `${data.participationId} ${data.fromMonth}`, versionOf);
  await tx.db.$executeRaw`
    WITH incoming AS (
      SELECT * FROM unnest(${columnOf(rows, ({ data }) => data.participationId)}::uuid[],
        ${columnOf(rows, ({ data }) => data.participantId)}::uuid[],
        ${columnOf(rows, ({ data }) => data.employerId)}::uuid[],
        ${columnOf(rows, ({ data }) => data.fromMonth)}::text[],
        ${columnOf(rows, ({ data }) => toVnd(data.wageVnd))}::bigint[], ${columnOf(rows, versionOf)}::int[])
        AS rows (participation_id, participant_id, employer_id, from_month, wage_vnd, version)),
    people AS (
      INSERT INTO participations (participation_id, participant_id, employer_id, changes)
      SELECT DISTINCT ON (participation_id) participation_id, participant_id, employer_id, 1 FROM incoming
      ORDER BY participation_id
      ON CONFLICT (participation_id) DO UPDATE SET changes = participations.changes + 1)
    INSERT INTO participation_wages (participation_id, from_month, wage_vnd, version)
    SELECT participation_id, from_month, wage_vnd, version FROM incoming
    ON CONFLICT (participation_id, from_month) DO UPDATE SET wage_vnd = excluded.wage_vnd, version = excluded.version
    WHERE participation_wages.version < excluded.version`;
};

export const projectEnds = async (tx: Tx, events: readonly EndEvent[]): Promise<void> => {
  const rows = newestBy(events, ({ data }) => data.participationId, versionOf);
  await tx.db.$executeRaw`
    INSERT INTO participations (participation_id, participant_id, employer_id, last_month, ended_version, changes)
    SELECT *, 1 FROM unnest(${columnOf(rows, ({ data }) => data.participationId)}::uuid[],
      ${columnOf(rows, ({ data }) => data.participantId)}::uuid[],
      ${columnOf(rows, ({ data }) => data.employerId)}::uuid[],
      ${columnOf(rows, ({ data }) => data.lastMonth)}::text[], ${columnOf(rows, versionOf)}::int[])
    ON CONFLICT (participation_id) DO UPDATE SET last_month = excluded.last_month,
      ended_version = excluded.ended_version, changes = participations.changes + 1
    WHERE participations.ended_version < excluded.ended_version`;
};
