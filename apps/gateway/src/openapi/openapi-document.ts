import { openApiOf, type Route } from '@ansinh/http';
import type { Logger } from '@ansinh/telemetry';
import type { GatewayConfig, Upstream } from '../config';
import { routeOf } from '../proxy/routing-table';
import type { Upstreams } from '../proxy/upstreams';
import { mergeDocuments, OpenApiDocument, type Source } from './merge.rules';
import { NATIONAL_PATHS } from './national.openapi';

const FRESH_MS = 10_000;
const DEADLINE_MS = 2_000;

const DESCRIPTION =
  'The public door of the social-insurance platform. A program gets a token at POST /oauth/token (client credentials), a ' +
  'person by signing in at /oauth/authorize (authorization code with PKCE); it is sent as `Authorization: Bearer`. Amounts of money are decimal strings of dong; every refusal is a problem (RFC 9457).';

export type DocumentParts<Tx> = {
  readonly routes: readonly Route<Tx>[];
  readonly config: GatewayConfig;
  readonly upstreams: Upstreams;
  readonly logger: Logger;
};

const fetchDocument = async (upstreams: Upstreams, service: Upstream, logger: Logger): Promise<Source> => {
  try {
    const answer = await upstreams.send(service, {
      client: 'gateway',
      method: 'GET',
      path: '/openapi.json',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const body = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
    return { service, document: OpenApiDocument.parse(JSON.parse(body)) };
  } catch (error) {
    logger.warn(
      { upstream: service, reason: error instanceof Error ? error.message : String(error) },
      'no OpenAPI document',
    );
    return { service, document: undefined };
  }
};

/** Braces of a template are a segment like any other for the routing table. */
const isPublic = (service: string, path: string): boolean => routeOf(path)?.service === service;

const ownDocument = <Tx>({ routes, config }: DocumentParts<Tx>): OpenApiDocument => {
  const document = openApiOf(routes, { title: 'An Sinh', version: '1', description: DESCRIPTION });
  const own = OpenApiDocument.parse(JSON.parse(JSON.stringify(document)));
  return {
    ...own,
    servers: [{ url: config.publicUrl }],
    paths: { ...own.paths, ...(config.nationalApi ? NATIONAL_PATHS : {}) },
  };
};

/** The document of the whole platform, made again at most every ten seconds; several callers share one making. */
export const openApiDocument = <Tx>(parts: DocumentParts<Tx>): (() => Promise<OpenApiDocument>) => {
  const own = ownDocument(parts);
  let made: { readonly at: number; readonly document: Promise<OpenApiDocument> } | undefined;
  const make = async (): Promise<OpenApiDocument> => {
    const services = Object.keys(parts.config.serviceUrls) as Upstream[];
    const sources = await Promise.all(services.map((service) => fetchDocument(parts.upstreams, service, parts.logger)));
    return mergeDocuments(own, sources, isPublic);
  };
  return () => {
    if (made === undefined || Date.now() - made.at > FRESH_MS) made = { at: Date.now(), document: make() };
    return made.document;
  };
};
