// Every example of every route, held against what stands beside it: the schemas of its route, and the document that a
// partner reads.
import { problemOf } from '@ansinh/contracts/catalogue/problems';
import { type OpenApiDocument, openApiOf, type Route } from '@ansinh/http';
import { routesOfService } from '@ansinh/platform';
import { z } from 'zod';
import { service as collection } from '../../apps/collection/src/service';
import { service as enrollment } from '../../apps/enrollment/src/service';
import { service as gateway } from '../../apps/gateway/src/service';
import { service as healthInsurance } from '../../apps/health-insurance/src/service';
import { service as notification } from '../../apps/notification/src/service';
import { service as payment } from '../../apps/payment/src/service';

type AnyRoute = Route<never>;

const ROUTES: Readonly<Record<string, readonly AnyRoute[]>> = {
  enrollment: routesOfService(enrollment),
  collection: routesOfService(collection),
  'health-insurance': routesOfService(healthInsurance),
  payment: routesOfService(payment),
  notification: routesOfService(notification),
  gateway: routesOfService(gateway),
};

const faultsAt = (place: string, schema: z.ZodType | undefined, value: unknown): string[] => {
  if (schema === undefined) return value === undefined ? [] : [`${place} is shown and there is none`];
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${place}/${issue.path.join('/')}: ${issue.message}`);
};

const keysOf = (part: unknown): string[] => (typeof part === 'object' && part !== null ? Object.keys(part) : []);

/** What a schema leaves out of a value that it takes never stands in an answer, and is ignored in a request. */
const strayKeys = (place: string, schema: z.ZodType | undefined, value: unknown): string[] => {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : keysOf(value);
  return keysOf(value).flatMap((key) => (known.includes(key) ? [] : [`${place}/${key}: the route does not know it`]));
};

const faultsOfBody = ({ body, example }: AnyRoute): string[] => {
  if (body.form === 'none') return example.body === undefined && example.file === undefined ? [] : ['there is no body'];
  if (body.form === 'json')
    return [...faultsAt('body', body.schema, example.body), ...strayKeys('body', body.schema, example.body)];
  const { file } = example;
  if (file === undefined) return ['a file is missing'];
  return body.contentTypes.includes(file.contentType) ? [] : [`${file.contentType} is not taken`];
};

/** As it is sent: nothing is added by the schema, and nothing is left out. */
const faultsOfReply = (route: AnyRoute): string[] => {
  const { reply } = route.example;
  if (route.kind === 'raw') return typeof reply === 'string' && reply !== '' ? [] : ['the answer is no text'];
  if (route.reply === undefined) return reply === undefined ? [] : ['there is no answer'];
  const parsed = route.reply.safeParse(reply);
  if (!parsed.success) return faultsAt('reply', route.reply, reply);
  return JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(reply))
    ? []
    : ['reply: it would be sent otherwise'];
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
};

const faultsOf = (route: AnyRoute): string[] => {
  const { params, query, example } = route;
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return [
    ...faultsAt('params', params, example.params),
    ...inPath.filter((name) => !keysOf(example.params).includes(name)).map((name) => `params/${name} is missing`),
    ...strayKeys('params', params, example.params),
    ...(query === undefined && example.query === undefined ? [] : faultsAt('query', query, example.query ?? {})),
    ...strayKeys('query', query, example.query),
    ...faultsOfBody(route),
    ...faultsOfReply(route),
  ].map((fault) => `${route.method.toUpperCase()} ${route.path}: ${fault}`);
};

describe.each(Object.entries(ROUTES))('the examples of %s', (_name, routes) => {
  it('are what its routes take, and what they answer', () => {
    expect(routes.flatMap(faultsOf)).toEqual([]);
  });
});

const Media = z.object({ example: z.unknown().optional(), examples: z.record(z.string(), z.unknown()).optional() });
const Content = z.object({ content: z.record(z.string(), Media) });
const Parameter = z.object({ in: z.string(), name: z.string(), example: z.unknown().optional() });

const shownIn = (part: unknown): unknown[] =>
  Object.values(Content.safeParse(part).data?.content ?? {}).flatMap(({ example }) => (example === undefined ? [] : [example]));

/** What a reader of the document does not see of a route. */
const hiddenOf = (document: OpenApiDocument, route: AnyRoute): string[] => {
  const path = route.path.replace(/:(\w+)/g, '{$1}');
  const operation = document.paths?.[path]?.[route.method];
  const hidden: string[] = [];
  if (route.body.form !== 'none' && shownIn(operation?.requestBody).length !== 1) hidden.push('the request');
  if (shownIn(operation?.responses?.[String(route.status ?? 200)]).length !== 1) hidden.push('the answer');
  const parameters = z.array(Parameter).parse(operation?.parameters ?? []);
  const wanted = [...keysOf(route.example.params), ...keysOf(route.example.query)];
  if (route.idempotent) wanted.push('Idempotency-Key');
  const shown = parameters.filter(({ example }) => example !== undefined).map(({ name }) => name);
  hidden.push(...wanted.filter((name) => !shown.includes(name)).map((name) => `the parameter ${name}`));
  const refusals = Object.values(operation?.responses ?? {}).flatMap((response) =>
    Object.values(Content.safeParse(response).data?.content ?? {}).flatMap(({ examples }) => Object.keys(examples ?? {})),
  );
  hidden.push(...(route.problems ?? []).filter((code) => !refusals.includes(code)).map((code) => problemOf(code).title));
  return hidden.map((what) => `${route.method.toUpperCase()} ${route.path} does not show ${what}`);
};

describe.each(Object.entries(ROUTES))('the document of %s', (_name, routes) => {
  it('shows the request, the answer and every refusal of each route', () => {
    const document = openApiOf(routes, { title: 'Test', version: '1', description: '' });
    expect(routes.flatMap((route) => hiddenOf(document, route))).toEqual([]);
  });
});
