import { type Audit, canonicalText, sayAtDoor, sha256 } from '@ansinh/audit';
import { ApprovalShown } from '@ansinh/contracts/operations/approvals.api';
import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import { actAt, type HeldRequest, type HeldRoute, kindOf, performHeld, type StoredAnswer } from '@ansinh/http';
import { traceHeaders } from '@ansinh/telemetry';
import type { ApprovalTx } from './approval-tx';
import { hearing } from './effects/hearing';
import { effectShown } from './effects/shown-effect';
import { rowsNow, rowsShown } from './rows/shown-rows';
import { type Content, settled } from './shown.rules';

/** What the requests to one running server share. */
const SERVER = {};

/** JSON as it is kept and compared: whole numbers of any size are texts, and nothing is `undefined`. */
const plain = (value: unknown): unknown => JSON.parse(canonicalText(value));

const bodyShown = <Tx>({ body: { form } }: HeldRoute<Tx>, { body, contentType }: HeldRequest<Tx>['kept']): unknown => {
  if (body === undefined || body.length === 0) return null;
  if (form === 'json') return JSON.parse(body.toString('utf8'));
  return { contentType, bytes: body.length, sha256: sha256(body) };
};

const answerShown = <Tx>({ twoPersons: { shown } }: HeldRoute<Tx>, { body }: StoredAnswer): unknown => {
  const answer: unknown = body === '' ? undefined : JSON.parse(body);
  return shown === undefined ? answer : shown(answer);
};

/** What was done, with all that is shown of it. */
export type Done = { readonly answer: StoredAnswer; readonly content: Content };

/** The thing as the audit names it. */
export const thingOf = <Tx>({ route, input }: HeldRequest<Tx>): string => actAt(route, input).target;

/** The same transaction, on behalf of who asked: the acts are that one's. */
const onBehalfOf = <Tx extends ApprovalTx<Tx>>(tx: Tx, by: Principal): Tx => {
  if (by === tx.by) return tx;
  const asked = { by, cause: {}, heard: () => undefined };
  const audit: Audit = (act) => tx.audit({ asked, ...act });
  return { ...tx, by, audit };
};

/**
 * Does what was asked, on behalf of who asked, and says what the second person sees of it: the answer, and all that was told,
 * queued and said on the way to it.
 */
export const doHeld = async <Tx extends ApprovalTx<Tx>>(
  own: Tx,
  held: HeldRequest<Tx>,
  by: Principal = own.by,
): Promise<Done> => {
  const { route, input, kept } = held;
  const { hear, told, drawn } = hearing();
  const tx = onBehalfOf(own, by);
  const sinceMs = Date.now();
  const now = await route.twoPersons.now?.(tx, input);
  const rows = await rowsNow(route, tx, input);
  const cause = { id: `request:${kindOf(route)}`, tenant: tenantText(tx.by.tenant), ...traceHeaders() };
  const acting = onBehalfOf(own.overheard(hear), by);
  const answer = await performHeld(route, { tx: acting, now: tx.now, by, cause, server: SERVER }, input);
  sayAtDoor(tx, actAt(route, input, answer));
  // Ids of one millisecond may run ahead of the clock.
  const run = { now: tx.now, sinceMs, untilMs: Date.now() + 1_000, drawn };
  const shows = ApprovalShown.parse(
    plain({
      params: kept.params,
      query: kept.query,
      body: bodyShown(route, kept),
      answer: settled(answerShown(route, answer), run) ?? null,
      now: now ?? null,
      rows: rows === undefined ? undefined : rowsShown(rows),
      effect: effectShown(kindOf(route), told, run),
    }),
  );
  return { answer, content: { kind: kindOf(route), thing: thingOf(held), shows } };
};
