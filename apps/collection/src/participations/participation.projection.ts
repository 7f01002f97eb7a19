import type {
  EmployerRegistered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import { newestBy } from '@ansinh/contracts/vocabulary/orders';
import type { EventOf } from '@ansinh/contracts/wire/envelope';
import { chunksOf, columnOf } from '@ansinh/database';
import type { Tx } from '../kit';

type Versioned<Data> = { readonly attributes: { readonly aggregateversion: number }; readonly data: Data };
export type EmployerEvent = EventOf<typeof EmployerRegistered>;
export type WageEvent = Versioned<ParticipationStarted | ParticipationChanged>;
export type EndEvent = EventOf<typeof ParticipationEnded>;

const versionOf = (event: Versioned<unknown>): number => event.attributes.aggregateversion;

/** What the newest event of each key says, with its version. */
const newestRows = <Data extends object>(events: readonly Versioned<Data>[], keyOf: (data: Data) => string) =>
  newestBy(events, ({ data }) => keyOf(data), versionOf).map((event) => ({ ...event.data, version: versionOf(event) }));

export const projectEmployers = async (tx: Tx, events: readonly EmployerEvent[]): Promise<void> => {
  for (const chunk of chunksOf(newestRows(events, ({ employerId }) => employerId)))
    await tx.db.$executeRaw`
      INSERT INTO employers (employer_id, unit_code, name, wage_zone, version)
      SELECT * FROM unnest(${columnOf(chunk, 'employerId')}::uuid[], ${columnOf(chunk, 'unitCode')}::text[],
        ${columnOf(chunk, 'name')}::text[], ${columnOf(chunk, 'wageZone')}::text[], ${columnOf(chunk, 'version')}::int[])
      ON CONFLICT (employer_id) DO UPDATE SET unit_code = excluded.unit_code, name = excluded.name,
        wage_zone = excluded.wage_zone, version = excluded.version
      WHERE employers.version < excluded.version`;
};

/**
 * A wage from a month on. Start and change are facts about their own month, so that any order of arrival ends in the
 * same rows; for the same month the newer version wins.
 */
export const projectWages = async (tx: Tx, events: readonly WageEvent[]): Promise<void> => {
  for (const chunk of chunksOf(newestRows(events, (data) => `${data.participationId} ${data.fromMonth}`)))
    await tx.db.$executeRaw`
      WITH incoming AS (
        SELECT * FROM unnest(${columnOf(chunk, 'participationId')}::uuid[], ${columnOf(chunk, 'participantId')}::uuid[],
          ${columnOf(chunk, 'employerId')}::uuid[], ${columnOf(chunk, 'fromMonth')}::text[],
          ${columnOf(chunk, 'wageVnd')}::bigint[], ${columnOf(chunk, 'version')}::int[])
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
  for (const chunk of chunksOf(newestRows(events, ({ participationId }) => participationId)))
    await tx.db.$executeRaw`
      INSERT INTO participations (participation_id, participant_id, employer_id, last_month, ended_version, changes)
      SELECT *, 1 FROM unnest(${columnOf(chunk, 'participationId')}::uuid[], ${columnOf(chunk, 'participantId')}::uuid[],
        ${columnOf(chunk, 'employerId')}::uuid[], ${columnOf(chunk, 'lastMonth')}::text[],
        ${columnOf(chunk, 'version')}::int[])
      ON CONFLICT (participation_id) DO UPDATE SET last_month = excluded.last_month,
        ended_version = excluded.ended_version, changes = participations.changes + 1
      WHERE participations.ended_version < excluded.ended_version`;
};
