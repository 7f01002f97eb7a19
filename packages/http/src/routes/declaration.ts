import type { Readable } from 'node:stream';
import type { FileRow } from '@ansinh/contracts/operations/held-rows.api';
import type { z } from 'zod';
import type { AddressExample, BodyExample, FileBodyExample, ReplyExample } from './example';
import type { Common, FileReply, RawBody, RawReply, StreamContext, TwoPersonsRule } from './route';

export type Loose = z.ZodType | undefined;
type Optional<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

export type RouteInput<Params, Query, Body, Content = undefined> = {
  readonly params: Optional<Params>;
  readonly query: Optional<Query>;
  /** The parsed JSON, or the bytes of a raw body. */
  readonly body: Body extends z.ZodType ? z.infer<Body> : Buffer;
  /** What `readFile` made of a raw body. */
  readonly content: Content;
  readonly idempotencyKey: string | undefined;
};

/**
 * That two persons are needed, and what the second one sees beside the request and its answer. The command runs twice: once
 * to be undone, so that what would be refused is refused to the maker, and once when it is approved.
 */
export type TwoPersons<Tx, Input, Reply extends Loose> = TwoPersonsRule & {
  /** What the thing is now: read before the act. */
  readonly now?: (tx: Tx, input: Input) => Promise<unknown>;
  /**
   * Of a file, which must say it: its rows in their order, each with what is there now and what will be, then what is there
   * now and no longer in the file. Read before the act; the same file over the same state gives the same rows.
   */
  readonly rows?: (tx: Tx, input: Input) => Promise<readonly FileRow[]>;
  /**
   * What of the answer is shown, and must be the same when it is approved; all of it when left out. New ids and the time of
   * the act are no difference; whatever else differs each time, and any secret, is to be left out here.
   */
  readonly shown?: (answer: Reply extends z.ZodType ? z.output<Reply> : undefined) => unknown;
};

/** An answer that goes out as it is made is not kept, so that a key could not give it a second time. */
type Answered =
  | {
      readonly rawReply?: never;
      /** Demands an Idempotency-Key: key, effect and answer are one transaction. */
      readonly idempotent?: boolean;
    }
  | {
      /** Content type of an answer that is not JSON: then `handle` returns text or chunks of text. */
      readonly rawReply: string;
      readonly idempotent?: never;
      /** The answer, or the beginning of it. */
      readonly example: { readonly reply: string };
    };

/** A body is JSON of a schema, or bytes; its example is what a partner really sends. */
type Read<Body extends Loose, Content> =
  | {
      readonly body?: Body;
      readonly rawBody?: never;
      readonly readFile?: never;
      readonly example: BodyExample<Body>;
    }
  | {
      readonly body?: never;
      readonly rawBody: RawBody;
      /** Reads the bytes before a transaction begins, in a thread (`@ansinh/threads`): no connection waits for it. */
      readonly readFile?: (content: Buffer, contentType: string) => Promise<Content>;
      readonly example: FileBodyExample;
    };

/** A door as data: everything the outside may know of it stands here, and OpenAPI is made from it. */
export type RouteDeclaration<
  Tx,
  Params extends Loose,
  Query extends Loose,
  Body extends Loose,
  Reply extends Loose,
  Content = undefined,
> = Common &
  Answered &
  Read<Body, Content> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly reply?: Reply;
    readonly example: AddressExample<Params, Query> & ReplyExample<Reply>;
    /** Content types of files that a GET may answer in place of its JSON, as `FileReply`. */
    readonly files?: readonly string[];
    /** That what is asked here waits until a second person has approved it. */
    readonly twoPersons?: TwoPersons<Tx, RouteInput<Params, Query, Body, Content>, Reply>;
    readonly handle: (
      tx: Tx,
      input: RouteInput<Params, Query, Body, Content>,
    ) => Promise<Reply extends z.ZodType ? z.input<Reply> | FileReply : RawReply>;
  };

export type StreamInput<Params, Query> = {
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
  readonly example: AddressExample<Params, Query> & FileBodyExample & ReplyExample<Reply>;
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
  Content = undefined,
> = Common &
  Read<Body, Content> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly reply: Reply;
    readonly example: AddressExample<Params, Query> & ReplyExample<Reply>;
    /** As of `route`; what is approved is done in one transaction, whatever the work would open by itself. */
    readonly twoPersons?: TwoPersons<Tx, RouteInput<Params, Query, Body, Content>, Reply>;
    readonly handle: (
      context: StreamContext<Tx>,
      input: RouteInput<Params, Query, Body, Content>,
    ) => Promise<z.input<Reply>>;
  };
