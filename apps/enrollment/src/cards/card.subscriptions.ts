import { ContributionPaid } from '@ansinh/contracts/collection/events';
import { subscription } from '../kit';
import { activateWorkerCards } from './card.commands';

export const cardSubscriptions = [
  subscription({ on: ContributionPaid, handle: (tx, event) => activateWorkerCards(tx, event.data) }),
];
