import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Employer } from '@ansinh/contracts/enrollment/api';
import { WageZone } from '@ansinh/contracts/vocabulary/funds';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { cursorPage } from '@ansinh/http';
import type { Tx } from '../kit';
import { mayActFor } from './employer.rules';
import { listWageZones } from './employer.store';

type EmployerRow = {
  id: string;
  unitCode: string;
  name: string;
  communeCode: string;
  wageZone: string;
  email: string | null;
};

export const toEmployer = (row: EmployerRow): Employer => ({
  employerId: row.id,
  unitCode: row.unitCode,
  name: row.name,
  communeCode: row.communeCode,
  wageZone: WageZone.parse(row.wageZone),
  email: row.email,
});

/** 404 for an employer that is not there, and for one that the caller may not see. */
export const getEmployer = async (tx: Tx, employerId: string): Promise<Employer> => {
  const row = await tx.db.employer.findUnique({ where: { id: employerId } });
  if (row === null || !mayActFor(tx.by.tenant, row.unitCode)) throw reject('request.not-found');
  return toEmployer(row);
};

/** Employers in the order of their registration; an employer's own list holds itself alone. */
export const listEmployers = ({ db, by: { tenant } }: Tx, query: PageQuery): Promise<Page<Employer>> =>
  cursorPage({
    query,
    parts: [Id],
    find: ([after], take) =>
      db.employer.findMany({
        where: {
          ...(tenant.kind === 'agency' ? {} : { unitCode: tenant.kind === 'employer' ? tenant.code : '' }),
          ...(after === undefined ? {} : { id: { gt: after } }),
        },
        orderBy: { id: 'asc' },
        take,
      }),
    cursorOf: ({ id }) => [id],
    view: toEmployer,
  });

/** What is known of a commune: its zones, the first one first. */
export const zonesOf = async (db: Tx['db'], communeCode: string) => {
  const zones = await listWageZones(db, communeCode);
  return zones.sort((one, other) => byText(one.validFrom, other.validFrom));
};
