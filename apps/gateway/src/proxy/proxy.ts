import { pipeline } from 'node:stream/promises';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { allowLongBody, type TokenVerifier } from '@ansinh/http';
import type { Request, RequestHandler, Response } from 'express';
import type { Dispatcher } from 'undici';
import { BODY_LIMIT_BYTES, hasBody, LONG_BODY_LIMIT_BYTES, limitedBody } from './body-limit';
import { requestHeadersFor, responseHeadersFrom } from './headers.rules';
import { type RoutingEntry, routeOf } from './routing-table';
import type { Upstreams } from './upstreams';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies Dispatcher.HttpMethod[];

export type ProxyParts = { readonly upstreams: Upstreams; readonly authenticate: TokenVerifier };

const forward = async (request: Request, response: Response, entry: RoutingEntry, parts: ProxyParts): Promise<void> => {
  const method = METHODS.find((known) => known === request.method);
  if (method === undefined) throw reject('request.not-found');
  // The access log names the pattern, never the address: numbers of persons stand in it.
  request.route = { path: `/v1/${entry.path}` };
  await parts.authenticate(request.headers.authorization);
  // A service would unpack it after our limit has counted the small form of it.
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw reject('request.media-type', { accepted: ['identity'] });

  const isLong = entry.isLong === true;
  if (isLong) allowLongBody(request);
  const limitBytes = isLong ? LONG_BODY_LIMIT_BYTES : BODY_LIMIT_BYTES;
  const hungUp = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) hungUp.abort();
  });
  const answer = await parts.upstreams.send(entry.service, {
    method,
    path: request.originalUrl,
    headers: requestHeadersFor(request.headers, String(response.getHeader('x-request-id'))),
    body: hasBody(request) ? limitedBody(request, limitBytes) : undefined,
    signal: hungUp.signal,
    isLong,
    isFile: hasBody(request) && request.is('json') === false,
  });
  response.writeHead(answer.statusCode, responseHeadersFrom(answer.headers));
  await pipeline(answer.body, response);
};

/** Passes /v1 on to the services, streaming both ways; a path that the table does not name goes to the next handler. */
export const proxy =
  (parts: ProxyParts): RequestHandler =>
  async (request, response, next) => {
    const entry = routeOf(request.path);
    if (entry === undefined) {
      next();
      return;
    }
    try {
      await forward(request, response, entry, parts);
    } catch (error) {
      // After the head is out only a cut line tells the caller that the answer is not whole.
      if (response.headersSent || response.destroyed) response.destroy();
      else next(error);
    }
  };
