import type { Route } from '@ansinh/http';
import { routesOfService } from '@ansinh/platform';
import { service as collection } from '../../apps/collection/src/service';
import { service as enrollment } from '../../apps/enrollment/src/service';
import { service as gateway } from '../../apps/gateway/src/service';
import { service as healthInsurance } from '../../apps/health-insurance/src/service';
import { service as notification } from '../../apps/notification/src/service';
import { service as payment } from '../../apps/payment/src/service';

export type AnyRoute = Route<never>;

/** The routes of every service, with those that all of them have for operators. */
export const ROUTES = {
  enrollment: routesOfService(enrollment),
  collection: routesOfService(collection),
  'health-insurance': routesOfService(healthInsurance),
  payment: routesOfService(payment),
  notification: routesOfService(notification),
  gateway: routesOfService(gateway),
} as const satisfies Readonly<Record<string, readonly AnyRoute[]>>;

export const nameOf = ({ method, path }: AnyRoute): string => `${method.toUpperCase()} ${path}`;
