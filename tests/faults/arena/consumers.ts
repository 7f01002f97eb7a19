import {
  BenefitDecided,
  CardActivated,
  ClaimAppraised,
  ContributionPaid,
  EmployerRegistered,
  type EventDefinition,
  FacilityRegistered,
  HouseholdInsuranceOrdered,
  HouseholdPremiumPaid,
  ParticipantRegistered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
  PayoutCreated,
  PayoutPaid,
  PayoutRedirected,
  PayoutReturned,
  SettlementApproved,
} from '@ansinh/contracts';
import type { AppName } from '@ansinh/local';

/** Written apart from the services: an oracle that read their subscriptions would not miss one that was dropped. */
const CONSUMED: Partial<Record<AppName, readonly EventDefinition[]>> = {
  enrollment: [ContributionPaid, HouseholdPremiumPaid],
  collection: [
    EmployerRegistered,
    ParticipationStarted,
    ParticipationChanged,
    ParticipationEnded,
    HouseholdInsuranceOrdered,
  ],
  payment: [ParticipantRegistered, FacilityRegistered, SettlementApproved],
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

export const consumedBy = (app: AppName): readonly EventDefinition[] => CONSUMED[app] ?? [];
