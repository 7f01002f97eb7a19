import { ContributionPaid, HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import {
  CalendarDaySet,
  CardActivated,
  EmployerRegistered,
  HouseholdInsuranceOrdered,
  ParticipantRegistered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import { ClaimAppraised, FacilityRegistered, SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import {
  BenefitDecided,
  PayoutCreated,
  PayoutPaid,
  PayoutRedirected,
  PayoutReturned,
} from '@ansinh/contracts/payment/events';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { EventDefinition } from '@ansinh/contracts/wire/envelope';

/** Written apart from the services: an oracle that read their subscriptions would not miss one that was dropped. */
const CONSUMED: Partial<Record<ServiceName, readonly EventDefinition[]>> = {
  enrollment: [ContributionPaid, HouseholdPremiumPaid],
  collection: [
    EmployerRegistered,
    ParticipationStarted,
    ParticipationChanged,
    ParticipationEnded,
    HouseholdInsuranceOrdered,
  ],
  payment: [ParticipantRegistered, CalendarDaySet, FacilityRegistered, SettlementApproved],
  notification: [
    ParticipantRegistered,
    HouseholdInsuranceOrdered,
    CardActivated,
    HouseholdPremiumPaid,
    ClaimAppraised,
    BenefitDecided,
    PayoutCreated,
    PayoutPaid,
    PayoutReturned,
    PayoutRedirected,
  ],
};

export const consumedBy = (app: ServiceName): readonly EventDefinition[] => CONSUMED[app] ?? [];
