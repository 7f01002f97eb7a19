import { ArrearsReported, HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import {
  CardActivated,
  CardExpiryAnnounced,
  CardWithdrawn,
  HouseholdInsuranceOrdered,
} from '@ansinh/contracts/enrollment/events';
import { ClaimAppraised, WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import {
  BenefitDecided,
  PayoutCreated,
  PayoutPaid,
  PayoutRedirected,
  PayoutReturned,
} from '@ansinh/contracts/payment/events';
import type { EventDefinition, EventOf } from '@ansinh/contracts/wire/envelope';
import { batchSubscription, subscription } from '../kit';
import { acknowledgePremium, notify, rememberOrder } from './notice.commands';
import {
  type Addressed,
  ofArrears,
  ofBenefit,
  ofCard,
  ofCardExpiry,
  ofCardWithdrawn,
  ofClaim,
  ofWork,
  type Told,
} from './notice.rules';
import { ofPayoutCreated, ofPayoutPaid, ofPayoutReturned } from './payout-notice.rules';

const MESSAGES_AT_ONCE = 200;

/** Events that tell somebody something, many in one transaction; each MessagePosted names the one that caused it. */
const told = <Definition extends EventDefinition>({
  on,
  say,
}: {
  readonly on: Definition;
  readonly say: (data: EventOf<Definition>['data'], told: Told) => Addressed | undefined;
}) =>
  batchSubscription({
    on,
    atOnce: MESSAGES_AT_ONCE,
    handle: (tx, events) =>
      notify(
        tx,
        events.map(({ attributes, data }) => ({
          addressed: say(data, { version: attributes.aggregateversion }),
          causedBy: attributes,
        })),
      ),
  });

export const noticeSubscriptions = [
  told({ on: CardActivated, say: ofCard }),
  told({ on: CardWithdrawn, say: ofCardWithdrawn }),
  told({ on: CardExpiryAnnounced, say: ofCardExpiry }),
  told({ on: ArrearsReported, say: ofArrears }),
  told({ on: PayoutCreated, say: ofPayoutCreated }),
  // The payout goes out again: what is to say of it is the same, with the other channel.
  told({ on: PayoutRedirected, say: ofPayoutCreated }),
  told({ on: PayoutPaid, say: ofPayoutPaid }),
  told({ on: PayoutReturned, say: ofPayoutReturned }),
  told({ on: ClaimAppraised, say: ofClaim }),
  told({ on: BenefitDecided, say: ofBenefit }),
  told({ on: WorkFellDue, say: ofWork }),
  // Order and payment of a premium may come in any order: both lock the order, one event at a time.
  subscription({ on: HouseholdInsuranceOrdered, handle: (tx, { data }) => rememberOrder(tx, data) }),
  subscription({
    on: HouseholdPremiumPaid,
    handle: (tx, { attributes, data }) => acknowledgePremium(tx, data, attributes.id),
  }),
];
