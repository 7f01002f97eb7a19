export { holdRequest } from './approval.commands';
export { withApprovals } from './approval.routes';
export { requireSecondPerson, requireShown, requireSignedIn } from './approval.rules';
export { APPROVAL_COLUMNS } from './approval.store';
export { APPROVAL_CURSOR, listApprovals } from './approval.views';
export { APPROVALS_MIGRATIONS } from './migrations';
