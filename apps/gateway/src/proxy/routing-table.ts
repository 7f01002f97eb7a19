import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Upstream } from '../config';
import { ROUTES } from './routes.generated';

export type RoutingEntry<Service extends ServiceName = Upstream> = {
  /** `*` stands for exactly one segment; whatever follows the last segment belongs to the entry too. */
  readonly path: string;
  readonly service: Service;
  /** Its bodies may be longer than what the gateway holds: they are passed on as they come, and the answer begins after their end. */
  readonly isLong?: boolean;
};

/**
 * Which service answers a path under /v1, as the services' own routes say it. The first entry that fits wins, so the
 * narrow ones stand first. What fits none, or one of the gateway itself, is not passed on.
 */
export const ROUTING_TABLE: readonly RoutingEntry<ServiceName>[] = ROUTES;

const PREFIX = '/v1/';

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length <= segments.length && pattern.every((part, index) => part === '*' || part === segments[index]);

const isPassedOn = (entry: RoutingEntry<ServiceName> | undefined): entry is RoutingEntry =>
  entry !== undefined && entry.service !== 'gateway';

/** Finds the entry of a path as it stands in the request line; undefined when it is not one of ours to pass on. */
export const routerOf = (table: readonly RoutingEntry<ServiceName>[]): ((path: string) => RoutingEntry | undefined) => {
  const patterns = table.map((entry) => ({ entry, pattern: entry.path.split('/') }));
  return (path) => {
    if (!path.startsWith(PREFIX)) return undefined;
    const segments = path.slice(PREFIX.length).replace(/\/$/, '').split('/');
    // A path that a service might read in another way than this table does must not pass: no `..`, no empty segment.
    if (segments.some((segment) => segment === '' || /^(\.|%2e){1,2}$/i.test(segment) || /%2f|%5c|\\/i.test(segment)))
      return undefined;
    const entry = patterns.find(({ pattern }) => fits(pattern, segments))?.entry;
    return isPassedOn(entry) ? entry : undefined;
  };
};

export const routeOf = routerOf(ROUTING_TABLE);
