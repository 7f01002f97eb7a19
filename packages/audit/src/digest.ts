import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** RFC 8785: one text for one value, whichever language writes it. Dates are instants, whole numbers of any size texts. */
export const canonicalText = (value: unknown): string =>
  canonicalize(JSON.parse(JSON.stringify(value ?? null, plain))) ?? 'null';

export const digestOf = (value: unknown): string => sha256(canonicalText(value));

/** Stands in the audit for what somebody wrote: it can be held against the text, and tells nothing of it. */
export const writtenOf = (text: string): string => `${[...text].length} characters, sha256 ${sha256(text)}`;

const WRITTEN = /^\d+ characters, sha256 [0-9a-f]{64}$/;
export const isWritten = (reason: string): boolean => WRITTEN.test(reason);
