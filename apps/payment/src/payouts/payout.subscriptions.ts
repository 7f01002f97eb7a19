import { AdvanceApproved, SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import { subscription } from '../kit';
import { payAdvance, paySettlement } from './payout.commands';

export const payoutSubscriptions = [
  subscription({ on: SettlementApproved, handle: (tx, event) => paySettlement(tx, event.data) }),
  subscription({ on: AdvanceApproved, handle: (tx, event) => payAdvance(tx, event.data) }),
];
