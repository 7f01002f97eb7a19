import { digestOf } from '@ansinh/audit';
import { problemOf, Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { Approval, ApprovalChange, DecideApproval } from '@ansinh/contracts/operations/approvals.api';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { tenantText } from '@ansinh/contracts/wire/permissions';
import type { Target } from '@ansinh/contracts/wire/things';
import { newId } from '@ansinh/database';
import type { HeldRequest } from '@ansinh/http';
import {
  type ApprovalRow,
  expiryOf,
  requireMaker,
  requireRoom,
  requireSecondPerson,
  requireSignedIn,
  requireStillWaiting,
} from './approval.rules';
import {
  endApproval,
  insertApproval,
  loadBody,
  lockApproval,
  lockAsked,
  lockThing,
  lockWaiting,
  noteChanged,
} from './approval.store';
import { ALL, findApproval, findAsked, getApproval } from './approval.views';
import type { ApprovalTx } from './approval-tx';
import { type Done, doHeld } from './held.commands';
import { type HeldRoutes, keptPrincipal, principalOf, requestOf } from './held-requests';
import { MAKER_GONE, requireMakerLeft } from './makers/maker.commands';
import { type Content, differencesOf } from './shown.rules';
import { isSame, requireShown } from './shown-digest';

/** The acts of an approval are written on the thing that it is about, so that its life shows both persons. */
export const auditOf = ({ id, thing }: Pick<ApprovalRow, 'id' | 'thing'>, action: string, reason?: string) => ({
  action,
  // The thing was made by a door as a target.
  target: thing as Target,
  reason,
  outcome: `approval:${id}`,
});

type Kept<Tx> = { readonly held: HeldRequest<Tx>; readonly content: Content; readonly makerKey: string };

/**
 * Keeps a request with what was seen of it, until a second person has decided. @returns its id
 * @throws Rejection approval.too-many
 */
export const keepRequest = async <Tx extends ApprovalTx<Tx>>(
  tx: Tx,
  { held, content, makerKey }: Kept<Tx>,
): Promise<string> => {
  const { body, ...request } = held.kept;
  const tenant = tenantText(tx.by.tenant);
  requireRoom(await lockWaiting(tx.db, { tenant, makerKey, now: tx.now }), body?.length ?? 0);
  const row = {
    id: newId(),
    ...content,
    tenant,
    maker: tx.by.subject,
    maker_key: makerKey,
    principal: keptPrincipal(tx.by),
    request,
    body,
    digest: digestOf(content),
    made_at: tx.now,
    expires_at: expiryOf(tx.now),
  };
  await insertApproval(tx.db, row);
  tx.audit(auditOf(row, 'approval.hold'));
  return row.id;
};

/**
 * Does what is asked and undoes it, so that what would be refused is refused to the maker; then keeps the request. What the
 * same person asks again without a key, while it waits, is the one that waits.
 * @throws Rejection approval.person-required, approval.too-many, and what the command refuses
 */
export const holdRequest = async <Tx extends ApprovalTx<Tx>>(
  service: ServiceName,
  tx: Tx,
  held: HeldRequest<Tx>,
): Promise<Approval> => {
  const person = requireSignedIn(tx.by);
  const { content } = await tx.rehearse((rehearsing) => doHeld(rehearsing, held));
  if (held.kept.idempotencyKey === undefined) {
    const asked = { tenant: tenantText(tx.by.tenant), makerKey: person.key, content };
    await lockAsked(tx.db, asked);
    const standing = await findAsked(tx, asked);
    if (standing !== undefined) {
      tx.audit(auditOf({ id: standing, thing: content.thing }, 'approval.ask-again'));
      return getApproval({ service, seen: ALL }, tx, standing);
    }
  }
  const id = await keepRequest(tx, { held, content, makerKey: person.key });
  return getApproval({ service, seen: ALL }, tx, id);
};

/** What the second person has seen: it is kept under the seal of its row. */
export const contentOf = ({ kind, thing, shows }: ApprovalRow): Content => ({ kind, thing, shows });

/** Notes on the request what is another by now, although the decision is refused, and refuses it. */
const refuseChanged = <Tx extends ApprovalTx<Tx>>(
  tx: Tx,
  { id, thing }: ApprovalRow,
  why: Omit<ApprovalChange, 'at'>,
): never => {
  tx.onRefusal(async (after) => {
    if (await noteChanged(after.db, id, { at: after.now.toISOString(), ...why }))
      after.audit(auditOf({ id, thing }, 'approval.find-changed'));
  });
  throw reject('approval.changed', why);
};

/** What is refused now and was not when it was shown has changed; what passes by itself is told as it is. */
const refusalOf = (error: unknown): string | undefined =>
  error instanceof Rejection && problemOf(error.code).retryable !== true ? error.code : undefined;

/** Does it for good. @throws Rejection approval.changed when it has another effect than the one that was shown */
const doApproved = async <Tx extends ApprovalTx<Tx>>(
  tx: Tx,
  held: HeldRequest<Tx>,
  row: ApprovalRow,
): Promise<Done> => {
  let done: Done;
  await lockThing(tx.db, row.thing);
  try {
    done = await doHeld(tx, held, principalOf(row.principal));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return refuseChanged(tx, row, { differs: [], refusal });
  }
  if (!isSame(done.content, contentOf(row)))
    return refuseChanged(tx, row, { differs: differencesOf(row.shows, done.content.shows) });
  return done;
};

export const loadOwn = async <Tx extends ApprovalTx<Tx>>(
  tx: Tx,
  id: string,
  load: typeof findApproval,
): Promise<ApprovalRow> => {
  const row = await load(tx.db, tenantText(tx.by.tenant), id);
  if (row === undefined) throw reject('request.not-found');
  return row;
};

export const endingOf = (
  { by, now }: Pick<ApprovalTx<unknown>, 'by' | 'now'>,
  key: string,
  reason: string | undefined,
) => ({
  by: by.subject,
  key,
  at: now,
  reason,
});

/** @throws Rejection approval.maker-gone */
const requireRightsLeft = <Tx extends ApprovalTx<Tx>>(
  tx: Tx,
  { id, maker: subject, principal, made_at: at }: ApprovalRow,
  key: string,
): Promise<void> =>
  requireMakerLeft(tx, { subject, session: principal.person?.session, at }, async (after) => {
    const left = await loadOwn(after, id, lockApproval);
    if (left.status !== 'waiting') return;
    await endApproval(after.db, id, { ...endingOf(after, key, MAKER_GONE), status: 'refused' });
    after.audit(auditOf(left, 'approval.refuse', MAKER_GONE));
  });

type Decided<Tx> = { readonly service: ServiceName; readonly routes: HeldRoutes<Tx> };

/**
 * The second person decides. What is approved is done here, in this transaction, on behalf of who asked; of two who decide
 * at once the second one finds it decided.
 */
export const decideApproval = async <Tx extends ApprovalTx<Tx>>(
  { service, routes }: Decided<Tx>,
  tx: Tx,
  { id, decision, digest, reason }: DecideApproval & { readonly id: string },
): Promise<Approval> => {
  // Before its row: a body that was taken away meanwhile is that of a request which is found decided.
  const body = decision === 'approve' ? await loadBody(tx.db, id) : undefined;
  const seen = await loadOwn(tx, id, findApproval);
  const { key } = requireSecondPerson(tx.by, { subject: seen.maker, key: seen.maker_key });
  requireStillWaiting(seen, tx.now);
  // A file is read before anything is locked.
  const held = decision === 'approve' ? await requestOf(routes, seen, body) : undefined;
  const row = await loadOwn(tx, id, lockApproval);
  requireStillWaiting(row, tx.now);
  requireShown({ digest: row.digest, content: contentOf(row) }, digest);
  const ending = endingOf(tx, key, reason);
  if (held === undefined) {
    await endApproval(tx.db, id, { ...ending, status: 'refused' });
    tx.audit(auditOf(row, 'approval.refuse', reason));
  } else {
    await requireRightsLeft(tx, row, key);
    const { answer } = await doApproved(tx, held, row);
    const told: unknown = answer.body === '' ? null : JSON.parse(answer.body);
    await endApproval(tx.db, id, { ...ending, status: 'approved', answer: { status: answer.status, body: told } });
    tx.audit(auditOf(row, 'approval.approve', reason));
  }
  return getApproval({ service, seen: ALL }, tx, id);
};

/** Who asked takes it back. */
export const withdrawApproval = async <Tx extends ApprovalTx<Tx>>(
  service: ServiceName,
  tx: Tx,
  id: string,
): Promise<Approval> => {
  const row = await loadOwn(tx, id, lockApproval);
  const { key } = requireMaker(tx.by, row.maker_key);
  requireStillWaiting(row, tx.now);
  await endApproval(tx.db, id, { ...endingOf(tx, key, undefined), status: 'withdrawn' });
  tx.audit(auditOf(row, 'approval.withdraw'));
  return getApproval({ service, seen: ALL }, tx, id);
};
