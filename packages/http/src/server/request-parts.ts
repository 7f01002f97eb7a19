import { type Rejection, type RejectionParams, reject } from '@ansinh/contracts/catalogue/problems';
import { parseIdempotencyKey } from '@ansinh/contracts/vocabulary/identifiers';
import { brokenTextIn } from '@ansinh/contracts/vocabulary/text';
import { pointerOf, type ToldFindings, toldFindings } from '@ansinh/contracts/wire/field-error';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { bodyReader, hasEscapes, mediaTypeOf } from '../bodies/body-parser';
import type { BodyRoom } from '../bodies/body-room';
import { faultsOfLongLists } from '../bodies/long-lists';
import type { Route, UntypedInput, WithBody } from '../routes/route';
import { fieldErrors } from './problem';

/** How many findings there are is told where not all of them are. */
const refusalOf = ({ findings, errors }: ToldFindings, more: RejectionParams = {}): Rejection =>
  reject('request.invalid', { ...(findings > errors.length ? { findings } : {}), errors, ...more });

/** What a schema makes of a part; nothing of a part that the route does not declare. */
export const parsePart = (schema: z.ZodType | undefined, value: unknown, prefix: string): unknown => {
  if (schema === undefined) return undefined;
  const faults = faultsOfLongLists(schema, value);
  if (faults.length > 0) throw refusalOf(fieldErrors(faults, prefix));
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refusalOf(fieldErrors(parsed.error.issues, prefix));
  return parsed.data;
};

/** Stands in an address for bytes that are no UTF-8. */
const NOT_UTF8 = '\ufffd';

/** @throws Rejection request.invalid for a text that cannot be kept, whatever its field is */
export const requireWholeTexts = (value: unknown, prefix: string): void => {
  const place = brokenTextIn(value);
  if (place === undefined) return;
  const detail = 'holds NUL, half of a character or a mark of direction';
  throw reject('request.invalid', { errors: [{ pointer: `${prefix}${pointerOf(place)}`, detail }] });
};

const requireAddress = (part: Readonly<Record<string, unknown>>, prefix: string): void => {
  requireWholeTexts(part, prefix);
  const [name] = Object.entries(part).find((entry) => String(entry).includes(NOT_UTF8)) ?? [];
  if (name !== undefined)
    throw reject('request.invalid', { errors: [{ pointer: `${prefix}${pointerOf([name])}`, detail: 'is no UTF-8' }] });
};

/** Query parameters that the route does not list are refused: a typing error must not widen a filter. */
const parseQuery = (schema: z.ZodType | undefined, query: object): unknown => {
  const known = schema === undefined ? [] : Object.keys('shape' in schema ? (schema.shape as object) : {});
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const detail = 'this parameter is not known here';
    const told = toldFindings(unknown, (name) => ({ pointer: `/query${pointerOf([name])}`, detail }));
    throw refusalOf(told, { known });
  }
  return parsePart(schema, query, '/query');
};

const keyOf = (isDemanded: boolean, { headers }: Request): string | undefined => {
  const header = headers['idempotency-key'];
  if (header === undefined) {
    if (isDemanded) throw reject('idempotency.key-missing');
    return undefined;
  }
  const key = typeof header === 'string' ? parseIdempotencyKey(header) : undefined;
  if (key === undefined) throw reject('idempotency.key-invalid');
  return key;
};

export type Parts = Omit<UntypedInput, 'body' | 'content'>;

/** All that is known of a request before its body is read. */
export const partsOf = <Tx>(route: Route<Tx>, request: Request): Parts => {
  requireAddress(request.params, '/path');
  requireAddress(request.query, '/query');
  return {
    params: parsePart(route.params, request.params, '/path'),
    query: parseQuery(route.query, request.query),
    idempotencyKey: keyOf(route.idempotent, request),
  };
};

type Unread = { readonly request: Request; readonly response: Response; readonly parts: Parts };

/** What a handler is given, once the body has been read; large bodies find room first. */
export const inputReader = ({ body, readFile }: WithBody, keepRoom: BodyRoom) => {
  const read = bodyReader(body);
  return async ({ request, response, parts }: Unread): Promise<UntypedInput> => {
    if (body.form === 'bytes') keepRoom(request, response, body.limitBytes);
    await read(request, response);
    if (body.form === 'bytes') {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return { ...parts, body: bytes, content: await readFile?.(bytes, mediaTypeOf(request.headers['content-type'])) };
    }
    if (hasEscapes(request)) requireWholeTexts(request.body, '');
    return { ...parts, body: parsePart(body.form === 'json' ? body.schema : undefined, request.body, '') };
  };
};
