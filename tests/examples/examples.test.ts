// Every example of every route, held against what stands beside it: the schemas of its route, and the document that a
// partner reads.
import { openApiOf } from '@ansinh/http';
import { z } from 'zod';
import { type AnyRoute, nameOf, ROUTES } from './routes';
import { shownIn } from './shown';

const faultsAt = (place: string, schema: z.ZodType | undefined, value: unknown): string[] => {
  if (schema === undefined) return value === undefined ? [] : [`${place} is shown and there is none`];
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${place}/${issue.path.join('/')}: ${issue.message}`);
};

const keysOf = (part: unknown): string[] => (typeof part === 'object' && part !== null ? Object.keys(part) : []);

/** A schema leaves out what it does not know: in a request that would be ignored, and a query with it is refused. */
const strayKeys = (place: string, schema: z.ZodType | undefined, value: unknown): string[] => {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : keysOf(value);
  return keysOf(value).flatMap((key) => (known.includes(key) ? [] : [`${place}/${key}: the route does not know it`]));
};

const faultsOfAddress = ({ path, params, query, example }: AnyRoute): string[] => {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return [
    ...faultsAt('params', params, example.params),
    ...inPath.filter((name) => !keysOf(example.params).includes(name)).map((name) => `params/${name} is missing`),
    ...strayKeys('params', params, example.params),
    ...(query === undefined && example.query === undefined ? [] : faultsAt('query', query, example.query ?? {})),
    ...strayKeys('query', query, example.query),
  ];
};

const faultsOfBody = ({ body, example }: AnyRoute): string[] => {
  if (body.form === 'none') return example.body === undefined && example.file === undefined ? [] : ['there is no body'];
  if (body.form === 'json')
    return [...faultsAt('body', body.schema, example.body), ...strayKeys('body', body.schema, example.body)];
  const { file, otherFiles = [] } = example;
  if (file === undefined) return ['a file is missing'];
  return [file, ...otherFiles].flatMap(({ contentType }) =>
    body.contentTypes.includes(contentType) ? [] : [`${contentType} is not taken`],
  );
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, part]) => [name, sorted(part)]));
};

/** As it is sent: nothing is added by the schema, and nothing is left out. */
const faultsOfReply = (route: AnyRoute): string[] => {
  const { reply } = route.example;
  if (route.kind === 'raw') return typeof reply === 'string' && reply !== '' ? [] : ['the answer is no text'];
  if (route.reply === undefined) return reply === undefined ? [] : ['there is no answer'];
  const parsed = route.reply.safeParse(reply);
  if (!parsed.success) return faultsAt('reply', route.reply, reply);
  const isSentSo = JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(reply));
  return isSentSo ? [] : ['reply: it would be sent otherwise'];
};

const faultsOf = (route: AnyRoute): string[] =>
  [...faultsOfAddress(route), ...faultsOfBody(route), ...faultsOfReply(route)].map(
    (fault) => `${nameOf(route)}: ${fault}`,
  );

/** What a reader of the document does not see of a route. */
const hiddenOf = (document: unknown, route: AnyRoute): string[] => {
  const shown = shownIn(document).find(({ name }) => name === nameOf(route));
  if (shown === undefined) return [`${nameOf(route)} is not in the document`];
  const wanted = [...keysOf(route.example.params), ...keysOf(route.example.query)];
  if (route.idempotent) wanted.push('Idempotency-Key');
  return [
    ...((shown.request ?? true) ? [] : ['the request']),
    ...(shown.answer ? [] : ['the answer']),
    ...wanted.filter((name) => !shown.parameters.includes(name)),
    ...(route.problems ?? []).filter((code) => !shown.problems.includes(code)),
  ].map((what) => `${nameOf(route)} does not show ${what}`);
};

/** A PUT takes the place of what is there: what a body does not say must not be made up and stored instead. */
const madeUpBy = (route: AnyRoute): string[] => {
  if (route.method !== 'put' || route.body.form !== 'json') return [];
  const schema = z.toJSONSchema(route.body.schema, { io: 'input', unrepresentable: 'any' });
  return JSON.stringify(schema).includes('"default":') ? [nameOf(route)] : [];
};

describe('a PUT', () => {
  it('stores nothing that its body does not say', () => {
    expect(Object.values(ROUTES).flatMap((routes: readonly AnyRoute[]) => routes.flatMap(madeUpBy))).toEqual([]);
  });
});

describe.each(Object.entries(ROUTES))('the examples of %s', (_name, routes: readonly AnyRoute[]) => {
  it('are what its routes take, and what they answer', () => {
    expect(routes.flatMap(faultsOf)).toEqual([]);
  });

  it('are shown: the request, the answer, the values of the address and every refusal', () => {
    const document = openApiOf(routes, { title: 'Test', version: '1', description: '' });
    expect(routes.flatMap((route) => hiddenOf(document, route))).toEqual([]);
  });
});
