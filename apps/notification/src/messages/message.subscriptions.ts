import {
  BenefitDecided,
  CardActivated,
  ClaimAppraised,
  HouseholdInsuranceOrdered,
  HouseholdPremiumPaid,
  PayoutCreated,
  PayoutPaid,
  PayoutRedirected,
  PayoutReturned,
} from '@ansinh/contracts';
import { subscription } from '../kit';
import { acknowledgePremium, post, rememberOrder } from './message.commands';
import { ofBenefit, ofCard, ofClaim, ofPayoutCreated, ofPayoutPaid, ofPayoutReturned } from './message.rules';

/** One transaction an event, not batches: each MessagePosted names the event that caused it. */
export const messageSubscriptions = [
  subscription({ on: CardActivated, handle: (tx, { attributes, data }) => post(tx, ofCard(data), attributes.id) }),
  subscription({ on: HouseholdInsuranceOrdered, handle: (tx, { data }) => rememberOrder(tx, data) }),
  subscription({
    on: HouseholdPremiumPaid,
    handle: (tx, { attributes, data }) => acknowledgePremium(tx, data, attributes.id),
  }),
  subscription({
    on: PayoutCreated,
    handle: (tx, { attributes, data }) => post(tx, ofPayoutCreated(data), attributes.id),
  }),
  // The payout goes out again: what is to say of it is the same, with the other channel.
  subscription({
    on: PayoutRedirected,
    handle: (tx, { attributes, data }) => post(tx, ofPayoutCreated(data), attributes.id),
  }),
  subscription({ on: PayoutPaid, handle: (tx, { attributes, data }) => post(tx, ofPayoutPaid(data), attributes.id) }),
  subscription({
    on: PayoutReturned,
    handle: (tx, { attributes, data }) => post(tx, ofPayoutReturned(data), attributes.id),
  }),
  subscription({ on: ClaimAppraised, handle: (tx, { attributes, data }) => post(tx, ofClaim(data), attributes.id) }),
  subscription({ on: BenefitDecided, handle: (tx, { attributes, data }) => post(tx, ofBenefit(data), attributes.id) }),
];
