import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { batchSubscription } from '../kit';
import { projectContacts } from './contact.projection';

export const contactSubscriptions = [
  batchSubscription({ on: ParticipantRegistered, handle: (tx, events) => projectContacts(tx.db, events) }),
];
