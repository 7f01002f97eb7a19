import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { WageZone } from '@ansinh/contracts/vocabulary/funds';
import { dateColumn } from '@ansinh/database';
import type { Db } from '../kit';
import type { WageZoneEntry } from './wage-zone.rules';

export const findEmployerId = async (db: Db, unitCode: string): Promise<string | undefined> =>
  (await db.employer.findUnique({ where: { unitCode }, select: { id: true } }))?.id;

export type DeclaringEmployer = { readonly employerId: string; readonly unitCode: string; readonly wageZone: WageZone };

/** Locks the employer: two declarations of one employer follow each other. */
export const loadEmployer = async (db: Db, employerId: string): Promise<DeclaringEmployer | undefined> => {
  const rows = await db.$queryRaw<DeclaringEmployer[]>`
    SELECT id AS "employerId", unit_code AS "unitCode", wage_zone AS "wageZone" FROM employers
    WHERE id = ${employerId}::uuid FOR UPDATE`;
  return rows[0];
};

export type NewEmployer = {
  readonly employerId: string;
  readonly unitCode: string;
  readonly name: string;
  readonly communeCode: string;
  readonly wageZone: WageZone;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly registeredAt: Date;
};

/** False when another request registered the unit code at this moment. */
export const insertEmployer = async (db: Db, employer: NewEmployer): Promise<boolean> => {
  const { employerId, email, phone, ...rest } = employer;
  const { count } = await db.employer.createMany({
    data: [{ id: employerId, ...rest, email: email ?? null, phone: phone ?? null }],
    skipDuplicates: true,
  });
  return count === 1;
};

export const listWageZones = async (db: Db, communeCode: string): Promise<WageZoneEntry[]> => {
  const rows = await db.$queryRaw<WageZoneEntry[]>`
    SELECT valid_from::text AS "validFrom", zone FROM wage_zones WHERE commune_code = ${communeCode}
    ORDER BY wage_zones.valid_from`;
  return rows;
};

export type WageZoneRow = {
  readonly communeCode: string;
  readonly validFrom: LocalDate;
  readonly zone: WageZone;
  readonly source: string;
};

export const saveWageZone = async (db: Db, row: WageZoneRow): Promise<void> => {
  const { communeCode, zone, source } = row;
  const validFrom = dateColumn(row.validFrom);
  await db.wageZone.upsert({
    where: { communeCode_validFrom: { communeCode, validFrom } },
    create: { communeCode, validFrom, zone, source },
    update: { zone, source },
  });
};

export type Rezoned = {
  readonly employerId: string;
  readonly unitCode: string;
  readonly name: string;
  readonly version: number;
};

/** Gives the employers of a commune their new zone, as `rezoned` does, and returns those for whom it changed. */
export const rezoneEmployers = async (db: Db, communeCode: string, zone: WageZone): Promise<Rezoned[]> =>
  db.$queryRaw<Rezoned[]>`
    UPDATE employers SET wage_zone = ${zone}, version = version + 1
    WHERE commune_code = ${communeCode} AND wage_zone <> ${zone}
    RETURNING id AS "employerId", unit_code AS "unitCode", name, version`;
