import { CardActivated, CardIssued, CardWithdrawn } from '@ansinh/contracts/enrollment/events';
import { batchSubscription } from '../../kit';
import { projectActivatedCards, projectIssuedCards, projectWithdrawnCards } from './coverage.projection';

export const coverageSubscriptions = [
  batchSubscription({ on: CardIssued, handle: (tx, events) => projectIssuedCards(tx, events) }),
  batchSubscription({ on: CardActivated, handle: (tx, events) => projectActivatedCards(tx, events) }),
  batchSubscription({ on: CardWithdrawn, handle: (tx, events) => projectWithdrawnCards(tx, events) }),
];
