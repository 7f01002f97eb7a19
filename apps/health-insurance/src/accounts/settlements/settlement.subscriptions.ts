import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { subscription } from '../../kit';
import { notePayment } from './settlement.commands';

export const settlementSubscriptions = [
  subscription({ on: PayoutPaid, handle: (tx, event) => notePayment(tx, event.data) }),
];
