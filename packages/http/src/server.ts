import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import { type Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import { parseIdempotencyKey } from '@ansinh/contracts/vocabulary/identifiers';
import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import { type Logger, nameRequestSpan, traceHeaders } from '@ansinh/telemetry';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { demand, type TokenVerifier } from './authentication';
import { type BodyRoom, bodyRoom } from './body-room';
import { allowLongBody } from './body-time';
import { countedBody } from './counted-body';
import { fieldErrors, problemHandler } from './problem';
import { FileReply, type RawReply, type Route, type StreamContext, type UntypedInput } from './route';

export type StoredAnswer = { readonly status: number; readonly contentType: string; readonly body: string };
export type KeyClaim = { outcome: 'new' } | { outcome: 'replay'; answer: StoredAnswer } | { outcome: 'other-request' };
export type KeyScope = { readonly principal: string; readonly key: string };

/** What the server needs of the rest of the service; `@ansinh/platform` provides it. */
export type ServerPorts<Tx> = {
  readonly authenticate: TokenVerifier;
  /** One transaction on behalf of a request; its events are flushed to the outbox before the commit. */
  readonly transact: <Result>(request: RequestCause, work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  /** A view of the database without a transaction, for GET. */
  readonly read: (request: RequestCause) => Tx;
  readonly claimKey: (tx: Tx, scope: KeyScope, requestHash: string) => Promise<KeyClaim>;
  readonly storeAnswer: (tx: Tx, scope: KeyScope, answer: StoredAnswer) => Promise<void>;
  readonly translateError: (error: unknown) => Rejection | undefined;
  readonly now: () => Date;
  readonly logger: Logger;
};

export type RequestCause = { readonly by: Principal; readonly requestId: string };

/** How an event names the request that caused it. */
export const requestCauseOf = (requestId: string): string => `request:${requestId}`;

const JSON_LIMIT_BYTES = 5_000_000;
const NOBODY: Principal = { subject: 'anonymous', tenant: { kind: 'agency', code: 'none' }, permissions: new Set() };

const parsePart = (schema: z.ZodType | undefined, value: unknown, prefix: string): unknown => {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw reject('request.invalid', { errors: fieldErrors(parsed.error, prefix) });
  return parsed.data;
};

/** Query parameters that the route does not list are refused: a typing error must not widen a filter. */
const parseQuery = <Tx>(route: Route<Tx>, query: unknown): unknown => {
  const known =
    route.query === undefined ? [] : Object.keys('shape' in route.query ? (route.query.shape as object) : {});
  const unknown = Object.keys(query as object).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const errors = unknown.map((name) => ({ pointer: `/query/${name}`, detail: 'this parameter is not known here' }));
    throw reject('request.invalid', { errors, known });
  }
  return parsePart(route.query, query, '/query');
};

const bodyParser = <Tx>(route: Route<Tx>): RequestHandler => {
  if (route.stream) return (_request, _response, next) => next();
  const { rawBody } = route;
  // `verify` keeps the bytes for the hash of the idempotency key.
  const verify = (request: Request & { rawBytes?: Buffer }, _response: unknown, bytes: Buffer) => {
    request.rawBytes = bytes;
  };
  if (rawBody !== undefined) return express.raw({ type: [...rawBody.contentTypes], limit: rawBody.limitBytes, verify });
  return express.json({ type: ['application/json', '*/*+json'], limit: JSON_LIMIT_BYTES, strict: false, verify });
};

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

const demandContentType = <Tx>(route: Route<Tx>, request: Request): void => {
  const accepted = route.rawBody?.contentTypes ?? (route.body === undefined ? undefined : ['application/json']);
  if (accepted === undefined) return;
  if (!hasBody(request)) {
    if (route.rawBody !== undefined) throw reject('request.malformed');
    return;
  }
  if (!request.is([...accepted, ...(route.body === undefined ? [] : ['+json'])]))
    throw reject('request.media-type', { accepted });
};

/** The body as a stream that fails at the first byte too many; compressed bodies are refused: their size says nothing. */
const limited = (request: Request, limitBytes: number): Readable => {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes)
    throw reject('request.body-too-large', { limitBytes });
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw reject('request.media-type', { accepted: ['identity'] });
  return Readable.from(countedBody(request, limitBytes), { objectMode: false });
};

const requestHash = (request: Request & { rawBytes?: Buffer }): string =>
  createHash('sha256')
    .update(`${request.method} ${request.path}\n`)
    .update(request.rawBytes ?? '')
    .digest('hex');

const keyOf = <Tx>(route: Route<Tx>, request: Request): string | undefined => {
  const header = request.headers['idempotency-key'];
  if (header === undefined) {
    if (route.idempotent) throw reject('idempotency.key-missing');
    return undefined;
  }
  const key = typeof header === 'string' ? parseIdempotencyKey(header) : undefined;
  if (key === undefined) throw reject('idempotency.key-invalid');
  return key;
};

type Answer = StoredAnswer & { readonly replayed: boolean };

class RouteServer<Tx> {
  constructor(
    private readonly route: Route<Tx>,
    private readonly ports: ServerPorts<Tx>,
    private readonly keepRoom: BodyRoom,
  ) {}

