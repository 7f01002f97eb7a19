import { scheduledJob } from '../../kit';
import { endRolesOf } from './account.commands';

export const endRolesJob = scheduledJob({
  name: 'end-roles',
  summary: 'Ends what an account still has of a role whose last day was yesterday',
  schedule: '5 0 * * *',
  handle: (tx, { day }) => endRolesOf(tx, day),
});
