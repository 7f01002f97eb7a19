import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Catalogue } from '@ansinh/contracts/health-insurance/registers.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { StreamContext } from '@ansinh/http';
import { waitingRoom } from '@ansinh/http/admission';
import type { Tx } from '../../kit';
import { maySeeFacility } from '../facilities/facility-scope.rules';
import { type Entry, entriesOf } from './catalogue.rules';
import { findSame, insertCatalogue, lockLists, type Upload } from './catalogue.store';
import { headingsOf } from './catalogue-column';
import { readCatalogueFile } from './file/catalogue-file';

/** A workbook of 50,000 rows takes a second and a hundred megabytes while it is read. */
const { inTurn } = waitingRoom({ atOnce: 1, waitingMax: 50, waitingBytesMax: 100_000_000 });

/** Throws `request.not-found`: a facility keeps its own lists, the agency those of all. */
export const requireOwnLists = (by: Principal, facilityCode: string): void => {
  if (!maySeeFacility(by, facilityCode)) throw reject('request.not-found', { facilityCode });
};

const storeList = async (tx: Tx, upload: Upload, entries: readonly Entry[]): Promise<Catalogue> => {
  if (!(await lockLists(tx, upload))) throw reject('request.not-found', { facilityCode: upload.facilityCode });
  return (await findSame(tx, upload)) ?? insertCatalogue(tx, upload, entries);
};

/**
 * Takes a list whole or not at all, as the next version of its kind. The same bytes for the same first day again change
 * nothing. The file is read before a transaction begins. Throws `request.not-found`, `catalogue.unreadable`,
 * `catalogue.rows-invalid`.
 */
export const uploadCatalogue = async (context: StreamContext<Tx>, upload: Upload): Promise<Catalogue> => {
  requireOwnLists(context.by, upload.facilityCode);
  const { kind, content } = upload;
  const entries = await inTurn(content.length, async () => {
    const { rows, placeOf } = await readCatalogueFile(content, headingsOf(kind));
    return entriesOf(kind, rows, placeOf);
  });
  return context.transact((tx) => storeList(tx, upload, entries));
};
