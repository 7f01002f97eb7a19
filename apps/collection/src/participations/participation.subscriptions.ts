import {
  EmployerRegistered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import { batchSubscription } from '../kit';
import { projectEmployers, projectEnds, projectWages } from './participation.projection';

export const participationSubscriptions = [
  batchSubscription({ on: EmployerRegistered, handle: projectEmployers }),
  batchSubscription({ on: ParticipationStarted, handle: projectWages }),
  batchSubscription({ on: ParticipationChanged, handle: projectWages }),
  batchSubscription({ on: ParticipationEnded, handle: projectEnds }),
];
