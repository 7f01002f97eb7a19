import type { z } from 'zod';

/** A body that is no JSON, as a document can show it: text as it is, everything else in base64. */
export type FileExample = { readonly contentType: string } & ({ readonly text: string } | { readonly base64: string });

/** A request as a partner sends it, with the answer that it gets: shown in OpenAPI, sent by the test of access. */
export type Example = {
  /** What stands in the path, and in the query, as text. */
  readonly params?: unknown;
  readonly query?: unknown;
  /** The JSON of the body. */
  readonly body?: unknown;
  readonly file?: FileExample;
  /** The same as `file` in the other forms that the door takes. */
  readonly otherFiles?: readonly FileExample[];
  /** The JSON of the answer; of an answer that is none, its text or the beginning of it. */
  readonly reply?: unknown;
};

type Loose = z.ZodType | undefined;

/** Data that may be written down as a constant. */
type Shown<Value> = Value extends readonly (infer Item)[]
  ? readonly Shown<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Shown<Value[Key]> }
    : Value;

/** What an address holds is text, whatever is made of it. */
type Written<Value> = [Exclude<Value, undefined>] extends [string] ? Exclude<Value, undefined> : string;
type Fields<Input> = {
  readonly [Key in keyof Input as undefined extends Input[Key] ? never : Key]: Written<Input[Key]>;
} & {
  readonly [Key in keyof Input as undefined extends Input[Key] ? Key : never]?: Written<Input[Key]>;
};

type ParamsPart<Params extends Loose> = Params extends z.ZodType
  ? { readonly params: Fields<z.input<Params>> }
  : { readonly params?: never };

type QueryPart<Query extends Loose> = Query extends z.ZodType
  ? Partial<Fields<z.input<Query>>> extends Fields<z.input<Query>>
    ? { readonly query?: Fields<z.input<Query>> }
    : { readonly query: Fields<z.input<Query>> }
  : { readonly query?: never };

/** The example of an address, by the schemas that stand beside it. */
export type AddressExample<Params extends Loose, Query extends Loose> = Example & ParamsPart<Params> & QueryPart<Query>;

export type BodyExample<Body extends Loose> = Body extends z.ZodType
  ? { readonly body: Shown<z.input<Body>>; readonly file?: never; readonly otherFiles?: never }
  : { readonly body?: never; readonly file?: never };

export type FileBodyExample = { readonly body?: never; readonly file: FileExample };

export type ReplyExample<Reply extends Loose> = Reply extends z.ZodType
  ? { readonly reply: Shown<z.input<Reply>> }
  : { readonly reply?: string };
