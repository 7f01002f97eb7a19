import { HouseholdInsuranceOrdered } from '@ansinh/contracts/enrollment/events';
import { subscription } from '../../kit';
import { assessPremium } from './order.commands';

export const subscriptions = [subscription({ on: HouseholdInsuranceOrdered, handle: assessPremium })];
