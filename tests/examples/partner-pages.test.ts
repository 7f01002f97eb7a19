// The pages for partners hold requests: each must be one that its door takes, so that no page rots. `tests/journeys` runs
// the pages as a whole; here each request stands alone, against the schema of its route.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type AnyRoute, nameOf, ROUTES } from './routes';

const FOLDER = resolve(__dirname, '../../docs/partners');
const ALL: readonly AnyRoute[] = Object.values(ROUTES).flat();

/** A value of the shell inside of a text in quotes: `'"$PERSON"'` or `'$AMOUNT'`. */
const SHELL_VALUE = /'"?\$\w+"?'/g;
const MARK = '__of-the-shell__';

/** What the shell puts into a request is taken from the example: its place there must be the same. */
const filled = (value: unknown, example: unknown): unknown => {
  if (value === MARK) return example;
  if (Array.isArray(value))
    return value.map((item, index) => filled(item, Array.isArray(example) ? example[index] : undefined));
  if (typeof value !== 'object' || value === null) return value;
  const known = new Map(typeof example === 'object' && example !== null ? Object.entries(example) : []);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, filled(part, known.get(name))]));
};

/** `/v1/claims/$CLAIM/rows?table=XML3` as a route has it, whatever the shell puts into it. */
const routesAt = (method: string, address: string): AnyRoute[] => {
  const [path = ''] = address.split('?');
  const segments = path.replace(/\$\(.*?\)/g, '$X').split('/');
  return ALL.filter((route) => {
    const parts = route.path.split('/');
    return (
      route.method === method &&
      parts.length === segments.length &&
      parts.every((part, index) => part === segments[index] || (part.startsWith(':') && segments[index] !== ''))
    );
  });
};

type Asked = {
  readonly method: 'get' | 'post';
  readonly address: string;
  readonly json?: string;
  readonly type?: string;
};

const ADDRESS = /\$GATEWAY(\/v1\/(?:\$\([^)]*\)|[^"\s])*)/;

/** Each call of curl in a page with the JSON that it sends: written there, in a variable, or handed to a function. */
const askedIn = (page: string): Asked[] => {
  const script = [...page.matchAll(/```bash\n([\s\S]*?)```/g)].map(([, block]) => block).join('\n');
  const lines = script.replace(/\\\n\s*/g, ' ');
  const texts = new Map([...lines.matchAll(/^(\w+)='([\s\S]*?)'$/gm)].map(([, name = '', text = '']) => [name, text]));
  return [...lines.matchAll(/^(?:(\w+)\(\) \{ )?.*?curl .*$/gm)].flatMap(([call, definition]): Asked[] => {
    const [, address] = call.match(ADDRESS) ?? [];
    if (address === undefined) return [];
    const type = call.match(/content-type: ([\w/.+-]+)/)?.[1];
    const [, sent] = call.match(/ (?:-d|--data-binary) "?(\$\w+|@\w[\w.-]*)"?/) ?? [];
    if (sent === undefined) return [{ method: 'get', address }];
    const typed = { method: 'post', address, ...(type === undefined ? {} : { type }) } as const;
    if (definition !== undefined)
      return [...lines.matchAll(new RegExp(`^${definition} '(.*)'$`, 'gm'))].map(([, json = '']) => ({
        ...typed,
        json,
      }));
    const json = texts.get(sent.slice(1));
    return [sent.startsWith('$') && json !== undefined ? { ...typed, json } : typed];
  });
};

const faultsOf = ({ method, address, json, type }: Asked): string[] => {
  const [route] = routesAt(method, address);
  if (route === undefined) return [`${method.toUpperCase()} ${address}: there is no such door`];
  const { body, example } = route;
  const found = (fault: string) => `${nameOf(route)}: ${fault}`;
  if (json === undefined) {
    const isTaken = body.form === 'none' || (body.form === 'json' ? type === 'application/json' : true);
    if (!isTaken) return [found(`it does not take ${type}`)];
    return (body.form === 'bytes' || body.form === 'stream') && !body.contentTypes.includes(type ?? '')
      ? [found(`it does not take ${type}`)]
      : [];
  }
  if (body.form !== 'json') return [found('it takes no JSON')];
  const written: unknown = JSON.parse(json.replace(SHELL_VALUE, MARK));
  const parsed = body.schema.safeParse(filled(written, example.body));
  return parsed.success ? [] : parsed.error.issues.map((issue) => found(`/${issue.path.join('/')} ${issue.message}`));
};

const pages = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);

describe.each(pages)('the page %s', (_name, page) => {
  it('holds requests that their doors take', () => {
    const asked = askedIn(page);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.flatMap(faultsOf)).toEqual([]);
  });

  it('names no door that is not there', () => {
    const named = [...page.matchAll(/`(GET|POST|PUT) (\/v1\/[^`\s?]+)/g)].map(([, method = '', path = '']) => ({
      method: method.toLowerCase(),
      path: path.replace(/\{\w+\}/g, '$X'),
    }));
    const missing = named.filter(({ method, path }) => routesAt(method, path).length === 0);
    expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });
});
