import type { createDocument } from 'zod-openapi';
import type { FileExample } from '../routes/example';
import type { Route } from '../routes/route';

type Paths = NonNullable<ReturnType<typeof createDocument>['paths']>;
type Parameters = NonNullable<NonNullable<Paths[string]['get']>['parameters']>;

/** A key as a client makes one: of its own, for one act. */
const IDEMPOTENCY_KEY = '2f9c1e7a-5b0d-4c6e-9a3f-7d8b1c2e4f60';

const fieldsOf = (part: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof part === 'object' && part !== null ? Object.entries(part) : []);

/** The path of a door with the values of its example in it. */
export const addressOf = <Tx>({ path, example }: Route<Tx>): string => {
  const params = fieldsOf(example.params);
  return path.replace(/:(\w+)/g, (_, name: string) => String(params.get(name) ?? ''));
};

/** A text of an address as its schema knows it: `year=2026` is shown as the number that it is. */
const shownIn = (schema: Route<never>['query'], part: unknown): ReadonlyMap<string, unknown> => {
  const parsed = fieldsOf(schema?.safeParse(part).data);
  return new Map(
    [...fieldsOf(part)].map(([name, text]) => [name, typeof parsed.get(name) === 'number' ? parsed.get(name) : text]),
  );
};

/** The parameters of an operation, each with its value in the example. */
export const withExamples = <Tx>({ params, query, example }: Route<Tx>, parameters: Parameters): Parameters => {
  const values: Readonly<Record<string, ReadonlyMap<string, unknown>>> = {
    path: shownIn(params, example.params),
    query: shownIn(query, example.query),
    header: new Map([['Idempotency-Key', IDEMPOTENCY_KEY]]),
  };
  return parameters.map((parameter) => {
    if (!('name' in parameter)) return parameter;
    const value = values[parameter.in]?.get(parameter.name);
    return value === undefined ? parameter : { ...parameter, example: value };
  });
};

/** How a file looks in a document. */
export const shownFile = (file: FileExample): string => ('text' in file ? file.text : file.base64);

export const isShownInBase64 = (file: FileExample): boolean => 'base64' in file;

/** XML has two names that mean the same. */
const isXml = (type: string): boolean => type.endsWith('/xml');

/** The example of a file in one of the forms that a door takes; undefined when none is written down. */
export const fileOfType = <Tx>(
  { example: { file, otherFiles = [] } }: Route<Tx>,
  type: string,
): FileExample | undefined =>
  [...(file === undefined ? [] : [file]), ...otherFiles].find(
    ({ contentType }) => contentType === type || (isXml(contentType) && isXml(type)),
  );
