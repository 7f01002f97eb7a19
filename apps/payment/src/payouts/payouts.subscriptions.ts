import { SettlementApproved } from '@ansinh/contracts';
import { subscription } from '../kit';
import { paySettlement } from './payouts.commands';

export const payoutSubscriptions = [
  subscription({ on: SettlementApproved, handle: (tx, event) => paySettlement(tx, event.data) }),
];
