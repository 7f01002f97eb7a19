import type { z } from 'zod';
import type {
  Loose,
  RouteDeclaration,
  RouteInput,
  StreamDeclaration,
  StreamInput,
  TwoPersons,
  WorkDeclaration,
} from './declaration';
import type {
  FileRoute,
  JsonRoute,
  RawBody,
  RawReply,
  RawRoute,
  ReadBody,
  StreamRoute,
  UntypedInput,
  UntypedTwoPersons,
  WorkRoute,
} from './route';

const bodyOf = (schema: Loose, rawBody: RawBody | undefined): ReadBody => {
  if (rawBody !== undefined) return { ...rawBody, form: 'bytes' };
  return schema === undefined ? { form: 'none' } : { form: 'json', schema };
};

// Casts of what a handler is given: the server has parsed every part by the declared schemas before it calls, so that
// the types agree by construction.

const twoPersonsOf = <Tx, Params extends Loose, Query extends Loose, Body extends Loose, Reply extends Loose, Content>(
  { path, rawBody }: { readonly path: string; readonly rawBody?: RawBody },
  declared: TwoPersons<Tx, RouteInput<Params, Query, Body, Content>, Reply> | undefined,
): UntypedTwoPersons<Tx> | undefined => {
  if (declared === undefined) return undefined;
  const { now, rows, shown, ...rule } = declared;
  if (rawBody !== undefined && rows === undefined)
    throw new Error(`${path}: a file is approved by who sees its rows: twoPersons says them`);
  return {
    ...rule,
    now: now && ((tx, input) => now(tx, input as RouteInput<Params, Query, Body, Content>)),
    rows: rows && ((tx, input) => rows(tx, input as RouteInput<Params, Query, Body, Content>)),
    shown: shown && ((answer) => shown(answer as Parameters<typeof shown>[0])),
  };
};

/** Which kind a door is: what it says about its answer decides. */
const routeOf = <Tx, Params extends Loose, Query extends Loose, Body extends Loose, Reply extends Loose, Content>(
  declared: RouteDeclaration<Tx, Params, Query, Body, Reply, Content>,
): JsonRoute<Tx> | RawRoute<Tx> | FileRoute<Tx> => {
  const { params, query, reply, files, rawReply, idempotent = false } = declared;
  const common = { ...declared, params, query, body: bodyOf(declared.body, declared.rawBody), idempotent };
  const twoPersons = twoPersonsOf<Tx, Params, Query, Body, Reply, Content>(declared, declared.twoPersons);
  if (twoPersons !== undefined && (declared.method === 'get' || rawReply !== undefined))
    throw new Error(`${declared.path}: two persons are needed for an act that answers JSON`);
  const handle = (tx: Tx, input: UntypedInput) =>
    declared.handle(tx, input as RouteInput<Params, Query, Body, Content>);
  if (rawReply !== undefined)
    return {
      ...common,
      kind: 'raw',
      rawReply,
      idempotent: false,
      handle: (tx, input) => handle(tx, input) as Promise<RawReply>,
    };
  if (files === undefined) return { ...common, kind: 'json', reply, twoPersons, handle };
  if (common.method !== 'get' || reply === undefined)
    throw new Error(`${declared.path}: files are an answer of a GET, in place of its JSON`);
  return { ...common, kind: 'file', method: 'get', reply, files, handle };
};

/** The builders of the routes of one service: they say what a handler is given by the schemas that stand beside it. */
export const routeBuilders = <Tx>() => ({
  route: <
    Params extends Loose = undefined,
    Query extends Loose = undefined,
    Body extends Loose = undefined,
    Reply extends Loose = undefined,
    Content = undefined,
  >(
    declared: RouteDeclaration<Tx, Params, Query, Body, Reply, Content>,
  ): JsonRoute<Tx> | RawRoute<Tx> | FileRoute<Tx> => routeOf(declared),

  streamRoute: <Reply extends z.ZodType, Params extends Loose = undefined, Query extends Loose = undefined>(
    declared: StreamDeclaration<Tx, Params, Query, Reply>,
  ): StreamRoute<Tx> => ({
    ...declared,
    kind: 'stream',
    params: declared.params,
    query: declared.query,
    body: { form: 'stream', contentTypes: declared.contentTypes, limitBytes: declared.limitBytes },
    idempotent: false,
    handle: (context, input) => declared.handle(context, input as StreamInput<Params, Query>),
  }),

  workRoute: <
    Reply extends z.ZodType,
    Params extends Loose = undefined,
    Query extends Loose = undefined,
    Body extends Loose = undefined,
    Content = undefined,
  >(
    declared: WorkDeclaration<Tx, Params, Query, Body, Reply, Content>,
  ): WorkRoute<Tx> => ({
    ...declared,
    kind: 'work',
    params: declared.params,
    query: declared.query,
    body: bodyOf(declared.body, declared.rawBody),
    idempotent: false,
    twoPersons: twoPersonsOf<Tx, Params, Query, Body, Reply, Content>(declared, declared.twoPersons),
    handle: (context, input) => declared.handle(context, input as RouteInput<Params, Query, Body, Content>),
  }),
});
