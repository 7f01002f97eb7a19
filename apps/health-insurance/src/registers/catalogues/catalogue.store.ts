import type { Catalogue, CatalogueKind } from '@ansinh/contracts/health-insurance/registers.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { dateColumn, newId } from '@ansinh/database';
import type { Tx } from '../../kit';
import { findFacility } from '../facilities/facility.views';
import { catalogueOf } from './catalogue.views';
import type { ReadCatalogue } from './catalogue-records';

export type Upload = {
  readonly facilityCode: string;
  readonly kind: CatalogueKind;
  readonly validFrom: LocalDate;
};

/** Waits for other uploads of the same list; false when there is no such facility. */
export const lockLists = async (tx: Tx, { facilityCode, kind }: Upload): Promise<boolean> => {
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`catalogue|${facilityCode}|${kind}`}, 0))`;
  return (await findFacility(tx.db, facilityCode)) !== undefined;
};

/** The list that was uploaded last, when it has this first day and these very bytes. */
export const findSame = async (tx: Tx, upload: Upload, sha256: string): Promise<Catalogue | undefined> => {
  const { facilityCode, kind, validFrom } = upload;
  const newest = await tx.db.catalogue.findFirst({
    where: { facilityCode, kind, validFrom: dateColumn(validFrom) },
    orderBy: { version: 'desc' },
  });
  return newest?.sha256 === sha256 ? catalogueOf(newest) : undefined;
};

/** Writes a list as the next version of its kind, its rows in one statement. */
export const insertCatalogue = async (tx: Tx, upload: Upload, list: ReadCatalogue): Promise<Catalogue> => {
  const { facilityCode, kind, validFrom } = upload;
  const last = await tx.db.catalogue.aggregate({ where: { facilityCode, kind }, _max: { version: true } });
  const row = await tx.db.catalogue.create({
    data: {
      catalogueId: newId(),
      facilityCode,
      kind,
      validFrom: dateColumn(validFrom),
      version: (last._max.version ?? 0) + 1,
      rowCount: list.rowCount,
      sha256: list.sha256,
      uploadedAt: tx.now,
      uploadedBy: tx.by.subject,
    },
  });
  await tx.db.$executeRaw`
    INSERT INTO catalogue_entries
    SELECT ${row.catalogueId}::uuid, sent.* FROM jsonb_to_recordset(convert_from(${list.records}, 'UTF8')::jsonb)
      AS sent(row_number int, code text, name text, registration text, bid text, price bigint, insurance_ratio int,
        scope text, quantity bigint, valid_from date, valid_to date, sex text, age_from int, age_to int, opens text,
        closes text)`;
  return catalogueOf(row);
};
