import { ArrearsReported, ContributionPaid, HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import {
  CalendarDaySet,
  CardActivated,
  CardExpiryAnnounced,
  CardWithdrawn,
  EmployerRegistered,
  HouseholdInsuranceOrdered,
  LawChanged,
  ParticipantRegistered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import { AccessRevoked } from '@ansinh/contracts/gateway/events';
import {
  AdvanceApproved,
  ClaimAppraised,
  FacilityRegistered,
  SettlementApproved,
  WorkFellDue,
} from '@ansinh/contracts/health-insurance/events';
import {
  BenefitDecided,
  PayoutCreated,
  PayoutPaid,
  PayoutRedirected,
  PayoutReturned,
} from '@ansinh/contracts/payment/events';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { EventDefinition } from '@ansinh/contracts/wire/envelope';

/** The services that faults are played on. */
export const JUDGED = ['enrollment', 'collection', 'payment', 'notification'] as const satisfies readonly ServiceName[];
type Judged = (typeof JUDGED)[number];

/**
 * Written apart from the services: an oracle that read their subscriptions would not miss one that was dropped. A test holds
 * both against each other, both ways, since an event that is forgotten here is not judged.
 */
const CONSUMED: Readonly<Record<Judged, readonly EventDefinition[]>> = {
  enrollment: [ContributionPaid, HouseholdPremiumPaid],
  collection: [
    EmployerRegistered,
    ParticipationStarted,
    ParticipationChanged,
    ParticipationEnded,
    HouseholdInsuranceOrdered,
    LawChanged,
  ],
  payment: [ParticipantRegistered, CalendarDaySet, LawChanged, FacilityRegistered, SettlementApproved, AdvanceApproved],
  notification: [
    ParticipantRegistered,
    HouseholdInsuranceOrdered,
    CardActivated,
    CardExpiryAnnounced,
    CardWithdrawn,
    HouseholdPremiumPaid,
    ArrearsReported,
    ClaimAppraised,
    BenefitDecided,
    PayoutCreated,
    PayoutPaid,
    PayoutReturned,
    PayoutRedirected,
    WorkFellDue,
  ],
};

/** Whose tokens are good no more is told to all. */
const BY_ALL: readonly EventDefinition[] = [AccessRevoked];

const isJudged = (app: ServiceName): app is Judged => JUDGED.some((judged) => judged === app);

/** @throws Error for a service of which nothing is said here: its events would not be judged */
export const consumedBy = (app: ServiceName): readonly EventDefinition[] => {
  if (!isJudged(app)) throw new Error(`say in tests/faults/arena/consumers.ts what ${app} consumes`);
  return [...CONSUMED[app], ...BY_ALL];
};
