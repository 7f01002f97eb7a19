import type { Readable } from 'node:stream';
import type { ProblemCode } from '@ansinh/contracts/catalogue/problems';
import type { Permission, Principal } from '@ansinh/contracts/wire/permissions';
import type { z } from 'zod';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type RawBody = { readonly contentTypes: readonly string[]; readonly limitBytes: number };
export type RawReply = string | Iterable<string> | AsyncIterable<string>;

/**
 * An answer that is a file: a handler gives it back in place of its JSON, when the route lists the content type in
 * `files`. `fileName` is plain ASCII; the bytes go out as they are made.
 */
export class FileReply {
  constructor(
    readonly contentType: string,
    readonly fileName: string,
    readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ) {}
}

type Optional<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

export type RouteInput<Params, Query, Body> = {
  readonly params: Optional<Params>;
  readonly query: Optional<Query>;
  /** The parsed JSON, or the bytes of a raw body. */
  readonly body: Body extends z.ZodType ? z.infer<Body> : Buffer;
  readonly idempotencyKey: string | undefined;
};

type Common = {
  readonly method: Method;
  /** Express path, e.g. `/v1/employers/:employerId`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** What the token must allow; `null` makes the route public. */
  readonly permission: Permission | null;
  readonly status?: number;
  readonly problems?: readonly ProblemCode[];
  /** Content types of files that a GET may answer in place of its JSON, as `FileReply`. */
  readonly files?: readonly string[];
  /** The command by which a GET changes something all the same, such as a mark that a file was fetched. */
  readonly effect?: string;
};

type Loose = z.ZodType | undefined;

/** A door as data: everything the outside may know of it stands here, and OpenAPI is made from it. */
export type RouteDeclaration<
  Tx,
  Params extends Loose,
  Query extends Loose,
  Body extends Loose,
  Reply extends Loose,
> = Common & {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly rawBody?: RawBody;
  readonly reply?: Reply;
  /** Content type of an answer that is not JSON: then `handle` returns text or chunks of text. */
  readonly rawReply?: string;
  /** Demands an Idempotency-Key: key, effect and answer are one transaction. */
  readonly idempotent?: boolean;
  readonly handle: (
    tx: Tx,
    input: RouteInput<Params, Query, Body>,
  ) => Promise<Reply extends z.ZodType ? z.input<Reply> | FileReply : RawReply>;
};

/** Opens transactions for work that cannot be one: an import of millions of rows. */
export type StreamContext<Tx> = {
  readonly by: Principal;
  /** What the events of this request name as their cause, where one transaction serves several requests. */
  readonly cause: { readonly id: string; readonly tenant: string; readonly traceparent?: string };
  /** The same for all requests to one running server: what they share is kept by it. */
  readonly server: object;
  readonly now: () => Date;
  readonly transact: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
};

type StreamInput<Params, Query> = {
  readonly params: Optional<Params>;
  readonly query: Optional<Query>;
  /** Which of the declared content types the body has. */
  readonly contentType: string;
  readonly body: Readable;
};

export type StreamDeclaration<Tx, Params extends Loose, Query extends Loose, Reply extends z.ZodType> = Common & {
  readonly params?: Params;
  readonly query?: Query;
  readonly contentTypes: readonly string[];
  readonly limitBytes: number;
  readonly reply: Reply;
  readonly handle: (context: StreamContext<Tx>, input: StreamInput<Params, Query>) => Promise<z.input<Reply>>;
};

/**
 * Work that opens its transactions itself: several of them, such as a replay of a thousand messages, where what was done
 * stays done; or one that begins late, because a raw body is read first and no connection should wait for that.
 */
export type WorkDeclaration<
  Tx,
  Params extends Loose,
  Query extends Loose,
  Body extends Loose,
  Reply extends z.ZodType,
> = Common & {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly rawBody?: RawBody;
  readonly reply: Reply;
  readonly handle: (context: StreamContext<Tx>, input: RouteInput<Params, Query, Body>) => Promise<z.input<Reply>>;
};

/** What the server and OpenAPI see of a route: its types are gone, its schemas stay. */
export type Route<Tx> = Common & {
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  readonly rawBody: RawBody | undefined;
  readonly reply: z.ZodType | undefined;
  readonly rawReply: string | undefined;
  readonly idempotent: boolean;
  readonly stream: boolean;
  readonly handle: (tx: Tx, input: UntypedInput) => Promise<unknown>;
  readonly handleStream: ((context: StreamContext<Tx>, input: UntypedInput) => Promise<unknown>) | undefined;
  readonly handleWork: ((context: StreamContext<Tx>, input: UntypedInput) => Promise<unknown>) | undefined;
};

export type UntypedInput = {
  params: unknown;
  query: unknown;
  body: unknown;
  contentType?: string;
  idempotencyKey: string | undefined;
};

const noHandle = async (): Promise<never> => {
  throw new Error('this route has no transaction of its own');
};

export const routeBuilders = <Tx>() => ({
  route: <
    Params extends Loose = undefined,
    Query extends Loose = undefined,
    Body extends Loose = undefined,
    Reply extends Loose = undefined,
  >(
    declared: RouteDeclaration<Tx, Params, Query, Body, Reply>,
  ): Route<Tx> => ({
    ...declared,
    params: declared.params,
    query: declared.query,
    body: declared.body,
    rawBody: declared.rawBody,
    reply: declared.reply,
    rawReply: declared.rawReply,
    idempotent: declared.idempotent ?? false,
    stream: false,
    // The server has parsed every part by the declared schemas before it calls: the types agree by construction.
    handle: (tx, input) => declared.handle(tx, input as RouteInput<Params, Query, Body>),
    handleStream: undefined,
    handleWork: undefined,
  }),
  streamRoute: <Reply extends z.ZodType, Params extends Loose = undefined, Query extends Loose = undefined>(
    declared: StreamDeclaration<Tx, Params, Query, Reply>,
  ): Route<Tx> => ({
    ...declared,
    params: declared.params,
    query: declared.query,
    body: undefined,
    rawBody: { contentTypes: declared.contentTypes, limitBytes: declared.limitBytes },
    reply: declared.reply,
    rawReply: undefined,
    idempotent: false,
    stream: true,
    handle: noHandle,
    handleStream: (context, input) => declared.handle(context, input as StreamInput<Params, Query>),
    handleWork: undefined,
  }),
  workRoute: <
    Reply extends z.ZodType,
    Params extends Loose = undefined,
    Query extends Loose = undefined,
    Body extends Loose = undefined,
  >(
    declared: WorkDeclaration<Tx, Params, Query, Body, Reply>,
  ): Route<Tx> => ({
    ...declared,
    params: declared.params,
    query: declared.query,
    body: declared.body,
    rawBody: declared.rawBody,
    reply: declared.reply,
    rawReply: undefined,
    idempotent: false,
    stream: false,
    handle: noHandle,
    handleStream: undefined,
    handleWork: (context, input) => declared.handle(context, input as RouteInput<Params, Query, Body>),
  }),
});
