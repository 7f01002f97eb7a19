import type { Request } from 'express';
import { mediaTypeOf, type WithBytes } from '../bodies/body-parser';
import type { HeldRoute, StreamContext, UntypedInput } from '../routes/route';
import { rendered } from './answers';
import type { ApprovalPorts, KeptRequest, StoredAnswer } from './ports';
import { parsePart } from './request-parts';

const keptOf = <Tx>(
  { body }: HeldRoute<Tx>,
  request: Request & WithBytes,
  { idempotencyKey }: UntypedInput,
): KeptRequest => ({
  params: { ...request.params },
  query: { ...request.query },
  contentType: request.headers['content-type'],
  body: body.form === 'none' ? undefined : (request.rawBytes ?? Buffer.alloc(0)),
  idempotencyKey,
});

const jsonOf = (bytes: Buffer): unknown => (bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8')));

/** @throws Rejection request.invalid when what was kept does not fit the door any more */
export const inputOfKept = async <Tx>(route: HeldRoute<Tx>, kept: KeptRequest): Promise<UntypedInput> => {
  const bytes = kept.body ?? Buffer.alloc(0);
  const parts = {
    params: parsePart(route.params, kept.params, '/path'),
    query: parsePart(route.query, kept.query, '/query'),
    idempotencyKey: kept.idempotencyKey,
  };
  if (route.body.form === 'bytes')
    return { ...parts, body: bytes, content: await route.readFile?.(bytes, mediaTypeOf(kept.contentType)) };
  return { ...parts, body: parsePart(route.body.form === 'json' ? route.body.schema : undefined, jsonOf(bytes), '') };
};

/** On whose behalf, and in which transaction, work is done that would open its own. */
export type Within<Tx> = Pick<StreamContext<Tx>, 'by' | 'cause' | 'server'> & { readonly tx: Tx; readonly now: Date };

/** Does what a door does, all of it in one transaction. */
export const performHeld = async <Tx>(
  route: HeldRoute<Tx>,
  { tx, now, ...context }: Within<Tx>,
  input: UntypedInput,
): Promise<StoredAnswer> => {
  const reply =
    route.kind === 'json'
      ? await route.handle(tx, input)
      : await route.handle({ ...context, now: () => now, transact: (work) => work(tx), heard: () => undefined }, input);
  return rendered(route, reply);
};

type Asked<Tx> = { readonly tx: Tx; readonly request: Request & WithBytes; readonly input: UntypedInput };

/** What the maker is told: that it waits for a second person, what that one sees, and until when. */
export const answerHeld = async <Tx>(
  route: HeldRoute<Tx>,
  approvals: ApprovalPorts<Tx>,
  { tx, request, input }: Asked<Tx>,
): Promise<StoredAnswer> => {
  const approval = await approvals.hold(tx, { route, input, kept: keptOf(route, request, input) });
  return { status: 202, contentType: 'application/json', body: JSON.stringify(approval) };
};
