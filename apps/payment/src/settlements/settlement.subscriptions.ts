import { AdvanceApproved, SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import { subscription } from '../kit';
import { payAdvance, paySettlement } from './settlement.commands';

export const settlementSubscriptions = [
  subscription({ on: SettlementApproved, handle: (tx, event) => paySettlement(tx, event.data) }),
  subscription({ on: AdvanceApproved, handle: (tx, event) => payAdvance(tx, event.data) }),
];
