import { type Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import { z } from 'zod';

const Parts = z.array(z.string()).max(8);

/** An opaque place in a stable order: the sort values of the last row of a page. */
export const encodeCursor = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

export const foreignCursor = (): Rejection =>
  reject('request.invalid', {
    errors: [{ pointer: '/query/cursor', detail: 'use the nextCursor of the page before' }],
  });

/** The sort values of a cursor that we made, or 422 for one that we did not. */
export const decodeCursor = (cursor: string | undefined, length: number): readonly string[] | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const parts = Parts.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    // Written as we write it: other forms of the same values are nobody's cursor of ours.
    if (parts.length === length && encodeCursor(parts) === cursor) return parts;
  } catch {
    // Falls through to the refusal below.
  }
  throw foreignCursor();
};
