import type { TransactionClient } from '@ansinh/database';
import type { SealedRow } from './seal';
import type { Span } from './span';

/** Rows that are only added, each with a position of a sequence: what is sealed. */
export type Register = {
  /** Once in a service. */
  readonly name: string;
  /** By which its positions are given: a row beyond it was not written by a service. */
  readonly sequence: string;
  /** The first rows of a span, in order of position. What it says of a row is never changed: old seals are held against it. */
  readonly read: (db: TransactionClient, span: Span, limit: number) => Promise<readonly SealedRow[]>;
  /** How many rows stand beside it that belong to no row of it and yet count, such as a posting of no entry. */
  readonly countStrays?: (db: TransactionClient) => Promise<bigint>;
  /** Its numbers are given by the last statements of a transaction: one that has no row was hardly ever given up. */
  readonly isNumberedLast?: true;
};

export const AUDIT_REGISTER: Register = {
  name: 'audit',
  sequence: 'platform.audit_position_seq',
  isNumberedLast: true,
  read: (db, { from, to }, limit) =>
    Promise.resolve(db.$queryRaw<SealedRow[]>`
      SELECT position, coalesce(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), at::text) AS at,
             jsonb_build_object('subject', subject, 'tenant', tenant, 'action', action, 'target', target,
                                'traceId', trace_id, 'reason', reason, 'outcome', outcome,
                                'before', before_digest, 'after', after_digest) AS content
      FROM platform.audit WHERE position BETWEEN ${from} AND ${to - 1n} ORDER BY position LIMIT ${limit}`),
};
