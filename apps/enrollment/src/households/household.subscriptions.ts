import { HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import { subscription } from '../kit';
import { payHouseholdOrder } from './household.commands';

export const householdSubscriptions = [
  subscription({ on: HouseholdPremiumPaid, handle: (tx, event) => payHouseholdOrder(tx, event.data) }),
];
