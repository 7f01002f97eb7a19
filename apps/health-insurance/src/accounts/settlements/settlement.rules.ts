import type { Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';

/** A settlement as far as its life goes. */
export type SettlementLife = {
  readonly settlementId: string;
  readonly version: number;
  readonly status: Settlement['status'];
  readonly paidAt: Date | null;
};

/** A settlement begins as what the fund owes. */
export const approved = (settlementId: string): SettlementLife => ({
  settlementId,
  version: 1,
  status: 'approved',
  paidAt: null,
});

/** What a payment makes of a settlement: it is paid once, and told again it stays the one that it is. */
export const moveSettlement = (settlement: SettlementLife, paidAt: Date): SettlementLife => {
  const { status, version } = settlement;
  switch (status) {
    case 'approved':
      return { ...settlement, status: 'paid', paidAt, version: version + 1 };
    case 'paid':
      return settlement;
    default:
      return unreachable(status);
  }
};
