import { PlatformApprovalPage, PlatformApprovalQuery } from '@ansinh/contracts/operations/approvals.api';
import { currentCaller } from '../door/caller';
import { route } from '../kit';
import type { OperationsDoor } from '../operations/operations.routes';
import { LISTING } from './approval.examples';
import { listPlatformApprovals } from './approval.views';

/** One list of what all services hold for a second person. `door` is a function because routes are declared before the start. */
export const approvalsRoute = (door: () => OperationsDoor) =>
  route({
    method: 'get',
    path: '/v1/approvals',
    summary: 'What waits for a second person, or was decided, in all services, newest first',
    description: 'A service that does not answer is named in `unavailable`: then the list is not whole.',
    tag: 'Approvals',
    permission: 'approval:read',
    query: PlatformApprovalQuery,
    reply: PlatformApprovalPage,
    example: LISTING,
    handle: (tx, { query }) =>
      listPlatformApprovals(tx, { upstreams: door().upstreams, caller: currentCaller() }, query),
  });
