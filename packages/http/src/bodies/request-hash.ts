import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Request } from 'express';
import type { WithBytes } from './body-parser';

/** What a request is by its meaning, and byte by byte. */
export type RequestHashes = { readonly canonical: string; readonly asSent: string };

type Source = { readonly source?: string };
type Reviver = (this: unknown, key: string, value: unknown, context?: Source) => unknown;

/**
 * Numbers as they came: two that are one to JavaScript, such as 9007199254740992 and 9007199254740993, are not the same
 * request. Texts get a mark of their own, so that a number and a text of its digits stay apart.
 */
const asReceived: Reviver = (_key, value, context) => {
  if (typeof value === 'number') return `n${context?.source ?? String(value)}`;
  return typeof value === 'string' ? `s${value}` : value;
};

/** RFC 8785: members in one order, texts in one form of writing. Undefined for what is no JSON, or goes too deep. */
const canonicalJson = (bytes: Buffer): string | undefined => {
  try {
    return canonicalize(JSON.parse(bytes.toString('utf8'), asReceived));
  } catch {
    return undefined;
  }
};

/** Two requests with the same key of which neither is the other's are not the same request. */
export const requestHashes = (
  { method, path, rawBytes = Buffer.alloc(0) }: Pick<Request, 'method' | 'path'> & WithBytes,
  form: 'none' | 'json' | 'bytes',
): RequestHashes => {
  const hashOf = (body: Buffer | string): string =>
    createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');
  const asSent = hashOf(rawBytes);
  const canonical = form === 'json' && rawBytes.length > 0 ? canonicalJson(rawBytes) : undefined;
  return { asSent, canonical: canonical === undefined ? asSent : hashOf(canonical) };
};
