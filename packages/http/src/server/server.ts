import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Express, NextFunction, Request, Response } from 'express';
import { bodyRoom } from '../bodies/body-room';
import type { Route } from '../routes/route';
import type { ServerPorts } from './ports';
import { problemHandler } from './problem';
import { serveRoute } from './route-server';

const notFound = (_request: Request, _response: Response, next: NextFunction): void =>
  next(reject('request.not-found'));

/** Puts every route behind its authentication, parsing and idempotency; the problem handler must come last. */
export const mountRoutes = <Tx>(app: Express, routes: readonly Route<Tx>[], ports: ServerPorts<Tx>): void => {
  const keepRoom = bodyRoom();
  for (const route of routes) app[route.method](route.path, serveRoute(route, ports, keepRoom));
  app.use(notFound);
  app.use(problemHandler(ports.logger, ports.translateError));
};
