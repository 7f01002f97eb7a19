import { Problem, type ProblemCode, problemOf } from '@ansinh/contracts/catalogue/problems';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from './route';

export type OpenApiDocument = ReturnType<typeof createDocument>;
export type OpenApiInfo = { readonly title: string; readonly version: string; readonly description: string };

const toOpenApiPath = (path: string): string => path.replace(/:([A-Za-z]+)/g, '{$1}');

const objectOf = (schema: z.ZodType | undefined): z.ZodObject | undefined =>
  schema instanceof z.ZodObject ? schema : undefined;

const ALWAYS: readonly ProblemCode[] = ['internal.error', 'service.unavailable'];
const SECURED: readonly ProblemCode[] = ['auth.token-invalid', 'auth.forbidden'];
const WITH_INPUT: readonly ProblemCode[] = ['request.invalid'];
const WITH_BODY: readonly ProblemCode[] = ['request.malformed', 'request.media-type', 'request.body-too-large'];
const IDEMPOTENT: readonly ProblemCode[] = [
  'idempotency.key-missing',
  'idempotency.key-invalid',
  'idempotency.key-reused',
  'idempotency.in-flight',
];

const problemsOf = <Tx>(route: Route<Tx>): readonly ProblemCode[] => [
  ...(route.problems ?? []),
  ...(route.permission === null ? [] : SECURED),
  ...WITH_INPUT,
  ...(route.body.form === 'none' ? [] : WITH_BODY),
  ...(route.idempotent ? IDEMPOTENT : []),
  ...ALWAYS,
];

const problemResponses = (codes: readonly ProblemCode[]) => {
  const byStatus = new Map<string, ProblemCode[]>();
  for (const code of codes) {
    const status = String(problemOf(code).status);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, listed]) => [
      status,
      {
        description: listed.map((code) => `\`${code}\`: ${problemOf(code).title}`).join('; '),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  );
};

const requestBodyOf = <Tx>({ body }: Route<Tx>): ZodOpenApiOperationObject['requestBody'] => {
  switch (body.form) {
    case 'none':
      return undefined;
    case 'json':
      return { required: true, content: { 'application/json': { schema: body.schema } } };
    case 'bytes':
    case 'stream': {
      const media = body.contentTypes.map((type) => [type, { schema: z.string() }] as const);
      return {
        required: true,
        description: `At most ${body.limitBytes} bytes`,
        content: Object.fromEntries(media),
      };
    }
    default:
      return unreachable(body);
  }
};

const jsonContent = (schema: z.ZodType) => ({ 'application/json': { schema } });

const replyContent = <Tx>(route: Route<Tx>) => {
  switch (route.kind) {
    case 'raw':
      return { content: { [route.rawReply]: { schema: z.string() } } };
    case 'json':
      return route.reply === undefined ? {} : { content: jsonContent(route.reply) };
    case 'stream':
    case 'work':
      return { content: jsonContent(route.reply) };
    case 'file': {
      const file = { schema: z.string().meta({ format: 'binary' }) };
      const files = Object.fromEntries(route.files.map((type) => [type, file]));
      return { content: { ...jsonContent(route.reply), ...files } };
    }
    default:
      return unreachable(route);
  }
};

const operationOf = <Tx>(route: Route<Tx>): ZodOpenApiOperationObject => {
  const requestBody = requestBodyOf(route);
  const path = objectOf(route.params);
  const query = objectOf(route.query);
  const header = route.idempotent
    ? z.object({
        'Idempotency-Key': z.string().min(1).max(255).meta({ description: 'Your own key of this act; never expires' }),
      })
    : undefined;
  return {
    operationId: `${route.method} ${route.path}`.replace(/[^A-Za-z0-9]+(.)?/g, (_all, next: string | undefined) =>
      (next ?? '').toUpperCase(),
    ),
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    tags: [route.tag],
    security: route.permission === null ? [] : [{ oauth2: [route.permission] }],
    requestParams: {
      ...(path === undefined ? {} : { path }),
      ...(query === undefined ? {} : { query }),
      ...(header === undefined ? {} : { header }),
    },
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: {
      [String(route.status ?? 200)]: { description: 'Done', ...replyContent(route) },
      ...problemResponses(problemsOf(route)),
    },
  };
};

/** OpenAPI 3.1 of the routes, made from the same data that serve them. */
export const openApiOf = <Tx>(routes: readonly Route<Tx>[], info: OpenApiInfo): OpenApiDocument => {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = toOpenApiPath(route.path);
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.1',
    info,
    paths,
    components: {
      securitySchemes: {
        oauth2: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } } },
      },
    },
  });
};
