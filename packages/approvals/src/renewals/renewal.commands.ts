import type { Approval } from '@ansinh/contracts/operations/approvals.api';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { requirePermission } from '@ansinh/http';
import { auditOf, contentOf, endingOf, keepRequest, loadOwn } from '../approval.commands';
import { requireMaker, requireStillWaiting } from '../approval.rules';
import { endApproval, loadBody, lockApproval, noteUnchanged } from '../approval.store';
import { ALL, findApproval, getApproval } from '../approval.views';
import type { ApprovalTx } from '../approval-tx';
import { doHeld } from '../held.commands';
import { type HeldRoutes, requestOf } from '../held-requests';
import { isSame } from '../shown-digest';

/** Why a request is taken back in whose place another one waits. */
const RENEWED = 'approval.renewed';

/**
 * Who asked asks again for the same, with what it would do by now: the request that waited is taken back, and another one waits
 * in its place. Where nothing has changed it is the one that waits.
 * @throws Rejection request.not-found, approval.person-required, approval.other-maker, approval.already-decided, approval.expired,
 * auth.forbidden, and what the command refuses
 */
export const renewApproval = async <Tx extends ApprovalTx<Tx>>(
  { service, routes }: { readonly service: ServiceName; readonly routes: HeldRoutes<Tx> },
  tx: Tx,
  id: string,
): Promise<Approval> => {
  const body = await loadBody(tx.db, id);
  const seen = await loadOwn(tx, id, findApproval);
  const { key } = requireMaker(tx.by, seen.maker_key);
  requireStillWaiting(seen, tx.now);
  const held = await requestOf(routes, seen, body);
  // The right to ask is that of the door at which it was asked.
  if (held.route.permission !== null) requirePermission(tx.by, held.route.permission);
  const row = await loadOwn(tx, id, lockApproval);
  requireStillWaiting(row, tx.now);
  const { content } = await tx.rehearse((rehearsing) => doHeld(rehearsing, held));
  if (isSame(content, contentOf(row))) {
    await noteUnchanged(tx.db, id);
    tx.audit(auditOf(row, 'approval.ask-again'));
    return getApproval({ service, seen: ALL }, tx, id);
  }
  await endApproval(tx.db, id, { ...endingOf(tx, key, RENEWED), status: 'withdrawn' });
  tx.audit(auditOf(row, 'approval.withdraw', RENEWED));
  const renewed = await keepRequest(tx, { held, content, makerKey: key });
  return getApproval({ service, seen: ALL }, tx, renewed);
};
