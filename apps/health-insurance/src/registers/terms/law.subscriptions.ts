import { LawChanged } from '@ansinh/contracts/enrollment/events';
import { projectLaw } from '@ansinh/law/kept';
import { batchSubscription } from '../../kit';

export const lawSubscriptions = [batchSubscription({ on: LawChanged, handle: (tx, events) => projectLaw(tx, events) })];
