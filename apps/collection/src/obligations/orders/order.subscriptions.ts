import { HouseholdInsuranceOrdered } from '@ansinh/contracts/enrollment/events';
import { subscription } from '../../kit';
import { assessPremium } from './order.commands';

export const orderSubscriptions = [subscription({ on: HouseholdInsuranceOrdered, handle: assessPremium })];
