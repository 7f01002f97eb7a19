import type { Readable } from 'node:stream';
import type { ProblemCode } from '@ansinh/contracts/catalogue/problems';
import type { FileRow } from '@ansinh/contracts/operations/held-rows.api';
import type { Permission, Principal, TenantKind } from '@ansinh/contracts/wire/permissions';
import type { z } from 'zod';
import type { Example } from './example';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a file may hold beside its bytes, as partners read it: in OpenAPI and in docs/limits.md. */
export type FileLimit = { readonly max: number; readonly en: string; readonly vi: string };

export type RawBody = {
  readonly contentTypes: readonly string[];
  readonly limitBytes: number;
  /** Counted while the file is read. */
  readonly limits?: readonly FileLimit[];
};
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

type Asked =
  | {
      readonly method: 'get';
      /** The command by which this GET changes something all the same, such as a mark that a file was fetched. */
      readonly effect?: string;
    }
  | { readonly method: Exclude<Method, 'get'>; readonly effect?: never };

/** Whose record a door shows: of a person, or of a person's health. Who reads it is noted (docs/operators.md). */
export type Shown = 'person' | 'health';

/** What every door says of itself, whatever stands behind it. */
export type Common = Asked & {
  /** Express path, e.g. `/v1/employers/:employerId`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** What the token must allow; `null` makes the route public. */
  readonly permission: Permission | null;
  readonly status?: number;
  readonly problems?: readonly ProblemCode[];
  /** That it shows the record of a person: it is a reading then, also where its method is not GET. */
  readonly shows?: Shown;
  /** A member of the answer that is shown once: the answer that is kept for the key has it no more. */
  readonly shownOnce?: string;
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
  /** To be called when the act of this request is written in the transaction of another one. */
  readonly heard: () => void;
};

/** A body that is read before its handler is called. */
export type ReadBody =
  | { readonly form: 'none' }
  | { readonly form: 'json'; readonly schema: z.ZodType }
  | (RawBody & { readonly form: 'bytes' });
export type StreamedBody = RawBody & { readonly form: 'stream' };

export type UntypedInput = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly content?: unknown;
  readonly idempotencyKey: string | undefined;
};
export type UntypedStream = Omit<UntypedInput, 'body' | 'content'> & {
  readonly contentType: string;
  readonly body: Readable;
};

/** That two persons are needed: what the one asks is done when the other has approved it (docs/adr/0030-two-persons.md). */
export type TwoPersonsRule = {
  /** What the second person must be allowed. */
  readonly decide: Permission;
  /** Whose own act it is: a partner of these kinds does it alone. */
  readonly alone?: readonly TenantKind[];
};

/** The same with what is shown, as the server calls it. */
export type UntypedTwoPersons<Tx> = TwoPersonsRule & {
  readonly now?: ((tx: Tx, input: UntypedInput) => Promise<unknown>) | undefined;
  readonly rows?: ((tx: Tx, input: UntypedInput) => Promise<readonly FileRow[]>) | undefined;
  readonly shown?: ((answer: unknown) => unknown) | undefined;
};

type Served<Kind extends string> = Common & {
  readonly kind: Kind;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly idempotent: boolean;
  readonly example: Example;
};
export type WithBody = {
  readonly body: ReadBody;
  readonly readFile?: ((content: Buffer, contentType: string) => Promise<unknown>) | undefined;
};

/** Answers JSON, or nothing: a GET by a view of the database, every other method in one transaction. */
export type JsonRoute<Tx> = Served<'json'> &
  WithBody & {
    readonly reply: z.ZodType | undefined;
    readonly twoPersons: UntypedTwoPersons<Tx> | undefined;
    readonly handle: (tx: Tx, input: UntypedInput) => Promise<unknown>;
  };

/** Answers text of a content type of its own, as it is made. */
export type RawRoute<Tx> = Served<'raw'> &
  WithBody & {
    /** An answer that is made as it goes out is not kept for a second request. */
    readonly idempotent: false;
    readonly rawReply: string;
    readonly handle: (tx: Tx, input: UntypedInput) => Promise<RawReply>;
  };

/** A GET that answers JSON, or a file of a content type that it lists. */
export type FileRoute<Tx> = Served<'file'> &
  WithBody & {
    readonly method: 'get';
    readonly reply: z.ZodType;
    readonly files: readonly string[];
    readonly handle: (tx: Tx, input: UntypedInput) => Promise<unknown>;
  };

/** Reads its body as it comes, and opens its transactions itself. */
export type StreamRoute<Tx> = Served<'stream'> & {
  readonly body: StreamedBody;
  readonly reply: z.ZodType;
  readonly handle: (context: StreamContext<Tx>, input: UntypedStream) => Promise<unknown>;
};

/** Opens its transactions itself, when its body has been read. */
export type WorkRoute<Tx> = Served<'work'> &
  WithBody & {
    readonly reply: z.ZodType;
    readonly twoPersons: UntypedTwoPersons<Tx> | undefined;
    readonly handle: (context: StreamContext<Tx>, input: UntypedInput) => Promise<unknown>;
  };

/** A door that may need two persons. */
export type HeldRoute<Tx> = (JsonRoute<Tx> | WorkRoute<Tx>) & { readonly twoPersons: UntypedTwoPersons<Tx> };

/** What the server and OpenAPI see of a route: its types are gone, its schemas stay. */
export type Route<Tx> = JsonRoute<Tx> | RawRoute<Tx> | FileRoute<Tx> | StreamRoute<Tx> | WorkRoute<Tx>;
