import { reject } from '@ansinh/contracts/catalogue/problems';
import type { WatchCaseStatus } from '@ansinh/contracts/health-insurance/watch.api';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';

/** A case that an officer has concluded stays as it is, whatever later runs find. */
export const CLOSED = 'concluded' as const satisfies WatchCaseStatus;

/** After a run of its month: found anew with newer evidence, or not found any more. Undefined is no case yet. */
export const afterRun = (status: WatchCaseStatus | undefined, isFound: boolean): WatchCaseStatus | undefined => {
  switch (status) {
    case undefined:
      return isFound ? 'open' : undefined;
    case 'open':
    case 'vanished':
      return isFound ? 'open' : 'vanished';
    case 'concluded':
      return status;
    default:
      return unreachable(status);
  }
};

/** @throws Rejection watch-case.already-concluded */
export const requireNotConcluded = (status: WatchCaseStatus, concludedAt: string | undefined): void => {
  if (status === CLOSED) throw reject('watch-case.already-concluded', { concludedAt });
};
