import { reject } from '@ansinh/contracts/catalogue/problems';
import { parseIdempotencyKey } from '@ansinh/contracts/vocabulary/identifiers';
import type { Request } from 'express';
import type { z } from 'zod';
import type { Route, UntypedInput } from '../routes/route';
import { fieldErrors } from './problem';

/** What a schema makes of a part; nothing of a part that the route does not declare. */
export const parsePart = (schema: z.ZodType | undefined, value: unknown, prefix: string): unknown => {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw reject('request.invalid', { errors: fieldErrors(parsed.error, prefix) });
  return parsed.data;
};

/** Query parameters that the route does not list are refused: a typing error must not widen a filter. */
const parseQuery = (schema: z.ZodType | undefined, query: object): unknown => {
  const known = schema === undefined ? [] : Object.keys('shape' in schema ? (schema.shape as object) : {});
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const errors = unknown.map((name) => ({ pointer: `/query/${name}`, detail: 'this parameter is not known here' }));
    throw reject('request.invalid', { errors, known });
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

/** All that is known of a request before its body is read. */
export const partsOf = <Tx>(route: Route<Tx>, request: Request): Omit<UntypedInput, 'body'> => ({
  params: parsePart(route.params, request.params, '/path'),
  query: parseQuery(route.query, request.query),
  idempotencyKey: keyOf(route.idempotent, request),
});
