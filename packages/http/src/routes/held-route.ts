import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { HeldRoute, JsonRoute, Route, WorkRoute } from './route';

/** `PUT /v1/calendar-days/:day`: what kind of act it is, for as long as a request is kept. */
export const kindOf = <Tx>({ method, path }: Pick<Route<Tx>, 'method' | 'path'>): string =>
  `${method.toUpperCase()} ${path}`;

export const isHeldRoute = <Tx>(route: Route<Tx>): route is HeldRoute<Tx> => {
  switch (route.kind) {
    case 'json':
    case 'work':
      return route.twoPersons !== undefined;
    case 'raw':
    case 'file':
    case 'stream':
      return false;
    default:
      return unreachable(route);
  }
};

/** Whether what this one asks waits for a second person. */
export const isHeldFrom = <Tx>(route: JsonRoute<Tx> | WorkRoute<Tx>, by: Principal): route is HeldRoute<Tx> =>
  route.twoPersons !== undefined && route.twoPersons.alone?.includes(by.tenant.kind) !== true;
