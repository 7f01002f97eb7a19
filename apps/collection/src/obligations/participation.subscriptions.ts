import {
  EmployerRegistered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import { batchSubscription } from '../kit';
import { saveEmployers, saveEnds, saveWages } from './participation.store';

export const subscriptions = [
  batchSubscription({ on: EmployerRegistered, handle: saveEmployers }),
  batchSubscription({ on: ParticipationStarted, handle: saveWages }),
  batchSubscription({ on: ParticipationChanged, handle: saveWages }),
  batchSubscription({ on: ParticipationEnded, handle: saveEnds }),
];
