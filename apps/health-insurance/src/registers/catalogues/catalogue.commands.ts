import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Catalogue } from '@ansinh/contracts/health-insurance/registers.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { StreamContext } from '@ansinh/http';
import type { Tx } from '../../kit';
import { maySeeFacility } from '../../scopes/facility-scope.rules';
import { findSame, insertCatalogue, lockLists, type Upload } from './catalogue.store';
import { catalogueReading, type ReadCatalogue } from './catalogue-records';

/** Throws `request.not-found`: a facility keeps its own lists, the agency those of all. */
export const requireOwnLists = (by: Principal, facilityCode: string): void => {
  if (!maySeeFacility(by, facilityCode)) throw reject('request.not-found', { facilityCode });
};

const storeList = async (tx: Tx, upload: Upload, list: ReadCatalogue): Promise<Catalogue> => {
  if (!(await lockLists(tx, upload))) throw reject('request.not-found', { facilityCode: upload.facilityCode });
  const same = await findSame(tx, upload, list.sha256);
  const { facilityCode, kind } = upload;
  const act = { action: 'catalogue.upload', target: `facility:${facilityCode}`, afterDigest: list.sha256 } as const;
  tx.audit({ ...act, outcome: same === undefined ? kind : `${kind}, known` });
  return same ?? insertCatalogue(tx, upload, list);
};

/**
 * Takes a list whole or not at all, as the next version of its kind. The same bytes for the same first day again change
 * nothing. The file is read before a transaction begins. Throws `request.not-found`, `catalogue.unreadable`,
 * `catalogue.rows-invalid`.
 */
export const uploadCatalogue = async (
  context: StreamContext<Tx>,
  { content, ...upload }: Upload & { readonly content: Buffer },
): Promise<Catalogue> => {
  requireOwnLists(context.by, upload.facilityCode);
  const list = await catalogueReading.of(content, upload.kind);
  return context.transact((tx) => storeList(tx, upload, list));
};
