import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { bodyRoom } from '../bodies/body-room';
import type { Route } from '../routes/route';
import type { ServerPorts } from './ports';
import { problemHandler } from './problem';
import { serveRoute } from './route-server';

/** What a path takes; who asks for a GET may ask for its head alone. */
const methodsOf = <Tx>(routes: readonly Route<Tx>[]): string[] =>
  routes.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));

type Locals = { allowed?: readonly string[] };

/** Of each path that fits an address: two may, as `/:id` and `/searches`. */
const noteAllowed =
  (methods: readonly string[]): RequestHandler<object, unknown, unknown, unknown, Locals> =>
  (_request, { locals }, next) => {
    locals.allowed = [...(locals.allowed ?? []), ...methods];
    next();
  };

/** No route took it: there is nothing here, or it is asked for in another way. */
const refuse = (request: Request, response: Response<unknown, Locals>, next: NextFunction): void => {
  const allowed = [...new Set(response.locals.allowed)].sort();
  if (allowed.length === 0) next(reject('request.not-found'));
  else if (request.method === 'OPTIONS') response.setHeader('Allow', allowed.join(', ')).status(204).end();
  else next(reject('request.method', { allowed }));
};

/** Puts every route behind its authentication, parsing and idempotency; the problem handler must come last. */
export const mountRoutes = <Tx>(app: Express, routes: readonly Route<Tx>[], ports: ServerPorts<Tx>): void => {
  const keepRoom = bodyRoom();
  for (const route of routes) app[route.method](route.path, serveRoute(route, ports, keepRoom));
  for (const [path, ofPath] of Map.groupBy(routes, (route) => route.path))
    app.all(path, noteAllowed(methodsOf(ofPath)));
  app.use(refuse);
  app.use(problemHandler(ports.logger, ports.translateError));
};
