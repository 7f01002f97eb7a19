import { AdvanceApproved, SettlementApproved } from '@ansinh/contracts';
import { subscription } from '../kit';
import { payAdvance, paySettlement } from './payouts.commands';

export const payoutSubscriptions = [
  subscription({ on: SettlementApproved, handle: (tx, event) => paySettlement(tx, event.data) }),
  subscription({ on: AdvanceApproved, handle: (tx, event) => payAdvance(tx, event.data) }),
];
