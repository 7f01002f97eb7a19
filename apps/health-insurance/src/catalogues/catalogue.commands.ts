import { type Catalogue, type Principal, reject } from '@ansinh/contracts';
import type { Tx } from '../kit';
import { entriesOf } from './catalogue.rules';
import { findSame, insertCatalogue, lockLists, type Upload } from './catalogue.store';
import { readCatalogueFile } from './catalogue-file';

/** Throws `request.not-found`: a facility keeps its own lists, the agency those of all. */
export const requireOwnLists = ({ tenant }: Principal, facilityCode: string): void => {
  if (tenant.kind === 'agency' || (tenant.kind === 'facility' && tenant.code === facilityCode)) return;
  throw reject('request.not-found', { facilityCode });
};

/**
 * Takes a list whole or not at all, as the next version of its kind. The same bytes for the same first day again change
 * nothing. Throws `request.not-found`, `catalogue.unreadable`, `catalogue.rows-invalid`.
 */
export const uploadCatalogue = async (tx: Tx, upload: Upload): Promise<Catalogue> => {
  requireOwnLists(tx.by, upload.facilityCode);
  const entries = entriesOf(upload.kind, readCatalogueFile(upload.content));
  if (!(await lockLists(tx, upload))) throw reject('request.not-found', { facilityCode: upload.facilityCode });
  return (await findSame(tx, upload)) ?? insertCatalogue(tx, upload, entries);
};
