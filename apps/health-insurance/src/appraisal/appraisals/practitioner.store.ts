import type { Tx } from '../../kit';
import type { Presence } from '../rules/rule';

const columnsOf = (presences: readonly Presence[]) => ({
  licences: presences.map(({ licence }) => licence),
  hours: presences.map(({ hour }) => hour),
});

/** Which of these hours the practitioners spent at another facility, by its accepted claims. */
export const findElsewhere = async (
  { db }: Pick<Tx, 'db'>,
  facilityCode: string,
  presences: readonly Presence[],
): Promise<Presence[]> => {
  if (presences.length === 0) return [];
  const { licences, hours } = columnsOf(presences);
  return db.$queryRaw<Presence[]>`
    SELECT DISTINCT licence, hour FROM practitioner_hours
    JOIN unnest(${licences}::text[], ${hours}::text[]) AS asked(licence, hour) USING (licence, hour)
    WHERE facility_code <> ${facilityCode}`;
};

/** Notes where practitioners were; an hour that is known is noted once. */
export const notePresences = async (
  { db }: Pick<Tx, 'db'>,
  facilityCode: string,
  presences: readonly Presence[],
): Promise<void> => {
  if (presences.length === 0) return;
  const { licences, hours } = columnsOf(presences);
  await db.$executeRaw`
    INSERT INTO practitioner_hours (licence, hour, facility_code)
    SELECT licence, hour, ${facilityCode} FROM unnest(${licences}::text[], ${hours}::text[]) AS noted(licence, hour)
    ORDER BY licence, hour ON CONFLICT DO NOTHING`;
};
