import { ParticipantRegistered } from '@ansinh/contracts';
import { batchSubscription } from '../kit';
import { projectContacts } from './contact.views';

export const contactSubscriptions = [
  batchSubscription({ on: ParticipantRegistered, handle: (tx, events) => projectContacts(tx.db, events) }),
];
