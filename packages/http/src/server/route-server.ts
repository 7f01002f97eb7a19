import { reject } from '@ansinh/contracts/catalogue/problems';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import { clientText, type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import { nameRequestSpan, traceHeaders } from '@ansinh/telemetry';
import type { Request, Response } from 'express';
import { requireContentType } from '../bodies/body-parser';
import type { BodyRoom } from '../bodies/body-room';
import { allowLongBody } from '../bodies/body-time';
import { limitedBody } from '../bodies/limited-body';
import { requestHashes } from '../bodies/request-hash';
import { actAt, isAct, notesAt, refusalAt } from '../routes/door-acts';
import { isHeldFrom } from '../routes/held-route';
import {
  FileReply,
  type FileRoute,
  type JsonRoute,
  type RawReply,
  type RawRoute,
  type Route,
  type StreamContext,
  type StreamRoute,
  type UntypedInput,
  type WorkRoute,
} from '../routes/route';
import { noteThings, ThingsShown } from '../routes/things-shown';
import { type Answer, keptAnswer, rendered, send, sendFile, sendRaw } from './answers';
import { requirePermission } from './authentication';
import { answerHeld } from './held';
import { type KeyScope, type RequestCause, requestCauseOf, type ServerPorts, type StoredAnswer } from './ports';
import { inputReader, type Parts, partsOf } from './request-parts';

/** A request that may come in, and what is known of it before its body is read. */
type Call = {
  readonly request: Request;
  readonly response: Response;
  readonly cause: RequestCause;
  readonly parts: Parts;
  /** Whose records were shown up to here. */
  readonly shown: ThingsShown;
};
type Serve = (call: Call) => Promise<void>;
type Handled<Tx> = { readonly tx: Tx; readonly call: Call; readonly input: UntypedInput };

const NOBODY: Principal = { subject: 'anonymous', tenant: { kind: 'agency', code: 'none' }, permissions: new Set() };

/** `isHeard`: whether a command has said in a transaction what was done for this request. */
type Context<Tx> = StreamContext<Tx> & { readonly isHeard: () => boolean };

const contextOf = <Tx>(ports: ServerPorts<Tx>, cause: RequestCause): Context<Tx> => {
  const { by, requestId } = cause;
  let isHeard = false;
  return {
    by,
    cause: { id: requestCauseOf(requestId), tenant: tenantText(by.tenant), ...traceHeaders() },
    server: ports,
    now: ports.now,
    transact: (work) =>
      ports.transact(cause, async (tx) => {
        const result = await work(tx);
        isHeard ||= !ports.audit.isSilent(tx);
        return result;
      }),
    heard: () => {
      isHeard = true;
    },
    isHeard: () => isHeard,
  };
};

/** What the answer of a reading shows, and whom. */
const shownBy = async <Tx>(
  route: JsonRoute<Tx> | FileRoute<Tx>,
  { audit }: ServerPorts<Tx>,
  { tx, call, input }: Handled<Tx>,
): Promise<unknown> => {
  const reply = await route.handle(tx, input);
  if (route.shows === undefined || reply instanceof FileReply) return reply;
  call.shown.add(reply);
  call.shown.name(audit.shown(tx));
  return reply;
};

/** Does what the route does, and keeps what it was about with the transaction. */
const handled = async <Tx>(
  route: JsonRoute<Tx>,
  ports: ServerPorts<Tx>,
  { tx, call, input }: Handled<Tx>,
): Promise<StoredAnswer> => {
  const reply = await shownBy(route, ports, { tx, call, input });
  ports.concern(tx, noteThings([input.params, reply]));
  return rendered(route, reply);
};

/** The effect with its idempotency key and stored answer, inside one transaction. */
const answerOnce = async <Tx>(
  route: JsonRoute<Tx>,
  ports: ServerPorts<Tx>,
  { tx, call, input }: Handled<Tx>,
): Promise<Answer> => {
  const { by } = call.cause;
  const key = route.idempotent ? input.idempotencyKey : undefined;
  const act = async (): Promise<StoredAnswer> => {
    if (isHeldFrom(route, by)) return answerHeld(route, ports.approvals, { tx, request: call.request, input });
    const answer = await handled(route, ports, { tx, call, input });
    if (isAct(route)) ports.audit.act(tx, actAt(route, input, answer));
    return answer;
  };
  if (key === undefined) return { ...(await act()), replayed: false };
  const scope: KeyScope = { principal: clientText(by), key };
  const claim = await ports.claimKey(tx, scope, requestHashes(call.request, route.body.form));
  if (claim.outcome === 'other-request') throw reject('idempotency.key-reused');
  if (claim.outcome === 'forgotten') throw reject('idempotency.answer-gone', { doneAt: claim.doneAt.toISOString() });
  if (claim.outcome === 'replay') return { ...claim.answer, replayed: true };
  const answer = await act();
  await ports.storeAnswer(tx, scope, keptAnswer(route, answer));
  return { ...answer, replayed: false };
};

const serveJson = <Tx>(route: JsonRoute<Tx>, ports: ServerPorts<Tx>, keepRoom: BodyRoom): Serve => {
  const inputOf = inputReader(route, keepRoom);
  return async (call) => {
    const input = await inputOf(call);
    if (route.method === 'get') {
      const reply = await shownBy(route, ports, { tx: ports.read(call.cause), call, input });
      send(call.response, { ...rendered(route, reply), replayed: false });
    } else send(call.response, await ports.transact(call.cause, (tx) => answerOnce(route, ports, { tx, call, input })));
  };
};

const serveFile = <Tx>(route: FileRoute<Tx>, ports: ServerPorts<Tx>, keepRoom: BodyRoom): Serve => {
  const inputOf = inputReader(route, keepRoom);
  return async (call) => {
    const input = await inputOf(call);
    const reply = await shownBy(route, ports, { tx: ports.read(call.cause), call, input });
    if (reply instanceof FileReply) await sendFile(route, call.response, reply);
    else send(call.response, { ...rendered(route, reply), replayed: false });
  };
};

const serveRaw = <Tx>(route: RawRoute<Tx>, ports: ServerPorts<Tx>, keepRoom: BodyRoom): Serve => {
  const inputOf = inputReader(route, keepRoom);
  return async (call) => {
    const input = await inputOf(call);
    const work = async (tx: Tx): Promise<RawReply> => {
      const made = await route.handle(tx, input);
      if (isAct(route)) ports.audit.act(tx, actAt(route, input));
      return made;
    };
    const reply = route.method === 'get' ? await work(ports.read(call.cause)) : await ports.transact(call.cause, work);
    await sendRaw(route, call.response, reply);
  };
};

/** Work that opens its transactions itself says in them what it does; of what said nothing the door knows that it was asked. */
const noteSilence = <Tx>(
  route: StreamRoute<Tx> | WorkRoute<Tx>,
  { audit }: ServerPorts<Tx>,
  { context, input }: { readonly context: Context<Tx>; readonly input: Pick<UntypedInput, 'params'> },
): void => {
  if (isAct(route) && !context.isHeard()) audit.note(context.by, actAt(route, input));
};

const serveStream =
  <Tx>(route: StreamRoute<Tx>, ports: ServerPorts<Tx>): Serve =>
  async ({ request, response, cause, parts }) => {
    allowLongBody(request);
    const contentType = request.is([...route.body.contentTypes]);
    if (contentType === false || contentType === null) throw new Error('the content type was demanded');
    const body = limitedBody(request, route.body.limitBytes);
    const context = contextOf(ports, cause);
    const reply = await route.handle(context, { ...parts, contentType, body });
    noteThings([reply]);
    noteSilence(route, ports, { context, input: parts });
    send(response, { ...rendered(route, reply), replayed: false });
  };

const serveWork = <Tx>(route: WorkRoute<Tx>, ports: ServerPorts<Tx>, keepRoom: BodyRoom): Serve => {
  const inputOf = inputReader(route, keepRoom);
  return async (call) => {
    const input = await inputOf(call);
    if (isHeldFrom(route, call.cause.by)) {
      const hold = (tx: Tx) => answerHeld(route, ports.approvals, { tx, request: call.request, input });
      send(call.response, { ...(await ports.transact(call.cause, hold)), replayed: false });
      return;
    }
    const context = contextOf(ports, call.cause);
    const reply = await route.handle(context, input);
    noteThings([reply]);
    noteSilence(route, ports, { context, input });
    send(call.response, { ...rendered(route, reply), replayed: false });
  };
};

const serveByKind = <Tx>(route: Route<Tx>, ports: ServerPorts<Tx>, keepRoom: BodyRoom): Serve => {
  switch (route.kind) {
    case 'json':
      return serveJson(route, ports, keepRoom);
    case 'raw':
      return serveRaw(route, ports, keepRoom);
    case 'file':
      return serveFile(route, ports, keepRoom);
    case 'stream':
      return serveStream(route, ports);
    case 'work':
      return serveWork(route, ports, keepRoom);
    default:
      return unreachable(route);
  }
};

/** Puts one route behind its authentication, parsing and idempotency. */
export const serveRoute = <Tx>(route: Route<Tx>, ports: ServerPorts<Tx>, keepRoom: BodyRoom) => {
  const { method, path, permission } = route;
  const serve = serveByKind(route, ports, keepRoom);
  const serveKnown = async (request: Request, response: Response, by: Principal): Promise<void> => {
    if (permission !== null) requirePermission(by, permission);
    requireContentType(route.body, request);
    const parts = partsOf(route, request);
    noteThings([parts.params]);
    const cause: RequestCause = { by, requestId: String(response.getHeader('x-request-id')) };
    const shown = new ThingsShown();
    try {
      await serve({ request, response, cause, parts, shown });
    } finally {
      // Also of an answer that broke off: what had gone out by then was read.
      const notes = response.headersSent ? notesAt(route, parts.params, shown) : [];
      for (const note of notes) ports.audit.note(by, note);
    }
  };
  return async (request: Request, response: Response): Promise<void> => {
    nameRequestSpan(method, path);
    if (permission === null) return serveKnown(request, response, NOBODY);
    const by = await ports.authenticate(request.headers.authorization);
    try {
      await serveKnown(request, response, by);
    } catch (error) {
      const refused = refusalAt(route, error);
      if (refused !== undefined) ports.audit.note(by, refused);
      throw error;
    }
  };
};
