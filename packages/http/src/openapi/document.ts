import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { FileExample } from '../routes/example';
import { isHeldRoute } from '../routes/held-route';
import type { RawBody, Route } from '../routes/route';
import { fileOfType, isShownInBase64, shownFile, withExamples } from './examples';
import { problemResponses } from './problems';

export type OpenApiDocument = ReturnType<typeof createDocument>;
export type OpenApiInfo = { readonly title: string; readonly version: string; readonly description: string };

const toOpenApiPath = (path: string): string => path.replace(/:([A-Za-z]+)/g, '{$1}');

const objectOf = (schema: z.ZodType | undefined): z.ZodObject | undefined =>
  schema instanceof z.ZodObject ? schema : undefined;

const limitsOf = ({ limits = [] }: RawBody): string[] => limits.map(({ max, en }) => `${max} ${en}`);

/** Which of the examples are no text. */
const inBase64 = (shown: readonly { readonly type: string; readonly file: FileExample | undefined }[]): string => {
  const files = shown.flatMap(({ type, file }) => (file === undefined ? [] : [{ type, file }]));
  const coded = files.filter(({ file }) => isShownInBase64(file)).map(({ type }) => type);
  if (coded.length === 0) return '';
  return coded.length === files.length
    ? '; the example is in base64'
    : `; the example of ${coded.join(', ')} is in base64`;
};

const requestBodyOf = <Tx>(route: Route<Tx>): ZodOpenApiOperationObject['requestBody'] => {
  const { body, example } = route;
  switch (body.form) {
    case 'none':
      return undefined;
    case 'json':
      return { required: true, content: { 'application/json': { schema: body.schema, example: example.body } } };
    case 'bytes':
    case 'stream': {
      const shown = body.contentTypes.map((type) => ({ type, file: fileOfType(route, type) }));
      const media = shown.map(({ type, file }) => {
        const schema = z.string();
        return [type, file === undefined ? { schema } : { schema, example: shownFile(file) }] as const;
      });
      return {
        required: true,
        description: `At most ${[`${body.limitBytes} bytes`, ...limitsOf(body)].join(', ')}${inBase64(shown)}`,
        content: Object.fromEntries(media),
      };
    }
    default:
      return unreachable(body);
  }
};

const jsonContent = (schema: z.ZodType, example: unknown) => ({ 'application/json': { schema, example } });

const replyContent = <Tx>(route: Route<Tx>) => {
  const { reply } = route.example;
  switch (route.kind) {
    case 'raw':
      return { content: { [route.rawReply]: { schema: z.string(), example: reply } } };
    case 'json':
      return route.reply === undefined ? {} : { content: jsonContent(route.reply, reply) };
    case 'stream':
    case 'work':
      return { content: jsonContent(route.reply, reply) };
    case 'file': {
      const file = { schema: z.string().meta({ format: 'binary' }) };
      const files = Object.fromEntries(route.files.map((type) => [type, file]));
      return { content: { ...jsonContent(route.reply, reply), ...files } };
    }
    default:
      return unreachable(route);
  }
};

/** Of a door that needs two persons: what the maker gets. */
const heldResponse = <Tx>(route: Route<Tx>): ZodOpenApiOperationObject['responses'] =>
  isHeldRoute(route)
    ? { 202: { description: 'Waits for a second person', content: { 'application/json': { schema: Approval } } } }
    : {};

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
      ...heldResponse(route),
      ...problemResponses(route),
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
  const document = createDocument({
    openapi: '3.1.1',
    info,
    paths,
    components: {
      securitySchemes: {
        oauth2: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } } },
      },
    },
  });
  for (const route of routes) {
    const operation = document.paths?.[toOpenApiPath(route.path)]?.[route.method];
    if (operation?.parameters !== undefined) operation.parameters = withExamples(route, operation.parameters);
  }
  return document;
};
