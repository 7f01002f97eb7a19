import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { clientText } from '@ansinh/contracts/wire/permissions';
import { allowLongBody, type TokenVerifier } from '@ansinh/http';
import type { ByteShare, ByteShares } from '@ansinh/http/admission';
import type { Request, RequestHandler, Response } from 'express';
import type { Dispatcher } from 'undici';
import { watchReader } from './answer-time';
import { BODY_LIMIT_BYTES, hasBody, LONG_BODY_LIMIT_BYTES, limitedBody, readBody } from './body-limit';
import { requestHeadersFor, responseHeadersFrom } from './headers.rules';
import { type RoutingEntry, routeOf } from './routing-table';
import type { Upstreams } from './upstreams';

/** Those that doors take, and others that the client of HTTP knows. */
const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
] as const satisfies Dispatcher.HttpMethod[];

export type ProxyParts = {
  readonly upstreams: Upstreams;
  readonly authenticate: TokenVerifier;
  /** Of bodies that are on their way. */
  readonly shares: ByteShares;
};

/** One that no door takes is asked for as another such (QUERY, PROPFIND): the service says which its path does take. */
const methodOf = (request: Request): (typeof METHODS)[number] =>
  METHODS.find((known) => known === request.method) ?? 'TRACE';

/**
 * What is sent on: a whole body, so that no connection to a service is held by a caller who sends slowly, or the stream
 * of a long one, which the service takes at its own pace.
 */
const bodyOf = async (request: Request, isLong: boolean, share: ByteShare): Promise<Readable | Buffer | undefined> => {
  if (!hasBody(request)) return undefined;
  return isLong ? limitedBody(request, LONG_BODY_LIMIT_BYTES) : readBody(request, BODY_LIMIT_BYTES, share);
};

const hungUpSignal = (response: Response): AbortSignal => {
  const hungUp = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) hungUp.abort();
  });
  return hungUp.signal;
};

const forward = async (request: Request, response: Response, entry: RoutingEntry, parts: ProxyParts): Promise<void> => {
  const method = methodOf(request);
  // The access log names the pattern, never the address: numbers of persons stand in it.
  request.route = { path: `/v1/${entry.path}` };
  const client = clientText(await parts.authenticate(request.headers.authorization));
  // A service would unpack it after our limit has counted the small form of it.
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw reject('request.media-type', { accepted: ['identity'] });

  const isLong = entry.isLong === true;
  if (isLong) allowLongBody(request);
  const signal = hungUpSignal(response);
  const share = parts.shares(client);
  try {
    const answer = await parts.upstreams.send(entry.service, {
      client,
      method,
      path: request.originalUrl,
      headers: requestHeadersFor(request.headers, String(response.getHeader('x-request-id'))),
      body: await bodyOf(request, isLong, share),
      signal,
      isLong,
      isFile: hasBody(request) && request.is('json') === false,
    });
    share.leave();
    response.writeHead(answer.statusCode, responseHeadersFrom(answer.headers));
    watchReader(response);
    await pipeline(answer.body, response);
  } finally {
    share.leave();
  }
};

/** Passes /v1 on to the services: whole bodies in, answers as they are made. What the table does not name goes on. */
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
