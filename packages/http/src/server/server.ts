import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Express, RequestHandler } from 'express';
import { bodyRoom } from '../bodies/body-room';
import type { Route } from '../routes/route';
import type { ServerPorts } from './ports';
import { problemHandler } from './problem';
import { serveRoute } from './route-server';

/** What a path takes; who asks for a GET may ask for its head alone. */
const methodsOf = <Tx>(routes: readonly Route<Tx>[]): string[] =>
  routes.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));

type Locals = { allowed?: readonly string[] };
type Handler = RequestHandler<object, unknown, unknown, unknown, Locals>;

/** Of each pattern that fits an address: two may. */
const noteAllowed =
  (methods: readonly string[]): Handler =>
  (_request, { locals }, next) => {
    locals.allowed = [...(locals.allowed ?? []), ...methods];
    next();
  };

/** No route took it: there is nothing here, or it is asked for in another way. */
const refuse: Handler = (request, response, next) => {
  const allowed = [...new Set(response.locals.allowed)].sort();
  if (allowed.length === 0) next(reject('request.not-found'));
  else if (request.method === 'OPTIONS') response.setHeader('Allow', allowed.join(', ')).status(204).end();
  else next(reject('request.method', { allowed }));
};

/** Puts every route behind its authentication, parsing and idempotency; the problem handler must come last. */
export const mountRoutes = <Tx>(app: Express, routes: readonly Route<Tx>[], ports: ServerPorts<Tx>): void => {
  const keepRoom = bodyRoom();
  const paths = [...Map.groupBy(routes, ({ path }) => path)];
  const mount = ([path, ofPath]: (typeof paths)[number]): void => {
    for (const route of ofPath) app[route.method](path, serveRoute(route, ports, keepRoom));
    app.all(path, noteAllowed(methodsOf(ofPath)));
  };
  // An address that has a path of its own is nothing of a pattern that it fits, too: `/searches` is no `/:id`.
  const [patterns, own] = [paths.filter(([path]) => path.includes(':')), paths.filter(([path]) => !path.includes(':'))];
  for (const each of own) {
    mount(each);
    app.all(each[0], refuse);
  }
  for (const each of patterns) mount(each);
  app.use(refuse);
  app.use(problemHandler(ports.logger, ports.translateError));
};
