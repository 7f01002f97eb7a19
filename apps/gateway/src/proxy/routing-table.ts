import type { Upstream } from '../config';

export type RoutingEntry = {
  /** `*` stands for exactly one segment; whatever follows the last segment belongs to the entry too. */
  readonly path: string;
  readonly service: Upstream;
  /** Its bodies are streams of any length, and the answer begins after their end. */
  readonly isLong?: boolean;
};

/**
 * Which service answers a path under /v1. The first entry that fits wins, so the narrow ones stand first. A path that
 * no entry names is not public, even when a service serves it.
 */
export const ROUTING_TABLE: readonly RoutingEntry[] = [
  { path: 'participants/*/contributions', service: 'collection' },
  { path: 'participants/*/co-payments', service: 'health-insurance' },
  { path: 'participants/*/visits', service: 'health-insurance' },
  { path: 'participants/*/payouts', service: 'payment' },
  { path: 'participants/*/messages', service: 'notification' },
  { path: 'participants', service: 'enrollment' },
  { path: 'employers/*/statements', service: 'collection' },
  { path: 'employers/*/payment-qr', service: 'collection' },
  { path: 'employers', service: 'enrollment' },
  { path: 'wage-zones', service: 'enrollment' },
  { path: 'households', service: 'enrollment' },
  { path: 'applications', service: 'enrollment' },
  { path: 'imports', service: 'enrollment', isLong: true },
  { path: 'assessments', service: 'collection' },
  { path: 'bank-credits', service: 'collection' },
  { path: 'bank-statements', service: 'collection' },
  { path: 'payment-requests', service: 'collection' },
  { path: 'collection-ledger', service: 'collection' },
  { path: 'appraisal-questions', service: 'health-insurance' },
  { path: 'appraisal-rules', service: 'health-insurance' },
  { path: 'facilities', service: 'health-insurance' },
  { path: 'insurance-cards', service: 'health-insurance' },
  { path: 'check-ins', service: 'health-insurance' },
  { path: 'claim-bundles', service: 'health-insurance' },
  { path: 'claims', service: 'health-insurance' },
  { path: 'settlements', service: 'health-insurance' },
  { path: 'advances', service: 'health-insurance' },
  { path: 'periods', service: 'health-insurance' },
  { path: 'deadlines', service: 'health-insurance' },
  { path: 'holidays', service: 'health-insurance' },
  { path: 'fund-control', service: 'health-insurance' },
  { path: 'watch', service: 'health-insurance' },
  { path: 'benefit-claims', service: 'payment' },
  { path: 'payout-runs', service: 'payment' },
  { path: 'payout-batches', service: 'payment' },
  { path: 'payouts', service: 'payment' },
  { path: 'post-offices', service: 'payment' },
  { path: 'ledger', service: 'payment' },
];

const PREFIX = '/v1/';

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length <= segments.length && pattern.every((part, index) => part === '*' || part === segments[index]);

const TABLE = ROUTING_TABLE.map((entry) => ({ entry, pattern: entry.path.split('/') }));

/** The entry of a path as it stands in the request line, or undefined when it is not one of ours to pass on. */
export const routeOf = (path: string): RoutingEntry | undefined => {
  if (!path.startsWith(PREFIX)) return undefined;
  const segments = path.slice(PREFIX.length).replace(/\/$/, '').split('/');
  // A path that a service might read in another way than this table does must not pass: no `..`, no empty segment.
  if (segments.some((segment) => segment === '' || /^(\.|%2e){1,2}$/i.test(segment) || /%2f|%5c|\\/i.test(segment)))
    return undefined;
  return TABLE.find(({ pattern }) => fits(pattern, segments))?.entry;
};
