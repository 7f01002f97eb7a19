import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Principal, Tenant, TenantKind } from '@ansinh/contracts/wire/permissions';
import type { Batch } from './batch.rules';

/** What a caller may see, as a condition: of this bank, and not in this status; every batch when it says nothing. */
export type BatchScope = { readonly bankBin?: string; readonly status?: { readonly not: 'built' } };

/** No bank has this BIN: BINs have six digits. */
const NO_BANK = '';

const nothing = (): BatchScope => ({ bankBin: NO_BANK });

const SCOPES = {
  agency: () => ({}),
  bank: ({ code }) => ({ bankBin: code, status: { not: 'built' } }),
  'post-office': nothing,
  facility: nothing,
  employer: nothing,
  citizen: nothing,
} as const satisfies Record<TenantKind, (tenant: Tenant) => BatchScope>;

/** The agency sees every batch; a bank its own, once they are approved; anybody else none. */
export const batchScope = ({ tenant }: Pick<Principal, 'tenant'>): BatchScope => SCOPES[tenant.kind](tenant);

export const maySeeBatch = (by: Pick<Principal, 'tenant'>, batch: Pick<Batch, 'bankBin' | 'status'>): boolean => {
  const { bankBin, status } = batchScope(by);
  return (bankBin === undefined || bankBin === batch.bankBin) && batch.status !== status?.not;
};

/** @throws Rejection request.not-found, also for a batch that the caller may not see */
export const requireVisibleBatch = <Found extends Batch>(
  batch: Found | undefined,
  by: Pick<Principal, 'tenant'>,
): Found => {
  if (batch === undefined || !maySeeBatch(by, batch)) throw reject('request.not-found');
  return batch;
};