  readonly handle = async (request: Request, response: Response): Promise<void> => {
    nameRequestSpan(this.route.method, this.route.path);
    const by = this.route.permission === null ? NOBODY : await this.#authorize(request);
    demandContentType(this.route, request);
    const input: UntypedInput = {
      params: parsePart(this.route.params, request.params, '/path'),
      query: parseQuery(this.route, request.query),
      body: undefined,
      idempotencyKey: keyOf(this.route, request),
    };
    const cause: RequestCause = { by, requestId: String(response.getHeader('x-request-id')) };
    if (this.route.stream) await this.#stream(request, response, cause, input);
    else {
      if (this.route.rawBody !== undefined) this.keepRoom(request, response, this.route.rawBody.limitBytes);
      await new Promise<void>((resolve, fail) => {
        bodyParser(this.route)(request, response, (error?: unknown) => (error === undefined ? resolve() : fail(error)));
      });
      input.body = this.route.rawBody === undefined ? parsePart(this.route.body, request.body, '') : request.body;
      if (this.route.handleWork === undefined) await this.#answer(request, response, cause, input);
      else
        send(response, { ...this.#render(await this.route.handleWork(this.#context(cause), input)), replayed: false });
    }
  };

  async #authorize(request: Request): Promise<Principal> {
    const principal = await this.ports.authenticate(request.headers.authorization);
    if (this.route.permission !== null) demand(principal, this.route.permission);
    return principal;
  }

  async #answer(request: Request, response: Response, cause: RequestCause, input: UntypedInput): Promise<void> {
    if (this.route.rawReply !== undefined) {
      const work = (tx: Tx) => this.route.handle(tx, input);
      const reply =
        this.route.method === 'get' ? await work(this.ports.read(cause)) : await this.ports.transact(cause, work);
      await this.#sendRaw(response, reply as RawReply);
      return;
    }
    if (this.route.method === 'get') {
      const reply = await this.route.handle(this.ports.read(cause), input);
      if (reply instanceof FileReply) await this.#sendFile(response, reply);
      else send(response, { ...this.#render(reply), replayed: false });
      return;
    }
    send(response, await this.ports.transact(cause, (tx) => this.#once(tx, request, cause, input)));
  }

  /** The effect with its idempotency key and stored answer, inside one transaction. */
  async #once(tx: Tx, request: Request, cause: RequestCause, input: UntypedInput): Promise<Answer> {
    const key = this.route.idempotent ? input.idempotencyKey : undefined;
    if (key === undefined) return { ...this.#render(await this.route.handle(tx, input)), replayed: false };
    const scope: KeyScope = { principal: `${cause.by.subject}@${tenantText(cause.by.tenant)}`, key };
    const claim = await this.ports.claimKey(tx, scope, requestHash(request));
    if (claim.outcome === 'other-request') throw reject('idempotency.key-reused');
    if (claim.outcome === 'replay') return { ...claim.answer, replayed: true };
    const answer = this.#render(await this.route.handle(tx, input));
    await this.ports.storeAnswer(tx, scope, answer);
    return { ...answer, replayed: false };
  }

  async #stream(request: Request, response: Response, cause: RequestCause, input: UntypedInput): Promise<void> {
    const { rawBody, handleStream } = this.route;
    if (rawBody === undefined || handleStream === undefined) throw new Error('a streaming route has a raw body');
    allowLongBody(request);
    const contentType = request.is([...rawBody.contentTypes]);
    if (contentType === false || contentType === null) throw new Error('the content type was demanded');
    const body = limited(request, rawBody.limitBytes);
    const reply = await handleStream(this.#context(cause), { ...input, contentType, body });
    send(response, { ...this.#render(reply), replayed: false });
  }

  #context(cause: RequestCause): StreamContext<Tx> {
    const { by, requestId } = cause;
    return {
      by,
      cause: { id: requestCauseOf(requestId), tenant: tenantText(by.tenant), ...traceHeaders() },
      server: this.ports,
      now: this.ports.now,
      transact: (work) => this.ports.transact(cause, work),
    };
  }

  #render(reply: unknown): StoredAnswer {
    const status = this.route.status ?? 200;
    if (this.route.reply === undefined) return { status, contentType: 'application/json', body: '' };
    return { status, contentType: 'application/json', body: JSON.stringify(this.route.reply.parse(reply)) };
  }

  async #sendFile(response: Response, { contentType, fileName, chunks }: FileReply): Promise<void> {
    if (!this.route.files?.includes(contentType)) throw new Error(`${this.route.path} does not declare ${contentType}`);
    response
      .status(this.route.status ?? 200)
      .type(contentType)
      .attachment(fileName);
    await pipe(Readable.from(chunks, { objectMode: false }), response);
  }

  async #sendRaw(response: Response, reply: RawReply): Promise<void> {
    response.status(this.route.status ?? 200).type(this.route.rawReply ?? 'text/plain');
    if (typeof reply === 'string') response.send(reply);
    else await pipe(Readable.from(reply, { objectMode: false }), response);
  }
}

const send = (response: Response, answer: Answer): void => {
  if (answer.replayed) response.setHeader('Idempotent-Replayed', 'true');
  response.status(answer.status);
  if (answer.body === '') response.end();
  else response.type(answer.contentType).send(answer.body);
};

const notFound = (_request: Request, _response: Response, next: NextFunction): void =>
  next(reject('request.not-found'));

/** Puts every route behind its authentication, parsing and idempotency; the problem handler must come last. */
export const mountRoutes = <Tx>(app: Express, routes: readonly Route<Tx>[], ports: ServerPorts<Tx>): void => {
  const keepRoom = bodyRoom();
  for (const route of routes) app[route.method](route.path, new RouteServer(route, ports, keepRoom).handle);
  app.use(notFound);
  app.use(problemHandler(ports.logger, ports.translateError));
};
